"""From a method's scores to grades on people's scale, learned from questions other than the one graded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import isotonic_regression

from tests.benchmarks.grading.estimate import Array

KNOWN = 5
"""Graded answers of the same question that may be known."""
DRAWS = 8
"""How often they are drawn for each question."""
STRENGTHS = np.array([0.0, 0.5, 1, 2, 4, 8, 16, 32, 64, np.inf])
"""How many answers without a residual the known ones are averaged with."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The answers to one question: a method's scores and people's grades, both 0-1."""

    scores: Array
    grades: Array


Correct = Callable[[Array, Array, Array], Array]
"""From scores and grades of the known answers, and scores of the others, to better scores of the others."""
Learn = Callable[[Sequence[Scored]], Correct]
"""From the other questions to a correction; one that learns nothing passes them over."""


def isotonic(questions: Sequence[Scored]) -> list[Scored]:
    """Scores on the scale of the grades: each question's by a regression on the other questions."""
    found = []
    for at, question in enumerate(questions):
        others = [*questions[:at], *questions[at + 1 :]]
        known = np.concatenate([each.scores for each in others])
        # Equal scores are one point with their mean grade, as the fit may not depend on their order.
        scores, where, counts = np.unique(known, return_inverse=True, return_counts=True)
        grades = np.bincount(where, np.concatenate([each.grades for each in others])) / counts
        fitted = isotonic_regression(grades, weights=counts).x
        found.append(Scored(np.interp(question.scores, scores, fitted), question.grades))
    return found


def draws(question: Scored, seed: int) -> list[tuple[Scored, Scored]]:
    """Answers that are known and those that are left, by chance."""
    rng, found = np.random.default_rng(seed), []
    for _ in range(DRAWS):
        order = rng.permutation(len(question.scores))
        known, left = order[:KNOWN], order[KNOWN:]
        found.append(
            (
                Scored(question.scores[known], question.grades[known]),
                Scored(question.scores[left], question.grades[left]),
            )
        )
    return found


def shrunken_residual(others: Sequence[Scored]) -> Correct:
    """Shift by the mean residual of the known answers, shrunk as strongly as served the other questions."""
    loss = sum((_losses(question) for question in others), np.zeros(len(STRENGTHS)))
    strength = STRENGTHS[int(loss.argmin())]

    def correct(scores: Array, grades: Array, left: Array) -> Array:
        shifted: Array = left + (grades - scores).mean() * len(scores) / (len(scores) + strength)
        return shifted

    return correct


def _losses(question: Scored) -> Array:
    """Squared error over the answers left, by strength."""
    losses = np.zeros(len(STRENGTHS))
    for known, left in draws(question, seed=0):
        shift = (known.grades - known.scores).mean() * KNOWN / (KNOWN + STRENGTHS)
        losses += ((left.grades - left.scores - shift[:, None]) ** 2).sum(-1)
    return losses


def with_known(questions: Sequence[Scored], learn: Learn = shrunken_residual) -> list[Scored]:
    """The answers that are left of each question when some of its grades are known.

    Args:
        questions: Scores on the scale of the grades. Those with no more answers than `KNOWN` are left out.
        learn: The way to correct scores.

    Returns:
        For each question corrected scores and grades of the answers left, of `DRAWS` draws one after another.
    """
    large = [question for question in questions if len(question.scores) > KNOWN]
    found = []
    for at, question in enumerate(large):
        correct = learn([*large[:at], *large[at + 1 :]])
        parts = [
            Scored(correct(known.scores, known.grades, left.scores), left.grades)
            for known, left in draws(question, seed=at)
        ]
        found.append(
            Scored(
                np.concatenate([part.scores for part in parts]),
                np.concatenate([part.grades for part in parts]),
            )
        )
    return found
