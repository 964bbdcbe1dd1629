"""Policies side by side over the same candidates, with confidence intervals."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.scheduling.simulation import Result, Setting, prepare

NINETY_FIVE = 1.96

FIRST_SEED = 1000
"""The candidates from here on had no part in choosing the scheduler's weights; those below had."""


@dataclass(frozen=True)
class Difference:
    """A mean of differences in pairs, with half the width of its 95 % interval."""

    mean: float
    margin: float

    def __str__(self) -> str:
        return f"{100 * self.mean:+.1f} ± {100 * self.margin:.1f}"


@dataclass(frozen=True)
class Comparison:
    """What every policy made of the same candidates."""

    setting: Setting
    results: dict[str, list[Result]]

    @classmethod
    def of(cls, setting: Setting, policies: Iterable[str], candidates: int, pool: Executor) -> Comparison:
        seeds = range(FIRST_SEED, FIRST_SEED + candidates)
        return cls(
            setting,
            {policy: list(pool.map(prepare, repeat(setting), repeat(policy), seeds)) for policy in policies},
        )

    def mean(self, policy: str) -> float:
        return float(self._recall(policy).mean())

    def worst(self, policy: str) -> float:
        return float(np.mean([result.worst for result in self.results[policy]]))

    def coverage(self, policy: str) -> float:
        return float(np.mean([result.coverage for result in self.results[policy]]))

    def difference(self, policy: str, other: str) -> Difference:
        pairs = self._recall(policy) - self._recall(other)
        return Difference(float(pairs.mean()), float(NINETY_FIVE * pairs.std(ddof=1) / len(pairs) ** 0.5))

    def closed(self, policy: str) -> float:
        """The part of the way from random to the oracle that a policy goes; 1 is all of it."""
        gap = self.mean("oracle") - self.mean("random")
        return (self.mean(policy) - self.mean("random")) / gap

    def _recall(self, policy: str) -> NDArray[np.float64]:
        return np.array([result.mean for result in self.results[policy]])
