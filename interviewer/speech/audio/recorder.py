"""Records the microphone into a WAV file, as it comes."""

from __future__ import annotations

import errno
import threading
import time
from contextlib import suppress
from pathlib import Path

import numpy as np

from interviewer.errors import AudioError
from interviewer.settings import Settings
from interviewer.speech.audio import backend, devices
from interviewer.speech.audio.wav import WavWriter
from interviewer.speech.recording import Recording

LOST_SECONDS = 2.0
"""A microphone that sends nothing for so long is lost."""

MUTED_SECONDS = 3.0
"""Exact zeros for so long come from no real microphone: it is muted, or its use was denied."""

FLOOR_DECIBELS = -60.0
"""Loudness that a level meter shows as nothing, relative to full scale."""

_LOST = "The microphone stopped sending: see that it is plugged in."
_MUTED = (
    f"No sound has come from the microphone for {MUTED_SECONDS:.0f} s: is it muted? Switch it on, or allow "
    "its use in the system's privacy settings."
)


class Recorder:
    """One recording: 16 kHz, mono, 16 bit. All properties may be read from any thread.

    Args:
        file: Where it goes; must not exist yet.
        settings: `audio_backend` and `input_device` count here.
    """

    def __init__(self, file: Path, settings: Settings) -> None:
        self._file, self._settings = file, settings
        self._wav: WavWriter | None = None
        self._stream: backend.Stream | None = None
        self._first_block = threading.Event()
        self._failure: OSError | None = None
        self._level = 0.0
        self._last_block = self._last_sound = 0.0

    def start(self) -> None:
        """Open the microphone; returns when sound comes in.

        Raises:
            AudioError: There is no microphone, it sends nothing for 2 s, or the file cannot be made. No
                file is left behind.
        """
        try:
            self._wav = WavWriter(self._file, backend.CAPTURE_RATE)
        except OSError as error:
            raise AudioError(f"{self._file} cannot be recorded to: {error.strerror}.") from error
        try:
            self._open()
        except BaseException:
            self._wav.close()
            self._file.unlink()
            raise

    def pause(self) -> None:
        """Close the microphone and keep what was recorded."""
        if self._stream:
            stream, self._stream = self._stream, None
            stream.close()
            self._level = 0.0

    def resume(self) -> None:
        """Open the microphone again; goes on where the recording was paused.

        Raises:
            AudioError: As for `start`; the recording is paused still.
        """
        if not self._stream:
            self._open()

    def stop(self) -> Recording:
        """Finish the recording.

        Raises:
            AudioError: The file could not be written to the end; what was recorded before is in it.
        """
        self.pause()
        if self._wav:
            self._wav.close()
        if self._failure:
            raise AudioError(self._full) from self._failure
        return Recording(path=self._file, seconds=self.seconds)

    def sync(self) -> None:
        """See to it that what was recorded so far outlives a power cut; takes as long as the disk needs."""
        # A disk that refuses is told by the next block. The file may be closed meanwhile.
        with suppress(OSError, ValueError):
            if self._wav:
                self._wav.sync()

    @property
    def seconds(self) -> float:
        """Length of what is in the file."""
        return self._wav.seconds if self._wav else 0.0

    @property
    def level(self) -> float:
        """Loudness now, for a meter: root mean square of the last 32 ms in decibels, -60 dB (full scale)
        and below as 0, 0 dB as 1. Speech at the usual distance is at 0.4 to 0.8."""
        return self._level

    @property
    def warning(self) -> str | None:
        """A sentence if the microphone seems lost or muted or the disk is full, else None."""
        if self._failure:
            return self._full
        if not self._stream:
            return None
        now = time.monotonic()
        if now - self._last_block > LOST_SECONDS:
            return _LOST
        return _MUTED if now - self._last_sound > MUTED_SECONDS else None

    @property
    def _full(self) -> str:
        assert self._failure
        full = self._failure.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        reason = "The disk is full" if full else f"The disk refused ({self._failure.strerror})"
        return (
            f"{reason}: the recording ended after {self.seconds:.0f} s and is in {self._file}. Free space, "
            "then record the rest."
        )

    def _open(self) -> None:
        library = backend.load(self._settings)
        device = devices.microphone(library, self._settings.input_device)
        self._first_block.clear()
        stream = library.record(device, self._take)
        if not self._first_block.wait(LOST_SECONDS):
            stream.close()
            raise AudioError(
                f"No microphone: '{device.name}' sent nothing for {LOST_SECONDS:.0f} s. See that it is "
                "plugged in and that this program may use it, choose another, or type the answer."
            )
        self._stream = stream

    def _take(self, block: bytes) -> None:
        assert self._wav
        now = self._last_block = time.monotonic()
        samples = np.frombuffer(block, np.int16).astype(np.float32) / 32768
        loudness = float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0
        if loudness or not self._first_block.is_set():
            self._last_sound = now
        decibels = 20 * np.log10(max(loudness, 1e-10))
        self._level = float(np.clip(1 - decibels / FLOOR_DECIBELS, 0, 1))
        if not self._failure:
            try:
                self._wav.append(block)
            except OSError as error:
                self._failure = error
        self._first_block.set()
