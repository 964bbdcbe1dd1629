"""Grades by key-point coverage with a sentence embedder.

The stages, each a module: guards (is it an answer at all?), statements (its clauses and windows), embeddings,
findings (similarity, negation and contrast for each key point), calibration (probability), verdicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from interviewer.bank.question import KeyPoint
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.scoring.calibration import probability
from interviewer.scoring.embeddings import Embedder
from interviewer.scoring.findings import Finding, find
from interviewer.scoring.grader import Grader
from interviewer.scoring.guards import no_answer, off_topic
from interviewer.scoring.rubric import Rubric, prepare
from interviewer.scoring.statements import Clause, clauses
from interviewer.scoring.verdicts import score, verdict

NAME = "embedding-1"
"""Goes up whenever the same answer may get another score."""
CONTRADICTED = 0.5
"""Negation from which the point is said to be denied."""
BELIEVED = 0.2
"""Belief or wording from which a misconception is named."""

_KEPT_QUESTIONS = 128


class EmbeddingGrader(Grader):
    """The default grader.

    Args:
        model: A folder with a sentence-transformers model; empty for the packaged all-MiniLM-L6-v2.

    Attributes:
        embedder: The model.
    """

    name = NAME

    def __init__(self, model: str = "") -> None:
        self.embedder = Embedder(model)
        self._rubric = lru_cache(_KEPT_QUESTIONS)(self._prepare)

    def warm_up(self) -> None:
        """See `Grader.warm_up`."""
        self.embedder.encode(["ready"])

    def grade(
        self,
        question: str,
        reference: str,
        key_points: Sequence[KeyPoint],
        answer: str,
        misconceptions: Sequence[str] = (),
    ) -> Assessment:
        """See `Grader.grade`."""
        expected = " ".join([reference, *(point.point for point in key_points)])
        note = no_answer(question, expected, answer)
        if note:
            return _none(key_points, note)
        said = clauses(answer)
        findings = self.findings(question, key_points, said, misconceptions)
        note = off_topic(question, expected, answer, max(found.nearness for found in findings))
        if note:
            return _none(key_points, note)
        points = tuple(
            _result(point, found, answer, said) for point, found in zip(key_points, findings, strict=True)
        )
        notes = tuple(
            note for point, found in zip(points, findings, strict=True) for note in _notes(point, found)
        )
        return Assessment(score=score(points), points=points, notes=notes, grader=NAME)

    def findings(
        self,
        question: str,
        key_points: Sequence[KeyPoint],
        said: Sequence[Clause],
        misconceptions: Sequence[str] = (),
    ) -> list[Finding]:
        """What the stages find before calibration, one entry for each key point.

        Args:
            question: The question as asked.
            key_points: At least one.
            said: The clauses of the answer, at least one.
            misconceptions: See `Grader.grade`.
        """
        rubric = self._rubric(question, tuple(key_points), tuple(misconceptions))
        return find(rubric, self.embedder.encode([clause.text for clause in said]))

    def _prepare(
        self, question: str, key_points: tuple[KeyPoint, ...], misconceptions: tuple[str, ...]
    ) -> Rubric:
        return prepare(self.embedder, question, key_points, misconceptions)


def _result(key_point: KeyPoint, found: Finding, answer: str, said: Sequence[Clause]) -> PointResult:
    first, last = said[found.evidence.start], said[found.evidence.stop - 1]
    chance = round(probability(found.features), 3)
    judged = verdict(chance)
    return PointResult(
        point=key_point.point,
        weight=key_point.weight,
        verdict=judged,
        probability=chance,
        evidence="" if judged == "missed" else answer[first.start : last.end],
    )


def _none(key_points: Sequence[KeyPoint], note: str) -> Assessment:
    points = tuple(
        PointResult(point=point.point, weight=point.weight, verdict="missed", probability=0.0, evidence="")
        for point in key_points
    )
    return Assessment(score=0.0, points=points, notes=(note,), grader=NAME)


def _notes(point: PointResult, found: Finding) -> list[str]:
    """Why a missed point that is talked about does not count."""
    if point.verdict != "missed":
        return []
    if found.features.negation >= CONTRADICTED:
        return [f"The answer seems to deny this: {point.point}"]
    if found.misconception and max(found.features.belief, found.features.wording) >= BELIEVED:
        return [f"The answer sounds like a common misconception: {found.misconception}"]
    return []
