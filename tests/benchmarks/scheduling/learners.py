"""Simulated candidates whose true memory is known to the simulation alone, and is not the scheduler's model.

Each family has, for every question, a chance of a good answer at any time and a rule by which practice (an
answer, and reading the reference answer after it) changes it. Parameters are drawn anew for every candidate.
Days count from the first session.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEVELS = ("easy", "medium", "hard")


@dataclass(frozen=True)
class World:
    """A bank without its texts: the topic and the difficulty (0-2) of every question."""

    topic: NDArray[np.int64]
    difficulty: NDArray[np.int64]

    @property
    def size(self) -> int:
        return len(self.topic)

    @classmethod
    def of_size(cls, questions: int) -> World:
        topics = round(2.7 * questions**0.33 - 4) if questions > 100 else 6
        each = np.arange(questions)
        return cls(topic=each % topics, difficulty=each // topics % 3)


def logistic(odds: Array) -> Array:
    return 1 / (1 + np.exp(-odds))


class Learner(ABC):
    """One simulated candidate."""

    def __init__(self, world: World, rng: np.random.Generator) -> None:
        self.world, self.rng = world, rng
        topics = int(world.topic.max()) + 1
        self.skill = rng.normal(rng.normal(0, 0.4), 1.0, topics)
        self.hardness = 0.7 * (world.difficulty - 1) + rng.normal(0, 0.5, world.size)
        self.known = self.skill[world.topic] - self.hardness
        """Log odds of a good answer before any practice, as the families start from."""

    @abstractmethod
    def recall(self, day: float) -> Array:
        """True chance of a good answer to each question."""

    @abstractmethod
    def practise(self, question: int, day: float, well: bool) -> None:
        """An answer was given and the reference answer was read."""

    @abstractmethod
    def gain(self, day: float, interview: float) -> Array:
        """True expected gain in the sum of recall on the day, for practice of each question now."""


class Curves(Learner):
    """FSRS-6 with other parameters, a difficulty for each question, and facts that are known for long."""

    WEIGHTS: ClassVar = {
        "growth": 1.87,
        "power": 0.17,
        "lag": 0.8,
        "lapse": 1.48,
        "kept": 0.26,
        "surprise": 1.65,
    }

    def __init__(self, world: World, rng: np.random.Generator) -> None:
        super().__init__(world, rng)
        self.decay = rng.uniform(0.12, 0.45)
        self.factor = 0.9 ** (-1 / self.decay) - 1
        self.growth = np.exp(self.WEIGHTS["growth"] + rng.normal(-0.9, 0.3))
        self.first = rng.lognormal(np.log(0.7), 0.5)
        self.hard = np.clip(5.5 + 1.5 * self.hardness + rng.normal(0, 1, world.size), 1, 10)
        self.stability = np.clip(3 * np.exp(1.8 * self.known), 0.01, 300)
        self.last = -rng.uniform(5, 60, world.size)

    def recall(self, day: float) -> Array:
        return self._curve(self.stability, day - self.last)

    def practise(self, question: int, day: float, well: bool) -> None:
        now = self.recall(day)
        after = self._well(now) if well else self._badly(now)
        self.stability[question], self.last[question] = after[question], day

    def gain(self, day: float, interview: float) -> Array:
        now, left = self.recall(day), interview - day
        after = now * self._curve(self._well(now), left) + (1 - now) * self._curve(self._badly(now), left)
        return after - self.recall(interview)

    def _curve(self, stability: Array, days: Array | float) -> Array:
        return (1 + self.factor * np.asarray(days) / stability) ** -self.decay

    def _well(self, now: Array) -> Array:
        grown = np.exp(self.WEIGHTS["lag"] * (1 - now)) - 1
        return self.stability * (
            1 + self.growth * (11 - self.hard) * self.stability ** -self.WEIGHTS["power"] * grown
        )

    def _badly(self, now: Array) -> Array:
        kept = self.WEIGHTS["lapse"] * self.hard**-0.06 * ((self.stability + 1) ** self.WEIGHTS["kept"] - 1)
        return np.maximum(kept * np.exp(self.WEIGHTS["surprise"] * (1 - now)), self.first / (self.hard / 5.5))


class Traces(Learner):
    """Power law: every presentation leaves a trace that fades as a power of its age.

    Recall is a logistic of the log of the sum of traces; traces laid while much is active fade faster, which
    is the spacing effect (Pavlik & Anderson 2005).
    """

    def __init__(self, world: World, rng: np.random.Generator) -> None:
        super().__init__(world, rng)
        self.decay, self.massing = rng.uniform(0.15, 0.4), rng.uniform(0.05, 0.2)
        self.threshold = rng.normal(-0.5, 0.2) + 0.25 * self.hardness
        self.noise = rng.uniform(0.3, 0.5)
        times = rng.poisson(np.exp(0.6 * self.known))
        self.when = np.full((world.size, 4), -np.inf)
        self.fade = np.full((world.size, 4), self.decay)
        for column in range(4):
            past = -rng.uniform(3, 60, world.size)
            self.when[:, column] = np.where(times > column, past, -np.inf)

    def recall(self, day: float) -> Array:
        return logistic((self._activation(day) - self.threshold) / self.noise)

    def practise(self, question: int, day: float, well: bool) -> None:
        fade = self._fade(day)[question]
        free = np.flatnonzero(np.isinf(self.when[question]))
        if not len(free):
            blank = np.full((self.world.size, 4), -np.inf)
            self.when, free = np.hstack([self.when, blank]), np.array([self.when.shape[1]])
            self.fade = np.hstack([self.fade, np.full((self.world.size, 4), self.decay)])
        self.when[question, free[0]], self.fade[question, free[0]] = day, fade

    def gain(self, day: float, interview: float) -> Array:
        fresh = (interview - day) ** -self._fade(day)
        after = np.log(np.exp(self._activation(interview)) + fresh)
        return logistic((after - self.threshold) / self.noise) - self.recall(interview)

    def _activation(self, day: float) -> Array:
        age = np.maximum(day - self.when, 0.02)
        return np.log((age**-self.fade).sum(axis=1) + 0.05)

    def _fade(self, day: float) -> Array:
        return self.decay + self.massing * np.minimum(np.exp(self._activation(day)), 3)


class Skills(Learner):
    """A skill for each topic that practice lifts for all its questions, and what is kept of each question."""

    def __init__(self, world: World, rng: np.random.Generator) -> None:
        super().__init__(world, rng)
        self.transfer = rng.uniform(0.01, 0.06)
        self.lift, self.life = rng.uniform(0.8, 1.8), rng.uniform(7, 30)
        self.item = np.zeros(world.size)
        self.last = np.zeros(world.size)

    def recall(self, day: float) -> Array:
        return logistic(self._odds(day))

    def practise(self, question: int, day: float, well: bool) -> None:
        self.item[question], self.last[question] = self._item(day)[question] + self._lift(day)[question], day
        self.skill[self.world.topic[question]] += self.transfer

    def gain(self, day: float, interview: float) -> Array:
        odds = self._odds(interview)
        now = logistic(odds)
        carried = logistic(odds + self.transfer) - now
        of_topic = np.bincount(self.world.topic, carried)[self.world.topic] - carried
        bonus = (self._item(day) + self._lift(day)) * self._kept(interview - day) - self._item(interview)
        return logistic(odds + bonus + self.transfer) - now + of_topic

    def _odds(self, day: float) -> Array:
        return self.skill[self.world.topic] - self.hardness + self._item(day)

    def _item(self, day: float) -> Array:
        return self.item * self._kept(day - self.last)

    def _lift(self, day: float) -> Array:
        return self.lift / (1 + 0.5 * self._item(day))

    def _kept(self, days: Array | float) -> Array:
        return np.asarray(0.3 + 0.7 * np.exp(-np.asarray(days) / self.life))


FAMILIES: dict[str, type[Learner]] = {"curves": Curves, "traces": Traces, "skills": Skills}
