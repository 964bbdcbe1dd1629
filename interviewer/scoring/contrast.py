"""Sets a key point against its misconceptions, in the clause where either is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.scoring.embeddings import Array
from interviewer.scoring.words import content_stems

NEAR = (0.45, 0.65)
"""Closeness to the misconception below which a clause does not count, and from which it counts fully."""
WORDING = 0.2
"""What the telling words weigh beside closeness."""
REACH = 5
"""How far apart two words may stand to count as a pair in their order."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """What speaks for a misconception.

    Attributes:
        belief: How much nearer a clause is to the misconception than to every key point, 0 where none is.
        wording: How far the nearest clause has the words or the order of words that set the misconception
            apart from the point, less those that set the point apart; 0 where the point's prevail.
        clause: Number of the clause that speaks for it most.
    """

    belief: float
    wording: float
    clause: int = 0


def contrast(
    point: str,
    misconception: str,
    clauses: Sequence[str],
    to_point: Array,
    to_misconception: Array,
    to_any_point: Array,
) -> Contrast:
    """Compare a point with one misconception over the clauses of an answer.

    Args:
        point: The key point.
        misconception: What is wrongly believed in its place.
        clauses: The clauses of the answer, at least one.
        to_point: Closeness of each clause to the point.
        to_misconception: Closeness of each clause to the misconception.
        to_any_point: Closeness of each clause to the key point that is nearest to it. A clause that makes
            another point is no sign of this misconception, however alike they sound.
    """
    right, wrong = _features(point), _features(misconception)
    said = [_features(clause) for clause in clauses]
    telling = np.array([_share(s, wrong - right) - _share(s, right - wrong) for s in said])
    low, high = NEAR
    counts = np.clip((to_misconception - low) / (high - low), 0, 1)
    beliefs = counts * np.clip(to_misconception - to_any_point + WORDING * telling, 0, 1)
    where = int(np.maximum(to_point, to_misconception).argmax())
    loudest = int(beliefs.argmax()) if beliefs.any() else where
    return Contrast(float(beliefs.max()), max(0.0, float(telling[where])), loudest)


def _features(text: str) -> set[str | tuple[str, str]]:
    """Stems, and pairs of stems in their order: "from input to output" is not "from output to input"."""
    stems = content_stems(text)
    pairs = {(a, b) for at, a in enumerate(stems) for b in stems[at + 1 : at + 1 + REACH] if a != b}
    return {*stems, *pairs}


def _share(said: set[str | tuple[str, str]], wanted: set[str | tuple[str, str]]) -> float:
    return len(said & wanted) / len(wanted) if wanted else 0.0
