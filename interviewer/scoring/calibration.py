"""From what was found about a key point to the probability that the answer makes it.

The constants were fitted by `tests/benchmarks/grading/fit.py`, by least squares of the mean probability of
an answer's points against its grade, on three sets that are not shipped:

- answers of twelve kinds to six machine-learning questions, with the grade they should get (72, of which
  the kinds that guards catch were left out; weight 3), and good answers to other questions, worth nothing,
- the human-graded answers of DigiKlausur (neural networks, 348; weight 1),
- and those of Mohler et al. 2011 (computer science, 2,273; weight 1).

As graders differ in leniency, each of the last two had an intercept of its own. The script also prints how
the fit does on questions left out of it. Features and guards were chosen with these same sets in view, so
what it prints flatters: expect less on new questions.
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
        rival: How much nearer the clause nearest to this point is to another point: a clause that makes one
            point is no evidence for its neighbours.
    """

    similarity: float
    recall: float
    negation: float
    belief: float
    wording: float
    rival: float


COEFFICIENTS = Features(
    similarity=1.81, recall=8.85, negation=-8.66, belief=-6.13, wording=-7.62, rival=-4.05
)
INTERCEPT = -3.44


def probability(features: Features) -> float:
    """Probability, 0-1, that the point is made: a logistic regression over the features."""
    pairs = zip(astuple(COEFFICIENTS), astuple(features), strict=True)
    return 1 / (1 + math.exp(-INTERCEPT - sum(weight * value for weight, value in pairs)))
