"""How fast an answer was spoken, and how evenly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, pstdev

from interviewer.speech.stt.transcript import Word

WINDOW = 15.0
"""Seconds over which the pace is taken where its variation is asked for."""

_GAP = 0.5
"""Seconds without a sound from which on one does not speak. Phonetics takes 0.25 (De Jong & Bosker 2013,
Choosing a threshold for silent pauses, DiSS); the times that Whisper gives words are too coarse for that."""

_FEWEST_WORDS, _SHORTEST = 10, 5.0
"""Under so many words, or seconds of speaking, a rate says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Words a minute of speaking time in one stretch; `start` and `end` in seconds of the recording."""

    start: float
    end: float
    words_per_minute: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Words a minute. A word is what stands between two spaces: a number in figures is one.

    Attributes:
        words_per_minute: From the first word to the end of the last, with the pauses in between.
        words_per_minute_speaking: Over the speaking time alone (articulation rate).
        variation: Standard deviation of the windows' rates over their mean, 0 for a perfectly even pace; None
            where there are fewer than two windows.
        windows: The rates of stretches of 15 s from the first word on, where at least 5 s of it were spoken.
    """

    words_per_minute: float
    words_per_minute_speaking: float
    variation: float | None
    windows: tuple[Rate, ...]


def runs(heard: Sequence[Word]) -> tuple[tuple[float, float], ...]:
    """Start and end in seconds of each stretch of sound without a gap of 0.5 s in it.

    Args:
        heard: Words and fillers in the order of time, at least one.
    """
    start, end = heard[0].start, heard[0].end
    found = []
    for word in heard[1:]:
        if word.start - end >= _GAP:
            found.append((start, end))
            start = word.start
        end = max(end, word.end)
    return (*found, (start, end))


def overlap(spoken: Sequence[tuple[float, float]], start: float, end: float) -> float:
    """Seconds of the stretches that lie between start and end."""
    return sum(max(0.0, min(end, last) - max(start, first)) for first, last in spoken)


def pace(words: Sequence[Word], spoken: Sequence[tuple[float, float]]) -> Pace | None:
    """The pace of an answer; None where it is too short for one.

    Args:
        words: In the order of time, at least one, without filled pauses.
        spoken: The stretches of speaking, as `runs` gives them.
    """
    start, end = words[0].start, max(word.end for word in words)
    speaking = overlap(spoken, start, end)
    if len(words) < _FEWEST_WORDS or speaking < _SHORTEST:
        return None
    windows = tuple(_windows(words, spoken, start, end))
    rates = [window.words_per_minute for window in windows]
    return Pace(
        words_per_minute=60 * len(words) / (end - start),
        words_per_minute_speaking=60 * len(words) / speaking,
        variation=pstdev(rates) / fmean(rates) if len(rates) > 1 else None,
        windows=windows,
    )


def _windows(
    words: Sequence[Word], spoken: Sequence[tuple[float, float]], start: float, end: float
) -> list[Rate]:
    # What is left at the end joins the last window: a few words alone have no pace.
    count = max(1, int((end - start) // WINDOW))
    edges = [*(start + WINDOW * number for number in range(count)), end]
    found = []
    for first, last in pairwise(edges):
        speaking = overlap(spoken, first, last)
        # A word belongs to the window that its middle lies in; the last one of the answer to the last window.
        inside = sum(first <= (word.start + word.end) / 2 < last or word.end == last == end for word in words)
        if inside and speaking >= _SHORTEST:
            found.append(Rate(start=first, end=last, words_per_minute=60 * inside / speaking))
    return found
