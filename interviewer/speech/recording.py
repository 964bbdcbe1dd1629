"""A sound file on disk."""

from __future__ import annotations

import wave
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A finished WAV file: a spoken answer, or a text that was rendered to speech."""

    path: Path
    seconds: float

    @classmethod
    def of(cls, file: Path) -> Recording | None:
        """The recording in a WAV file; None where there is no such file, or no sound in it."""
        with suppress(OSError, EOFError, wave.Error), wave.open(str(file)) as wav:
            if wav.getnframes():
                return cls(path=file, seconds=wav.getnframes() / wav.getframerate())
        return None
