"""The words of an answer as the rules on wording look at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.speech.stt.fillers import is_filler
from interviewer.speech.stt.transcript import Word

BREAK = 0.3
"""Seconds between two words from which on they count as set off from each other."""

_MARKS = ",.;:?!…"
_SENTENCE_ENDS = ".?!…"
_AROUND = "\"'“”‘’()[]" + _MARKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Some words of an answer; `start` and `end` in seconds of the recording."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """One word, and how it stands to the one before it.

    Attributes:
        key: In lower case, without punctuation.
        word: As transcribed.
        is_sound: Whether it is a filled pause, such as "um".
        set_off: Whether punctuation or a silence separates it from the word before, or it is the first.
        opens: Whether it begins a sentence.
        pause: Seconds of silence before it; 0 for the first.
    """

    key: str
    word: Word
    is_sound: bool
    set_off: bool
    opens: bool
    pause: float

    @property
    def is_cut_off(self) -> bool:
        """Whether it was broken off: Whisper writes `grad- gradient`."""
        return self.word.text.rstrip(",.").endswith("-")


def spoken(words: Sequence[Word]) -> tuple[Spoken, ...]:
    """The words in the order of time, each with how it stands to the one before it."""
    said: list[Spoken] = []
    before: Word | None = None
    for word in sorted(words, key=lambda each: each.start):
        key = word.text.lower().replace("’", "'").strip(_AROUND + "-–—")
        pause = max(0.0, word.start - before.end) if before else 0.0
        after_mark = before is None or before.text.rstrip("\"'”’)]").endswith(tuple(_MARKS + "-–—"))
        said.append(
            Spoken(
                key=key,
                word=word,
                is_sound=is_filler(word.text),
                set_off=after_mark or pause >= BREAK,
                opens=before is None or before.text.rstrip("\"'”’)]").endswith(tuple(_SENTENCE_ENDS)),
                pause=pause,
            )
        )
        before = word
    return tuple(said)


def passage(said: Sequence[Spoken]) -> Passage:
    """Neighbouring words as one passage."""
    return Passage(
        text=" ".join(each.word.text for each in said).strip(_AROUND + " "),
        start=said[0].word.start,
        end=max(each.word.end for each in said),
    )
