"""A grader without a model, for tests of the screens: it counts the words of each key point."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.bank.question import KeyPoint
from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.scoring.grader import Grader
from interviewer.scoring.statements import clauses
from interviewer.scoring.verdicts import score
from interviewer.scoring.words import content_stems

COVERED, PARTLY = 0.6, 0.35
"""Shares of its words from which a point counts as covered, and as covered in part."""


class FakeGrader(Grader):
    """The probability of a point is the share of its words that the answer's best clause has."""

    name = "fake-1"

    def warm_up(self) -> None:
        """Nothing is loaded."""

    def grade(
        self,
        question: str,
        reference: str,
        key_points: Sequence[KeyPoint],
        answer: str,
        misconceptions: Sequence[str] = (),
    ) -> Assessment:
        """See `Grader.grade`; question, reference and misconceptions are not looked at."""
        points = tuple(_result(key_point, answer) for key_point in key_points)
        return Assessment(score=score(points), points=points, notes=(), grader=self.name)


def _result(key_point: KeyPoint, answer: str) -> PointResult:
    wanted = set(content_stems(key_point.point))
    shares = {
        answer[clause.start : clause.end]: len(wanted & set(content_stems(clause.text))) / max(len(wanted), 1)
        for clause in clauses(answer)
    }
    evidence = max(shares, key=lambda stretch: shares[stretch], default="")
    probability = round(shares.get(evidence, 0.0), 3)
    return PointResult(
        point=key_point.point,
        weight=key_point.weight,
        verdict=_verdict(probability),
        probability=probability,
        evidence=evidence if probability else "",
    )


def _verdict(share: float) -> Verdict:
    if share >= COVERED:
        return "covered"
    return "partly" if share >= PARTLY else "missed"
