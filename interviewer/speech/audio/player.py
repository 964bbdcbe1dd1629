"""Plays a sound file and knows when it has been heard."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from pathlib import Path

from interviewer.errors import AudioError
from interviewer.settings import Settings
from interviewer.speech.audio import backend, devices, files

LOST_SECONDS = 2.0
"""A device that asks for nothing for so long is lost."""

# What the device and the sound server may hold back when they have taken the last sample.
_DRAIN_SECONDS = 0.25
_BYTES = 2
_LOOK_SECONDS = 0.02
_LOOKS_A_POSITION = 5


class Player:
    """Plays one file at a time on the speaker that the settings name.

    Args:
        settings: `audio_backend` and `output_device` count here.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stop = threading.Event()

    def play(
        self,
        file: Path,
        on_start: Callable[[float], None] | None = None,
        *,
        start: float = 0.0,
        tempo: float = 1.0,
        on_position: Callable[[float, float], None] | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Play a file; returns when its last sample has left the speaker.

        Args:
            file: WAV, FLAC, MP3 and others.
            on_start: Called, in this thread, with the length in seconds when sound begins to come out.
            start: Where in the file to begin, in seconds.
            tempo: How many times as fast as it was recorded, 0.5-2, at the same pitch.
            on_position: Called, in this thread, ten times a second with where in the file the speaker is,
                and how long the file is, both in seconds.
            stopped: Asked as soon as `stop` counts for this file: whether it was to be cut short before.

        Returns:
            True if it was played to its end, False if `stop` cut it short.

        Raises:
            AudioError: The file cannot be read, there is no speaker, or it was lost.
        """
        self._stop.clear()
        if stopped():
            return False
        samples = files.decode(file, backend.PLAYBACK_RATE)
        seconds = len(samples) / backend.PLAYBACK_RATE
        rest = samples[round(start * backend.PLAYBACK_RATE) :]
        if tempo != 1.0:
            rest = files.stretch(rest, backend.PLAYBACK_RATE, tempo)
        source = _Source(rest.tobytes(), self._stop)

        def tell() -> None:
            if on_position:
                on_position(min(seconds, start + source.seconds * tempo), seconds)

        library = backend.load(self._settings)
        device = devices.speaker(library, self._settings.output_device)
        stream = library.play(device, source.fill)
        try:
            source.wait_for(source.started, device.name)
            if on_start and not self._stop.is_set():
                on_start(seconds)
            source.wait_for(source.drained, device.name, tell)
        finally:
            stream.close()
        return source.drained.is_set()

    def stop(self) -> None:
        """Fall silent, from any thread; does nothing when nothing is played."""
        self._stop.set()


class _Source:
    def __init__(self, samples: bytes, stop: threading.Event) -> None:
        silence = bytes(_BYTES * round(_DRAIN_SECONDS * backend.PLAYBACK_RATE))
        self._samples, self._stop, self._position, self._taken = samples + silence, stop, 0, 0
        self._asked = time.monotonic()
        self.started, self.drained = threading.Event(), threading.Event()

    @property
    def seconds(self) -> float:
        """What the device has taken and, as it asks for more, played: all but its last block."""
        return self._taken / (_BYTES * backend.PLAYBACK_RATE)

    def fill(self, frames: int) -> bytes:
        """The next samples, and silence after the last."""
        self._asked = time.monotonic()
        size = frames * _BYTES
        block = b"" if self._stop.is_set() else self._samples[self._position : self._position + size]
        self._taken = self._position
        self._position += len(block)
        self.started.set()
        if self._position == len(self._samples):
            self.drained.set()
        return block.ljust(size, b"\0")

    def wait_for(self, event: threading.Event, name: str, tell: Callable[[], None] = lambda: None) -> None:
        """Until the event or `stop`, telling how it goes; raises AudioError if the device asks for nothing
        any more."""
        looks = itertools.count()
        while not event.wait(_LOOK_SECONDS) and not self._stop.is_set():
            if next(looks) % _LOOKS_A_POSITION == 0:
                tell()
            if time.monotonic() - self._asked > LOST_SECONDS:
                raise AudioError(
                    f"'{name}' stopped taking sound: see that it is plugged in, or choose another speaker."
                )
