"""Plays a sound file and knows when it has been heard."""

from __future__ import annotations

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


class Player:
    """Plays one file at a time on the speaker that the settings name.

    Args:
        settings: `audio_backend` and `output_device` count here.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stop = threading.Event()

    def play(self, file: Path, on_start: Callable[[float], None] | None = None) -> bool:
        """Play a file; returns when its last sample has left the speaker.

        Args:
            file: WAV, FLAC, MP3 and others.
            on_start: Called, in this thread, with the length in seconds when sound begins to come out.

        Returns:
            True if it was played to its end, False if `stop` cut it short.

        Raises:
            AudioError: The file cannot be read, there is no speaker, or it was lost.
        """
        self._stop.clear()
        samples = files.decode(file, backend.PLAYBACK_RATE)
        source = _Source(samples.tobytes(), self._stop)
        library = backend.load(self._settings)
        device = devices.speaker(library, self._settings.output_device)
        stream = library.play(device, source.fill)
        try:
            source.wait_for(source.started, device.name)
            if on_start and not self._stop.is_set():
                on_start(len(samples) / backend.PLAYBACK_RATE)
            source.wait_for(source.drained, device.name)
        finally:
            stream.close()
        return source.drained.is_set()

    def stop(self) -> None:
        """Fall silent, from any thread; does nothing when nothing is played."""
        self._stop.set()


class _Source:
    def __init__(self, samples: bytes, stop: threading.Event) -> None:
        silence = bytes(_BYTES * round(_DRAIN_SECONDS * backend.PLAYBACK_RATE))
        self._samples, self._stop, self._position = samples + silence, stop, 0
        self._asked = time.monotonic()
        self.started, self.drained = threading.Event(), threading.Event()

    def fill(self, frames: int) -> bytes:
        """The next samples, and silence after the last."""
        self._asked = time.monotonic()
        size = frames * _BYTES
        block = b"" if self._stop.is_set() else self._samples[self._position : self._position + size]
        self._position += len(block)
        self.started.set()
        if self._position == len(self._samples):
            self.drained.set()
        return block.ljust(size, b"\0")

    def wait_for(self, event: threading.Event, name: str) -> None:
        """Until the event or `stop`; raises AudioError if the device asks for nothing any more."""
        while not event.wait(0.02) and not self._stop.is_set():
            if time.monotonic() - self._asked > LOST_SECONDS:
                raise AudioError(
                    f"'{name}' stopped taking sound: see that it is plugged in, or choose another speaker."
                )
