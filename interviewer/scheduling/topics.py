"""How much of each topic is known, and how sure that is.

A Rasch model (Rasch 1960): the log odds of a good first answer are the topic's level less the question's
hardness. A topic of which little is known leans on the level of all topics (partial pooling, Gelman & Hill
2007).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from interviewer.bank.question import Difficulty
from interviewer.scheduling.memory import MemoryModel
from interviewer.scheduling.state import QuestionState

HARDNESS: Final[Mapping[Difficulty, float]] = {"easy": -0.5, "medium": 0.0, "hard": 0.5}
"""Log odds by which a question's difficulty lowers the chance of a good answer."""

_SPREAD: Final = 1.0
"""Standard deviation of topics around the level of all, and of that level around an even chance, log odds."""

_HALF_LIFE: Final = timedelta(days=60)
"""Age at which a first answer counts half: what is known of a topic changes."""

_PRIOR_ANSWERS: Final = 4.0
"""Answers that what is believed beforehand weighs as much as."""

_LEAST: Final = 0.02
"""A share of good answers is believed to be at least this far from 0 and 1."""

_STEPS, _NEAR = 20, 1e-4


def logistic(odds: float) -> float:
    """The probability of log odds."""
    return 1 / (1 + math.exp(-max(odds, -700.0)))


def log_odds(chance: float) -> float:
    """The log odds of a probability, which is kept off 0 and 1."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(chance / (1 - chance))


@dataclass(frozen=True, slots=True)
class Level:
    """A topic's level in log odds: a normal distribution."""

    mean: float = 0.0
    deviation: float = _SPREAD
    rate: float = 0.0
    """Log odds that an answer was good, over all answers to the topic's questions."""
    common: float = 0.0
    """Those over the answers to all topics."""

    def chance(self, difficulty: Difficulty) -> float:
        """Chance of a good answer to a question of the topic that was never practised, 0-1."""
        # The mean of a logistic over a normal (MacKay 1992).
        shrink = 1 / math.sqrt(1 + math.pi * self.deviation**2 / 8)
        return logistic(shrink * (self.mean - HARDNESS[difficulty]))


class Evidence:
    """What the answers to a topic's questions tell of it, old first answers counting less."""

    def __init__(
        self, entries: Iterable[tuple[Difficulty, QuestionState]] = (), now: datetime | None = None
    ) -> None:
        self.first: dict[Difficulty, tuple[float, float]] = {}
        """Weight of the first answers to questions of a difficulty, and of the good ones among them."""
        self.graded, self.well = 0, 0.0
        """All answers that were graded, and the good ones among them."""
        for difficulty, state in entries:
            self.graded += state.graded
            self.well += state.well
            if state.first_graded and now:
                weight = 0.5 ** max((now - state.first_graded) / _HALF_LIFE, 0.0)
                self._add(difficulty, weight, weight * bool(state.first_well))

    @classmethod
    def together(cls, evidences: Iterable[Evidence]) -> Evidence:
        """The evidence of several topics."""
        total = cls()
        for evidence in evidences:
            total.graded += evidence.graded
            total.well += evidence.well
            for difficulty, (weight, well) in evidence.first.items():
                total._add(difficulty, weight, well)
        return total

    def rate(self, prior: float) -> float:
        """Share of good answers, with a few that are as good as the prior."""
        return (self.well + _PRIOR_ANSWERS * prior) / (self.graded + _PRIOR_ANSWERS)

    def _add(self, difficulty: Difficulty, weight: float, well: float) -> None:
        before = self.first.get(difficulty, (0.0, 0.0))
        self.first[difficulty] = before[0] + weight, before[1] + well


def levels(evidences: Mapping[str, Evidence], model: MemoryModel) -> dict[str, Level]:
    """The level of every topic.

    Args:
        evidences: By topic.
        model: How often a grade is wrong.
    """
    everything = Evidence.together(evidences.values())
    mean, _ = _first_answers(everything, 0.0, model)
    rate = everything.rate(0.5)
    common = _truly(rate, model)
    found = {}
    for topic, evidence in evidences.items():
        own, deviation = _first_answers(evidence, mean, model)
        found[topic] = Level(own, deviation, _truly(evidence.rate(rate), model), common)
    return found


def _truly(rate: float, model: MemoryModel) -> float:
    """Log odds that an answer is good, from the share that is graded so."""
    chance = (rate - model.noise) / (1 - 2 * model.noise)
    return log_odds(min(max(chance, _LEAST), 1 - _LEAST))


def _first_answers(evidence: Evidence, prior: float, model: MemoryModel) -> tuple[float, float]:
    """The mode of the posterior by Newton's method, and its curvature there (Laplace's approximation)."""
    mean, precision = prior, 1 / _SPREAD**2
    information = precision
    for _ in range(_STEPS):
        slope, information = precision * (prior - mean), precision
        for difficulty, (weight, well) in evidence.first.items():
            chance = logistic(mean - HARDNESS[difficulty])
            seen = model.seems_well(chance)
            change = (1 - 2 * model.noise) * chance * (1 - chance)
            slope += change * (well - weight * seen) / (seen * (1 - seen))
            information += weight * change**2 / (seen * (1 - seen))
        step = max(-1.0, min(1.0, slope / information))
        mean += step
        if abs(step) < _NEAR:
            break
    return mean, math.sqrt(1 / information)
