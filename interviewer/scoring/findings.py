"""What an answer shows about each key point, measured but not yet judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.scoring.calibration import Features
from interviewer.scoring.contrast import Contrast, contrast
from interviewer.scoring.embeddings import Array, Encoded
from interviewer.scoring.negation import contradiction
from interviewer.scoring.rubric import Criterion, Rubric
from interviewer.scoring.similarity import closeness, cosine, projected, recall
from interviewer.scoring.statements import Window

SHORTER = 0.02
"""What each further clause must gain to make longer evidence worth showing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one key point.

    Attributes:
        features: What its probability is made of.
        evidence: The stretch of the answer that is nearest to it.
        nearness: Cosine of the nearest stretch.
        misconception: The one that speaks loudest against the point, if it has any.
    """

    features: Features
    evidence: Window
    nearness: float
    misconception: str | None


def find(rubric: Rubric, stretches: Sequence[Window], encoded: Sequence[Encoded]) -> list[Finding]:
    """Measure an answer against a rubric.

    Args:
        rubric: The question and its criteria.
        stretches: Clauses and windows of the answer, at least one clause.
        encoded: The same stretches encoded.

    Returns:
        One finding for each criterion.
    """
    clauses = [code for code, stretch in zip(encoded, stretches, strict=True) if stretch.clauses == 1]
    near = np.stack([closeness(criterion.encoded, clauses, rubric.asked) for criterion in rubric.criteria])
    found = []
    for criterion, to_point in zip(rubric.criteria, near, strict=True):
        beyond = projected(criterion.encoded, encoded, rubric.question)
        shares = recall(criterion.encoded, encoded, rubric.asked)
        nearest_clause = clauses[int(to_point.argmax())].text
        misconception, against = _loudest(criterion, rubric, clauses, to_point, near.max(axis=0))
        length = np.array([stretch.clauses for stretch in stretches])
        found.append(
            Finding(
                features=Features(
                    similarity=float(beyond.max()),
                    recall=float(shares.max()),
                    negation=contradiction(nearest_clause, criterion.encoded.text),
                    belief=against.belief,
                    wording=against.wording,
                ),
                evidence=stretches[int((shares + beyond / 2 - SHORTER * length).argmax())],
                nearness=float(cosine(criterion.encoded, encoded).max()),
                misconception=misconception,
            )
        )
    return found


def _loudest(
    criterion: Criterion, rubric: Rubric, clauses: Sequence[Encoded], to_point: Array, to_any_point: Array
) -> tuple[str | None, Contrast]:
    """The misconception for which most speaks, and what does."""
    found = [
        (
            text,
            contrast(
                criterion.encoded.text,
                wrong.text,
                [clause.text for clause in clauses],
                to_point,
                closeness(wrong, clauses, rubric.asked),
                to_any_point,
            ),
        )
        for text, wrong in criterion.misconceptions
    ]
    return max(found, key=lambda pair: pair[1].belief + pair[1].wording, default=(None, Contrast(0.0, 0.0)))
