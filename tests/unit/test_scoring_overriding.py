"""Verdicts of the user in place of the machine's."""

from __future__ import annotations

import pytest

from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.scoring.overriding import overridden

RED = PointResult(point="Red.", weight=2, verdict="covered", probability=0.9, evidence="réd")
BLUE = PointResult(point="Blue.", weight=1, verdict="missed", probability=0.1, evidence="")
GRADED = Assessment(score=63.3, points=(RED, BLUE), notes=("Short.",), grader="test")


@pytest.mark.parametrize(
    ("verdict", "probability", "score"),
    [("covered", 1.0, 93.3), ("partly", 0.5, 76.7), ("missed", 0.0, 60.0)],
)
def test_a_verdict_counts_for_its_point_alone(verdict: Verdict, probability: float, score: float) -> None:
    counting = overridden(GRADED, {"Blue.": verdict})
    assert counting.score == score
    red, blue = counting.points
    assert red == RED
    assert (blue.verdict, blue.probability, blue.weight) == (verdict, probability, 1)
    assert (counting.notes, counting.grader) == (GRADED.notes, GRADED.grader)


def test_without_a_verdict_on_its_points_an_assessment_stays_as_it_is() -> None:
    # Its score is not the one that `score` gives: what a grader said is not worked out anew.
    capped = Assessment(score=0.0, points=(RED, BLUE), notes=(), grader="test")
    assert overridden(capped, {}) is capped
    assert overridden(capped, {"Green.": "covered"}) is capped
