"""What an assessment is with verdicts of the user in place of the machine's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interviewer.scoring.assessment import Assessment, PointResult, Ruling
from interviewer.scoring.verdicts import score

_PROBABILITIES: Mapping[Ruling, float] = {"covered": 1.0, "partly": 0.5, "missed": 0.0, "contradicted": 0.0}
"""What a verdict counts when a person gives it."""


def overridden(assessment: Assessment, verdicts: Mapping[str, Ruling]) -> Assessment:
    """The assessment that counts where the user disagrees.

    Args:
        assessment: The machine's.
        verdicts: The user's, by the words of the key point; those on other points are passed over.

    Returns:
        The assessment with these verdicts, and the score that they make with the machine's on the other
        points; the same where none of its points is disagreed with.
    """
    points = tuple(_judged(point, verdicts.get(point.point)) for point in assessment.points)
    if points == assessment.points:
        return assessment
    return replace(assessment, points=points, score=score(points))


def _judged(point: PointResult, verdict: Ruling | None) -> PointResult:
    return replace(point, verdict=verdict, probability=_PROBABILITIES[verdict]) if verdict else point
