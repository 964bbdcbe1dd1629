"""What a pause comes before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from interviewer.speech.delivery.pauses import Pause

Place = Literal["formula", "term", "start"]

_START = 5.0
"""Seconds after the first word that are the beginning."""

_WORDS = """
zero one two three four five six seven eight nine ten half plus minus times over equals divided squared cubed
root square power log exp exponential sum product derivative gradient integral expectation probability formula
equation numerator denominator alpha beta gamma delta epsilon theta lambda mu sigma pi
"""
_SYMBOLS = frozenset(_WORDS.split())
_FEWEST_SYMBOLS = 2
"""One alone is in many a sentence: "over time", "one of them"."""


def place(pause: Pause, first_word: float, terms: Sequence[str]) -> Place | None:
    """What a pause comes before, by the words after it; else whether it is near the beginning.

    Args:
        pause: The pause.
        first_word: When the answer began, in seconds of the recording.
        terms: Technical words of the question.
    """
    words = _parts(pause.after)
    if sum(map(_is_symbol, words)) >= _FEWEST_SYMBOLS:
        return "formula"
    after = f" {' '.join(words)} "
    if any(f" {' '.join(_parts(term))} " in after for term in terms):
        return "term"
    return "start" if pause.start - first_word < _START else None


def _parts(text: str) -> list[str]:
    return re.findall(r"\w+|[=+*/^<>−×÷√]", text.lower())


def _is_symbol(word: str) -> bool:
    """Whether it may be part of a formula: a number, an operation, or a letter or sign alone."""
    return word in _SYMBOLS or word[0].isdigit() or (len(word) == 1 and word not in "ai")
