"""Rendered speech, kept for the next time."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from interviewer.speech.recording import Recording

LIMIT = 200
"""Files that are kept; those not used for the longest go first."""


class SpeechCache:
    """A folder of WAV files, named by what they say and how.

    Args:
        folder: Made when it is needed.
        limit: How many files it may hold.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder, self._limit = folder, limit

    def file(self, *key: object) -> Path:
        """Where the speech for a key belongs, whether it is there or not."""
        return self._folder / f"{hashlib.sha256(repr(key).encode()).hexdigest()}.wav"

    def has(self, file: Path) -> bool:
        """Whether it is there; if so it counts as used now."""
        try:
            os.utime(file)
        except FileNotFoundError:
            return False
        return True

    def fill(self, file: Path, render: Callable[[Path], Recording | None]) -> bool:
        """Have a file made under another name, so that half a one is never found under its own.

        Args:
            file: From `file`.
            render: Writes to the path that it is given, or returns None.

        Returns:
            Whether there is a file now.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder, prefix="rendering-") as folder:
            recording = render(Path(folder, file.name))
            if recording is None:
                return False
            recording.path.replace(file)
        self._prune()
        return True

    def _prune(self) -> None:
        newest_first = sorted(self._folder.glob("*.wav"), key=lambda file: -file.stat().st_mtime)
        for file in newest_first[self._limit :]:
            file.unlink(missing_ok=True)
