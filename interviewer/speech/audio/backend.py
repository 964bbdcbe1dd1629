"""What a sound library must do for us, and the table of those there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from interviewer.engines import Engine, EngineTable
from interviewer.errors import AudioError, EngineError
from interviewer.settings import Settings

CAPTURE_RATE = 16_000
"""Samples a second of everything that is recorded, in hertz: what speech recognition takes."""

PLAYBACK_RATE = 48_000
"""Samples a second of everything that is played, in hertz: what sound devices run at."""

BLOCK_SECONDS = 0.032
"""Length of a recorded block: 512 samples."""


@dataclass(frozen=True, slots=True)
class Device:
    """A speaker or a microphone.

    Attributes:
        name: As the system shows it to the user.
        is_default: Whether the system's default is this one.
        handle: How the backend that listed it finds it again.
    """

    name: str
    is_default: bool
    handle: Any


class Stream(Protocol):
    """A device that runs until it is closed."""

    def close(self) -> None:
        """Stop, and give the device back; no callback runs afterwards."""


class Backend(Protocol):
    """A sound library. Its callbacks run in a thread of its own and must be quick.

    A device that is lost raises nothing: its callbacks just cease. Whoever opened it keeps watch.
    """

    def outputs(self) -> Sequence[Device]:
        """The speakers. Raises AudioError where there is no sound system."""

    def inputs(self) -> Sequence[Device]:
        """The microphones, without those that only repeat what a speaker plays."""

    def play(self, device: Device, fill: Callable[[int], bytes]) -> Stream:
        """Open a speaker.

        Args:
            device: One of `outputs`.
            fill: Gives that many samples, 16-bit mono at `PLAYBACK_RATE`, whenever the device wants some.

        Raises:
            AudioError: The device cannot be opened.
        """

    def record(self, device: Device, on_block: Callable[[bytes], None]) -> Stream:
        """Open a microphone.

        Args:
            device: One of `inputs`.
            on_block: Is handed samples, 16-bit mono at `CAPTURE_RATE`, as they come.

        Raises:
            AudioError: The device cannot be opened.
        """


BACKENDS: EngineTable[Backend] = EngineTable(
    "audio backend",
    {
        "miniaudio": Engine(
            "interviewer.speech.audio.miniaudio_backend:MiniaudioBackend",
            requires=("miniaudio",),
            install="miniaudio",
        ),
        "sounddevice": Engine(
            "interviewer.speech.audio.sounddevice_backend:SounddeviceBackend",
            requires=("sounddevice",),
            install="interviewer[portaudio]",
        ),
    },
)


def load(settings: Settings) -> Backend:
    """The backend that the settings name; for `auto` the first of the table that works here.

    Raises:
        AudioError: None can be loaded; says why and what to install.
    """
    names = BACKENDS.names if settings.audio_backend == "auto" else (settings.audio_backend,)
    reasons = []
    for name in names:
        try:
            return BACKENDS.load(name)()
        except EngineError as error:
            reasons.append(str(error))
    raise AudioError(" ".join(reasons))
