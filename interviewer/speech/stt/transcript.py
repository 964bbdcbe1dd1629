"""What was heard: text, and each word with its time and confidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One transcribed word; `start` and `end` in seconds of the recording, `probability` 0-1."""

    text: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The result of one transcription. An empty `text` means that no speech was heard."""

    text: str
    words: tuple[Word, ...]
    engine: str
    model: str
    seconds: float
    """Length of the audio in seconds."""
    language: str = "en"
    """Code of the language that was spoken."""
    fillers: tuple[Word, ...] = ()
    """Sounds such as "um" that were heard in the pauses between the words, and are not part of `text`."""

    @property
    def heard_speech(self) -> bool:
        """Whether there are words; what has none is never graded."""
        return bool(self.text.strip())
