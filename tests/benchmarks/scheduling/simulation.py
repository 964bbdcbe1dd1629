"""One candidate prepares for an interview by one policy."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from tests.benchmarks.scheduling.learners import FAMILIES, Learner, World
from tests.benchmarks.scheduling.policies import POLICIES, Policy

A_DAY = 8
MINUTES = 5 / (24 * 60)
"""Days between two questions of a session."""


@dataclass(frozen=True)
class Setting:
    """What is simulated."""

    family: str
    questions: int
    days: int
    noise: float = 0.1
    """Chance that an answer is graded on the wrong side."""


@dataclass(frozen=True)
class Result:
    """True recall on the day of the interview."""

    mean: float
    worst: float
    """Mean of the worst topic."""
    coverage: float
    """Share of the questions that were asked at least once."""


@dataclass(frozen=True)
class Rehearsal:
    """A candidate on the day of the interview, and the policy that led there."""

    learner: Learner
    policy: Policy
    asked: frozenset[int]


def rehearse(setting: Setting, policy: str, seed: int) -> Rehearsal:
    """Simulate; the same seed gives the same candidate to every policy."""
    world = World.of_size(setting.questions)
    learner = FAMILIES[setting.family](world, np.random.default_rng(seed))
    picker = POLICIES[policy](world, learner, setting.days, Random(seed))
    chance, asked = np.random.default_rng(seed + 10**6), set[int]()
    for day in range(setting.days):
        today: list[int] = []
        for number in range(A_DAY):
            now = day + number * MINUTES
            question = picker.choose(now, today)
            well = bool(chance.random() < learner.recall(now)[question])
            seems = well != (chance.random() < setting.noise)
            picker.hear(question, now, chance.uniform(62, 100) if seems else chance.uniform(0, 58))
            learner.practise(question, now, well)
            today.append(question)
        asked.update(today)
    return Rehearsal(learner, picker, frozenset(asked))


def prepare(setting: Setting, policy: str, seed: int) -> Result:
    """Simulate, and measure the true recall on the day."""
    done = rehearse(setting, policy, seed)
    recall, topic = done.learner.recall(setting.days), done.learner.world.topic
    topics = np.bincount(topic, recall) / np.bincount(topic)
    return Result(float(recall.mean()), float(topics.min()), len(done.asked) / len(recall))
