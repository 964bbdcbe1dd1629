"""A sound file on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A finished WAV file: a spoken answer, or a text that was rendered to speech."""

    path: Path
    seconds: float
