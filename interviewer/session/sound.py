"""The speaker and the microphone, as the conductor and the faces use them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec

from interviewer.locations import Locations
from interviewer.session.finding import Devices, Finding
from interviewer.session.worker.client import ENDED, Worker
from interviewer.settings import Settings
from interviewer.speech.recording import Recording
from interviewer.speech.voices import Voice


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """What the microphone hears now."""

    level: float
    """0-1, for a meter."""
    seconds: float
    """Recorded so far."""
    warning: str | None
    """A sentence when the microphone seems dead or muted."""


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """What of a sound file is heard now."""

    turn: int
    """The playing that it is of."""
    seconds: float
    """From the beginning of the file."""
    total: float
    """Length of the file in seconds."""


class Sound:
    """Speaks, plays and records in a worker process of its own, which loads no model.

    So a model that is loading never makes speech stutter, and one that crashes never costs a recording.
    """

    SETTINGS = frozenset(
        {"tts_engine", "tts_voice", "tts_rate", "audio_backend", "input_device", "output_device"}
    )
    """What the process is made from; it is started anew when one of these changes."""

    def __init__(self, settings: Settings, locations: Locations) -> None:
        self.on_level: Callable[[Level], None] = lambda level: None
        self.on_ended: Callable[[], None] = lambda: None
        """Called when the process is gone, expected or not."""
        self._worker = Worker("sound", settings, locations, self._on_event)
        self._turn = 0
        self._on_position: dict[int, Callable[[Position], None]] = {}

    async def start(self) -> None:
        """Start the process, so that the first question need not wait for it."""
        await self._worker.start()

    async def say(self, text: str) -> bool:
        """Speak; whether it came to its end. Cancelling the task falls silent."""
        return await self._until_silent("say", text=text)

    async def play(
        self,
        file: Path,
        *,
        start: float = 0.0,
        tempo: float = 1.0,
        on_position: Callable[[Position], None] = lambda position: None,
    ) -> bool:
        """Play a sound file; whether it came to its end. Cancelling the task falls silent.

        Args:
            file: The sound.
            start: Where in it to begin, in seconds.
            tempo: How many times as fast as it was recorded, 0.5-2.
            on_position: Called ten times a second with where the speaker is.
        """
        self._on_position[self._turn + 1] = on_position
        return await self._until_silent("play", file=file, start=start, tempo=tempo)

    async def stop(self) -> None:
        """Cut short what is spoken or played."""
        await self._worker.call("stop", None, turn=self._turn)

    async def render(self, text: str, file: Path) -> Recording | None:
        """Speak into a WAV file; None where the engine is silent."""
        return await self._worker.call("render", Recording | None, text=text, file=file)

    async def open_microphone(self, file: Path) -> None:
        """Record into a file; returns when sound comes in."""
        await self._worker.call("open_microphone", None, file=file)

    async def pause_microphone(self) -> None:
        """Close the device, keep the recording open."""
        await self._worker.call("pause_microphone", None)

    async def resume_microphone(self) -> None:
        """Open the device again, on the same recording."""
        await self._worker.call("resume_microphone", None)

    async def close_microphone(self) -> Recording:
        """Finish the recording."""
        return await self._worker.call("close_microphone", Recording)

    async def convert(self, file: Path, target: Path) -> Recording:
        """Write the sound of any file as a recording of ours; `target` must not exist yet."""
        return await self._worker.call("convert", Recording, file=file, target=target)

    async def voices(self, engine: str) -> tuple[Voice, ...]:
        """The voices of a voice engine."""
        return await self._worker.call("voices", tuple[Voice, ...], engine=engine)

    async def sample(self, text: str, engine: str, voice: str, rate: int) -> bool:
        """Speak with another voice than that of the settings; see `say`."""
        return await self._until_silent("sample", text=text, engine=engine, voice=voice, rate=rate)

    async def devices(self) -> Devices:
        """The microphones and speakers that are there."""
        return await self._worker.call("devices", Devices)

    async def configure(self, settings: Settings) -> None:
        """End the process, an open recording finished; the next call starts one made from these settings."""
        await self._worker.configure(settings)

    async def check(self, part: Literal["voice", "speaker", "microphone"]) -> Finding:
        """Whether a part works, told by trying it; raises what is wrong. Cancelling ends the process."""
        return await self._worker.work(f"check_{part}", Finding)

    async def close(self) -> None:
        """End the process; an open recording is finished first."""
        await self._worker.close()

    async def _until_silent(self, method: str, **params: Any) -> bool:
        self._turn += 1
        turn, ended = self._turn, False
        try:
            played: bool = await self._worker.call(method, bool, turn=turn, **params)
            ended = True
            return played
        finally:
            self._on_position.pop(turn, None)
            if not ended and self._worker.pid:  # what was begun meanwhile goes on
                await self._worker.call("stop", None, turn=turn)

    def _on_event(self, name: str, data: dict[str, Any]) -> None:
        if name == "level":
            self.on_level(msgspec.convert(data, Level))
        elif name == "position":
            position = msgspec.convert(data, Position)
            if position.turn in self._on_position:  # not cut short meanwhile
                self._on_position[position.turn](position)
        elif name == ENDED:
            self.on_ended()
