"""Grades by key-point coverage.

The stages, each a module: guards (is it an answer at all?), misheard (terms that speech recognition wrote
as other words), mathematics (numbers and formulas in one form), statements (clauses and windows), embeddings,
findings (similarity, negation and contrast for each key point), calibration (probability), verdicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

from interviewer.bank.question import KeyPoint
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.scoring.calibration import probability
from interviewer.scoring.embeddings import Embedder
from interviewer.scoring.explained import Explained, Explanation
from interviewer.scoring.findings import Finding, find
from interviewer.scoring.grader import Grader
from interviewer.scoring.guards import no_answer, off_topic
from interviewer.scoring.mathematics import readings
from interviewer.scoring.misheard import Misheard, misheard
from interviewer.scoring.rubric import Rubric, prepare
from interviewer.scoring.statements import Clause, clauses
from interviewer.scoring.verdicts import score, verdict

NAME = "embedding-2"
"""Goes up whenever the same answer may get another score."""
CONTRADICTED = 0.5
"""Negation from which a point that is not made is denied."""
BELIEVED = 0.2
"""Belief or wording from which a misconception is named."""

_KEPT_QUESTIONS = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An answer taken apart.

    Attributes:
        clauses: Of the answer, in order.
        heard: Terms that it was read with in place of others.
        findings: One for each key point.
    """

    clauses: Sequence[Clause]
    heard: Sequence[Misheard]
    findings: Sequence[Finding]


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
        return self.explain(question, reference, key_points, answer, misconceptions).assessment

    def explain(
        self,
        question: str,
        reference: str,
        key_points: Sequence[KeyPoint],
        answer: str,
        misconceptions: Sequence[str] = (),
    ) -> Explained:
        """See `Grader.explain`."""
        expected = " ".join([reference, *(point.point for point in key_points)])
        note = no_answer(question, expected, answer)
        if note:
            return Explained(assessment=_none(key_points, note))
        reading = self.read(question, expected, key_points, answer, misconceptions)
        note = off_topic(question, expected, answer, max(found.nearness for found in reading.findings))
        if note:
            return Explained(assessment=_none(key_points, note))
        points = tuple(
            _result(point, found, answer, reading.clauses)
            for point, found in zip(key_points, reading.findings, strict=True)
        )
        notes = tuple(_taken(reading.heard))
        return Explained(
            assessment=Assessment(score=score(points), points=points, notes=notes, grader=NAME),
            explanations=tuple(Explanation(findings=asdict(found.features)) for found in reading.findings),
        )

    def read(
        self,
        question: str,
        expected: str,
        key_points: Sequence[KeyPoint],
        answer: str,
        misconceptions: Sequence[str] = (),
    ) -> Reading:
        """What the stages find before it is judged.

        Args:
            question: The question as asked.
            expected: Reference answer and key points in one text.
            key_points: At least one.
            answer: One that the guards let pass.
            misconceptions: See `Grader.grade`.
        """
        same = readings([point.point for point in key_points], answer)
        heard = [each for each in misheard(f"{question} {expected}", answer) if not _overlaps(each, same)]
        said = clauses(answer, sorted((*same, *heard), key=lambda each: each.start))
        rubric = self._rubric(question, tuple(key_points), tuple(misconceptions))
        encoded = self.embedder.encode([clause.text for clause in said])
        return Reading(clauses=said, heard=heard, findings=find(rubric, encoded))

    def _prepare(
        self, question: str, key_points: tuple[KeyPoint, ...], misconceptions: tuple[str, ...]
    ) -> Rubric:
        return prepare(self.embedder, question, key_points, misconceptions)


def _result(key_point: KeyPoint, found: Finding, answer: str, said: Sequence[Clause]) -> PointResult:
    chance = round(probability(found.features), 3)
    judged = verdict(chance)
    features = found.features
    believed = found.misconception if max(features.belief, features.wording) >= BELIEVED else None
    if judged == "missed" and (believed or features.negation >= CONTRADICTED):
        judged = "contradicted"
    against = found.believes if believed else found.denies
    shown = range(against, against + 1) if judged == "contradicted" else found.evidence
    first, last = said[shown.start], said[shown.stop - 1]
    return PointResult(
        point=key_point.point,
        weight=key_point.weight,
        verdict=judged,
        probability=chance,
        evidence="" if judged == "missed" else answer[first.start : last.end],
        misconception=believed if judged == "contradicted" else None,
    )


def _none(key_points: Sequence[KeyPoint], note: str) -> Assessment:
    points = tuple(
        PointResult(point=point.point, weight=point.weight, verdict="missed", probability=0.0, evidence="")
        for point in key_points
    )
    return Assessment(score=0.0, points=points, notes=(note,), grader=NAME)


def _overlaps(one: Misheard, others: Sequence[Misheard]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _taken(heard: Sequence[Misheard]) -> list[str]:
    """What words were taken for, each once."""
    taken = dict.fromkeys(f"“{each.heard}” was taken for “{each.meant}”" for each in heard)
    return [f"{', '.join(taken)}."] if taken else []
