"""A measured number with its 95 % interval, by a bootstrap over questions.

Answers to one question are alike, so whole questions are drawn, with replacement (Efron & Tibshirani 1993,
ch. 8). Every number here is a function of sums over questions, one row for each question. So a sample of
questions is a weighted sum of rows, and nothing is graded or fitted anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Statistic = Callable[[Array], Array]
"""From sums of shape (..., k) to numbers of shape (...)."""

DRAWS = 2000
INTERVAL = (2.5, 97.5)
"""Percentiles."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number and the ends of its interval; all are NaN where there was nothing to measure."""

    value: float
    low: float
    high: float

    def __format__(self, form: str) -> str:
        if np.isnan(self.value):
            return "-"
        return f"{self.value:{form}} ({self.low:{form}} to {self.high:{form}})"


def estimate(sums: npt.ArrayLike, statistic: Statistic, seed: int = 0) -> Estimate:
    """A statistic of all questions, and its interval.

    Args:
        sums: Shape (questions, k): what each question adds.
        statistic: What is measured.
        seed: Of the drawing.
    """
    rows = np.asarray(sums, float)
    questions = len(rows)
    counts = np.random.default_rng(seed).multinomial(questions, np.full(questions, 1 / questions), DRAWS)
    # A sample may lack what is counted, for example all accused answers; it says nothing then.
    with np.errstate(invalid="ignore", divide="ignore"):
        value, drawn = float(statistic(rows.sum(0))), statistic(counts @ rows)
    known = drawn[np.isfinite(drawn)]
    low, high = np.percentile(known, INTERVAL) if len(known) else (np.nan, np.nan)
    return Estimate(value, float(low), float(high))


def share(sums: Array) -> Array:
    """The first sum over the second: a mean, or a share."""
    return sums[..., 0] / sums[..., 1]


def wins(upper: Sequence[float], lower: Sequence[float]) -> tuple[float, int]:
    """Pairs in which the upper score is higher, a tie counting half, and all pairs: for `share`."""
    difference = np.subtract.outer(upper, lower)
    return float(((np.sign(difference) + 1) / 2).sum()), difference.size


def moments(x: Array, y: Array) -> list[float]:
    """What `pearson` and `rmse` need of one question's values."""
    return [len(x), x.sum(), y.sum(), (x * x).sum(), (y * y).sum(), (x * y).sum()]


def pearson(sums: Array) -> Array:
    """Correlation, of sums of `moments`."""
    n, x, y, xx, yy, xy = np.moveaxis(sums, -1, 0)
    r: Array = (n * xy - x * y) / np.sqrt((n * xx - x * x) * (n * yy - y * y))
    return r


def rmse(sums: Array) -> Array:
    """Root of the mean squared difference, of sums of `moments`."""
    n, _, _, xx, yy, xy = np.moveaxis(sums, -1, 0)
    root: Array = np.sqrt(np.maximum(xx + yy - 2 * xy, 0) / n)
    return root
