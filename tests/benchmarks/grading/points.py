"""The grader's verdicts on single key points beside those of a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.scoring import PointResult
from tests.benchmarks.grading.adversarial import Written, by_question
from tests.benchmarks.grading.estimate import Array, estimate, share
from tests.benchmarks.grading.grades import Grades
from tests.benchmarks.grading.table import section, table
from tests.benchmarks.grading.task import Task

LABELS: dict[float, str] = {1: "covered", 0.5: "partly", 0: "missed", -1: "contradicted"}
"""The verdict that fits each label."""
UNSURE = "unsure"
VERDICTS = (*LABELS.values(), UNSURE)
BINS = 10

Judged = tuple[PointResult, float]
"""What the grader found on a key point, and a person's label."""


@dataclass(frozen=True, slots=True)
class Points:
    """The tables on key points."""

    answers: Sequence[Written]

    def tasks(self) -> Iterator[Task]:
        """See `__main__.Part`."""
        return (written.task for written in self.answers)

    def report(self, grades: Grades) -> str:
        """See `__main__.Part`."""
        questions: list[list[Judged]] = [
            [
                judged
                for written in answers
                for judged in zip(grades[written.task].points, written.labels, strict=True)
            ]
            for answers in by_question(self.answers)
        ]
        confused = np.array([confusion(own) for own in questions])
        return section(
            f"Key points: {confused.sum():.0f} verdicts on {len(self.answers)} answers",
            table(["verdict", "precision", "recall", "F1"], _detection(confused)),
            table(["verdict, by label", *LABELS.values()], _crossed(confused.sum(0))),
            table(
                ["points", ""],
                [
                    ["share unsure", f"{estimate(_unsure(confused), share):.3f}"],
                    ["accuracy where sure", f"{estimate(_accuracy(confused), share):.3f}"],
                    [
                        "expected calibration error of the probability",
                        f"{estimate([bins(own) for own in questions], calibration_error):.3f}",
                    ],
                ],
            ),
        )


def confusion(judged: Iterable[Judged]) -> Array:
    """How many points have a verdict (row) and a label (column), in the order of `VERDICTS` and `LABELS`."""
    counts = np.zeros((len(VERDICTS), len(LABELS)))
    for point, label in judged:
        counts[VERDICTS.index(point.verdict), list(LABELS).index(label)] += 1
    return counts


def hits(confused: Array, verdict: str) -> Array:
    """How often the verdict is right, is given, and is due: for each question of shape (..., 5, 4)."""
    at = VERDICTS.index(verdict)
    right, given, due = confused[..., at, at], confused[..., at, :].sum(-1), confused[..., :, at].sum(-1)
    return np.stack([right, given, due], axis=-1)


def f1(sums: Array) -> Array:
    """The harmonic mean of precision and recall, of sums of `hits`."""
    score: Array = 2 * sums[..., 0] / (sums[..., 1] + sums[..., 2])
    return score


def bins(judged: Iterable[Judged]) -> Array:
    """For each bin of probability the points, the sum of their probabilities and of what they are worth.

    A point that is made in part is worth 0.5, as in the score.
    """
    sums = np.zeros((BINS, 3))
    for point, label in judged:
        sums[min(int(point.probability * BINS), BINS - 1)] += (1, point.probability, max(label, 0))
    return sums.ravel()


def calibration_error(sums: Array) -> Array:
    """How far probabilities are from what came true, in the mean over points (Naeini et al. 2015).

    Args:
        sums: Of `bins`.
    """
    points, said, worth = np.moveaxis(sums.reshape(*sums.shape[:-1], BINS, 3), -1, 0)
    error: Array = np.abs(said - worth).sum(-1) / points.sum(-1)
    return error


def _detection(confused: Array) -> Iterator[list[str]]:
    for verdict in ("covered", "contradicted"):
        sums = hits(confused, verdict)
        precision, recall = (estimate(sums[:, [0, of]], share) for of in (1, 2))
        yield [verdict, f"{precision:.2f}", f"{recall:.2f}", f"{estimate(sums, f1):.2f}"]


def _crossed(counts: Array) -> Iterator[list[str]]:
    for verdict, row in zip(VERDICTS, counts, strict=True):
        yield [verdict, *(f"{count:.0f}" for count in row)]


def _unsure(confused: Array) -> Array:
    return np.stack([confused[:, VERDICTS.index(UNSURE)].sum(-1), confused.sum((1, 2))], axis=-1)


def _accuracy(confused: Array) -> Array:
    sure = confused[:, : len(LABELS)]
    return np.stack([np.trace(sure, axis1=1, axis2=2), sure.sum((1, 2))], axis=-1)
