"""What was heard: text, and each word with its time and confidence.

The limits of doubt were measured with base and faster-whisper on 24 technical answers in two synthetic voices
and four clips of people, two of them non-native (5,651 words). Their means were 0.81 to 0.95; speech played
backwards had 0.57, and speech under noise of four times its power 0.49 to 0.76. Of the wrong words 33 % were
under 0.5, of the right ones 5 %; a limit of 0.7 for words would mark 53 % and 10 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

_DOUBTED_WORD, _DOUBTED = 0.5, 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One transcribed word; `start` and `end` in seconds of the recording, `probability` 0-1."""

    text: str
    start: float
    end: float
    probability: float

    @property
    def is_doubtful(self) -> bool:
        """Whether it may well be another word."""
        return self.probability < _DOUBTED_WORD


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

    @property
    def confidence(self) -> float:
        """How sure the words are together, 0-1: the mean of their probabilities."""
        return fmean(word.probability for word in self.words) if self.words else 0.0

    @property
    def is_doubtful(self) -> bool:
        """Whether so much of it is unsure that it should be read before it is graded."""
        return bool(self.words) and self.confidence < _DOUBTED
