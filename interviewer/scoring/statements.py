"""Cuts an answer into clauses, and names the runs of neighbouring clauses that may make a point together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewer.scoring.misheard import Misheard
from interviewer.scoring.normalise import normalise

MIN_WORDS = 4
"""A clause with fewer words is joined to the one before it."""
MAX_WORDS = 22
"""A clause with more words is cut, as in a transcript without punctuation."""
PIECE = 14
"""Words in a piece of such a clause."""
REACH = 3
"""Most clauses that make one window."""

_BOUNDARY = re.compile(
    r"(?<=[,;:])\s+|(?<=[.!?])\s+|\s+-+\s+|\s*\n\s*"
    r"|\s+(?=(?:and|but|so|because|whereas|while|then|therefore|which|however|since|if|when|otherwise)\s)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the answer that says one thing.

    Attributes:
        start: First character in the answer as given.
        end: Character after the last.
        text: The stretch in normal form, for comparing; never empty.
    """

    start: int
    end: int
    text: str


def clauses(answer: str, corrections: Sequence[Misheard] = ()) -> tuple[Clause, ...]:
    """The clauses of `answer` in order: short ones joined to a neighbour, long ones cut, fillers left out.

    Args:
        answer: The words of the candidate.
        corrections: Terms to read where the answer has others that sound alike, in order.
    """
    found = (
        Clause(start, end, normalise(_corrected(answer, start, end, corrections)))
        for start, end in _whole(_sized(answer), corrections)
    )
    return tuple(clause for clause in found if any(map(str.isalnum, clause.text)))


def windows(count: int) -> tuple[range, ...]:
    """Runs of one up to `REACH` neighbours among `count` clauses, as ranges, short runs first."""
    return tuple(
        range(first, first + size) for size in range(1, REACH + 1) for first in range(count - size + 1)
    )


def _whole(pieces: Sequence[tuple[int, int]], corrections: Sequence[Misheard]) -> list[tuple[int, int]]:
    """The pieces, joined where an edge would cut what is read as one."""
    whole: list[tuple[int, int]] = []
    for start, end in pieces:
        if whole and any(each.start < start < each.end for each in corrections):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def _corrected(answer: str, start: int, end: int, corrections: Sequence[Misheard]) -> str:
    parts = []
    for each in corrections:
        if start <= each.start and each.end <= end:
            parts += [answer[start : each.start], each.meant]
            start = each.end
    return "".join([*parts, answer[start:end]])


def _sized(answer: str) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in _split(answer):
        if joined and _count(answer, *joined[-1]) < MIN_WORDS:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    if len(joined) > 1 and _count(answer, *joined[-1]) < MIN_WORDS:
        (_, end), (start, _) = joined.pop(), joined.pop()
        joined.append((start, end))
    return [piece for start, end in joined for piece in _cut(answer, start, end)]


def _split(answer: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for boundary in [*_BOUNDARY.finditer(answer), None]:
        end = boundary.start() if boundary else len(answer)
        stripped = answer[start:end].strip()
        if stripped:
            first = answer.index(stripped, start)
            spans.append((first, first + len(stripped)))
        start = boundary.end() if boundary else end
    return spans


def _cut(answer: str, start: int, end: int) -> list[tuple[int, int]]:
    found = [match.span() for match in re.finditer(r"\S+", answer[start:end])]
    if len(found) <= MAX_WORDS:
        return [(start, end)]
    pieces = max(1, round(len(found) / PIECE))
    edges = [round(i * len(found) / pieces) for i in range(pieces + 1)]
    return [(start + found[a][0], start + found[b - 1][1]) for a, b in pairwise(edges)]


def _count(answer: str, start: int, end: int) -> int:
    return len(answer[start:end].split())
