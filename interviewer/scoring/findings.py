"""What an answer shows about each key point, measured but not yet judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.scoring.calibration import Features
from interviewer.scoring.contrast import Contrast, contrast
from interviewer.scoring.embeddings import Array, Encoded, joined
from interviewer.scoring.negation import contradiction
from interviewer.scoring.rubric import Criterion, Rubric
from interviewer.scoring.similarity import closeness, cosine, projected, recall
from interviewer.scoring.statements import windows

SHORTER = 0.02
"""What each further clause must gain to make longer evidence worth showing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one key point.

    Attributes:
        features: What its probability is made of.
        evidence: Numbers of the clauses that are nearest to it, one after another.
        nearness: Cosine of the nearest stretch.
        misconception: The one that speaks loudest against the point, if it has any.
        denies: Number of the clause that may deny the point.
        believes: Number of the clause that is most like the misconception.
    """

    features: Features
    evidence: range
    nearness: float
    misconception: str | None
    denies: int
    believes: int


def find(rubric: Rubric, clauses: Sequence[Encoded]) -> list[Finding]:
    """Measure an answer against a rubric.

    Args:
        rubric: The question and its criteria.
        clauses: The answer's clauses in order, at least one.

    Returns:
        One finding for each criterion.
    """
    spans = windows(len(clauses))
    stretches = [joined(clauses[span.start : span.stop]) for span in spans]
    length = np.array([len(span) for span in spans])
    near = np.stack([closeness(criterion.encoded, clauses, rubric.asked) for criterion in rubric.criteria])
    found = []
    to_any_point = near.max(axis=0)
    for criterion, to_point in zip(rubric.criteria, near, strict=True):
        beyond = projected(criterion.encoded, stretches, rubric.question)
        shares = recall(criterion.encoded, stretches, rubric.asked)
        nearest = int(to_point.argmax())
        misconception, against = _loudest(criterion, rubric, clauses, to_point, to_any_point)
        found.append(
            Finding(
                features=Features(
                    similarity=float(beyond.max()),
                    recall=float(shares.max()),
                    negation=contradiction(clauses[nearest].text, criterion.encoded.text),
                    belief=against.belief,
                    wording=against.wording,
                    rival=float(to_any_point[nearest] - to_point[nearest]),
                ),
                evidence=spans[int((shares + beyond / 2 - SHORTER * length).argmax())],
                nearness=float(cosine(criterion.encoded, stretches).max()),
                misconception=misconception,
                denies=nearest,
                believes=against.clause,
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
