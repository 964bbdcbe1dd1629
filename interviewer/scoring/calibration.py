"""From what was found about a key point to the probability that the answer makes it.

The numbers are filled in by `tests/benchmarks/fit_grading.py`.
"""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Features:
    """What the stages found about one key point in one answer.

    Attributes:
        similarity: Projected cosine of the best stretch.
        recall: Demoted token recall of the best stretch.
        negation: Explicit denial in the clause nearest to the point, 0-1.
        belief: How much nearer a clause is to a misconception than to the points.
        wording: How far the nearest clause has the misconception's telling words.
    """

    similarity: float
    recall: float
    negation: float
    belief: float
    wording: float


COEFFICIENTS = Features(similarity=2.43, recall=4.82, negation=-6.92, belief=-6.5, wording=-6.16)
INTERCEPT = -2.21


def probability(features: Features) -> float:
    """Probability, 0-1, that the point is made: a logistic regression over the features."""
    pairs = zip(astuple(COEFFICIENTS), astuple(features), strict=True)
    return 1 / (1 + math.exp(-INTERCEPT - sum(weight * value for weight, value in pairs)))
