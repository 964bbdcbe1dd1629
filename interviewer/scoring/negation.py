"""Finds where an answer says that something is not so.

A statement and its negation are neighbours for an embedding, so this looks at words: what follows a "not"
is what is denied, as in NegEx (Chapman et al. 2001).
"""

from __future__ import annotations

import re

from interviewer.scoring.words import content_stems

SCOPE = 9
"""Words after the cue that it may deny."""
ENOUGH = 4
"""Denied content words that make a full negation when the other text has them all."""

_CUE = re.compile(
    r"\b(?:not|no|never|neither|nor|cannot|without|nothing|none|\w+n't)\b(?! only)"
    rf"((?:\W+[\w']+){{0,{SCOPE}}})",
    re.IGNORECASE,
)


def contradiction(clause: str, point: str) -> float:
    """How far one of two texts denies what the other says, 0-1.

    The same denial on both sides is agreement and gives 0.
    """
    return max(_denies(clause, point), _denies(point, clause))


def _denies(text: str, other: str) -> float:
    affirmed = set(content_stems(other)) - set().union(*_scopes(other))
    shares = [len(scope & affirmed) / min(len(scope), ENOUGH) for scope in _scopes(text) if scope]
    return min(1.0, max(shares, default=0.0))


def _scopes(text: str) -> list[set[str]]:
    return [set(content_stems(match.group(1))) for match in _CUE.finditer(text)]
