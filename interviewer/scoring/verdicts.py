"""From the probabilities of the key points to verdicts and a score."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.scoring.assessment import PointResult, Verdict

COVERED = 0.6
"""Probability from which a point counts as covered."""
PARTLY = 0.35
"""Probability from which it counts as partly covered."""
UNSURE = (0.45, 0.55)
"""Between these, near one half, nothing can be said; the candidate may."""


def verdict(probability: float) -> Verdict:
    """The verdict on a key point that is made with this probability."""
    if probability >= COVERED:
        return "covered"
    if UNSURE[0] <= probability < UNSURE[1]:
        return "unsure"
    return "partly" if probability >= PARTLY else "missed"


def score(points: Sequence[PointResult]) -> float:
    """Expected share of the points that are made, by weight, 0-100 with one decimal."""
    total = sum(point.weight for point in points)
    return round(100 * sum(point.weight * point.probability for point in points) / total, 1)
