"""Cutting away what a decoder repeats that got caught in a loop."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.speech.stt.transcript import Word

_LONGEST = 20
"""Words of the longest phrase that is looked for."""

_TIMES = 4
"""People say a word three times in a row, and a phrase twice; decoders go on to the end of the window."""


def without_repetition(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, with each phrase that follows upon itself four times or more kept once."""
    plain = [word.text.strip(" .,!?;:").casefold() for word in words]
    kept: list[Word] = []
    at = 0
    while at < len(words):
        length, times = _repeated(plain, at)
        kept.extend(words[at : at + length])
        at += length * times
    return tuple(kept)


def _repeated(plain: Sequence[str], at: int) -> tuple[int, int]:
    """Length of the phrase that begins there, and how often it comes; one word, once, where it is no loop."""
    for length in range(1, min(_LONGEST, (len(plain) - at) // _TIMES) + 1):
        phrase, times = plain[at : at + length], 1
        while plain[at + times * length : at + (times + 1) * length] == phrase:
            times += 1
        if times >= _TIMES:
            return length, times
    return 1, 1
