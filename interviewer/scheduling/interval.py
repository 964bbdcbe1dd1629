"""A mean chance over many questions, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from interviewer.scheduling.chances import RATE, TOPIC
from interviewer.scheduling.topics import Level, log_odds, logistic

_NINETY: Final = 1.645
"""Standard deviations on either side of the mean that hold 90 % of a normal distribution."""

_ITEM_DEVIATION: Final = 1.0
"""How far a question's log odds lie from what is believed of it."""

_COMMON_DEVIATION: Final = 0.35
"""How far all of them together may lie off: a memory that is better or worse than the model's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Chance of a good answer to a random question, 0-1, with its 90 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Weighted:
    """One question's part in a mean."""

    weight: float
    chance: float
    level: Level
    """Of its topic."""
    practised: bool


def readiness(parts: Iterable[Weighted]) -> Readiness:
    """The weighted mean of chances, with what is unsure of each question, each topic and of all together.

    Args:
        parts: The questions.

    Returns:
        Anything from 0 to 1 is possible where no question has a weight above 0.
    """
    total = mean = items = common = 0.0
    topics: dict[Level, float] = {}
    for part in parts:
        slope = part.weight * part.chance * (1 - part.chance)
        total += part.weight
        mean += part.weight * part.chance
        items += (slope * _ITEM_DEVIATION) ** 2
        common += slope * _COMMON_DEVIATION
        shared = slope * part.level.deviation * (RATE + TOPIC if part.practised else 1.0)
        topics[part.level] = topics.get(part.level, 0.0) + shared
    if not total:
        return Readiness(mean=0.0, low=0.0, high=1.0)
    mean /= total
    variance = (items + common**2 + sum(shared**2 for shared in topics.values())) / total**2
    odds, spread = log_odds(mean), math.sqrt(variance) / max(mean * (1 - mean), 1e-6)
    return Readiness(mean=mean, low=logistic(odds - _NINETY * spread), high=logistic(odds + _NINETY * spread))
