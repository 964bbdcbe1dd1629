"""How well recall is foretold, on streams of answers that no predictor had a hand in choosing.

python -m tests.benchmarks.scheduling.prediction
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import numpy as np
from sklearn.metrics import log_loss, roc_auc_score

from interviewer.scheduling import MemoryModel, Outcome, QuestionState, Schedule, advance
from interviewer.scheduling.memory import DEFAULT_PARAMETERS
from tests.benchmarks.scheduling.comparison import FIRST_SEED
from tests.benchmarks.scheduling.learners import FAMILIES, World
from tests.benchmarks.scheduling.policies import Chance, at, questions
from tests.benchmarks.scheduling.simulation import A_DAY, MINUTES

PREDICTORS = ("constant", "FSRS defaults", "scheduler")


@dataclass
class Stream:
    """What was foretold of every answer, and whether it was truly recalled."""

    recalled: list[bool] = field(default_factory=list)
    foretold: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in PREDICTORS})

    def loss(self, predictor: str) -> float:
        return float(log_loss(self.recalled, self.foretold[predictor]))

    def auc(self, predictor: str) -> float:
        return float(roc_auc_score(self.recalled, self.foretold[predictor]))


def stream(family: str, size: int, days: int, noise: float, candidates: int) -> Stream:
    """Answers of several candidates to questions that were drawn at random."""
    found = Stream()
    for seed in range(FIRST_SEED, FIRST_SEED + candidates):
        _one(found, family, World.of_size(size), days, noise, seed)
    return found


def _one(found: Stream, family: str, world: World, days: int, noise: float, seed: int) -> None:
    learner = FAMILIES[family](world, np.random.default_rng(seed))
    bank, chance = questions(world), np.random.default_rng(seed + 10**6)
    picker = Chance(world, learner, days, Random(seed))
    plain, doubting = MemoryModel(tuple(DEFAULT_PARAMETERS), noise=0.0, prior=0.5), MemoryModel()
    states: dict[MemoryModel, dict[str, QuestionState]] = {plain: {}, doubting: {}}
    schedule = Schedule(bank, {}, now=at(0), interview=at(days), model=doubting)
    good, graded = 1.0, 2.0
    for day in range(days):
        today: list[int] = []
        for number in range(A_DAY):
            now = day + number * MINUTES
            question = picker.choose(now, today)
            id = bank[question].id
            well = bool(chance.random() < learner.recall(now)[question])
            seems = well != (chance.random() < noise)
            old = states[plain].get(id)
            found.recalled.append(well)
            found.foretold["constant"].append(good / graded)
            found.foretold["FSRS defaults"].append(plain.recall(old, at(now)) if old else good / graded)
            found.foretold["scheduler"].append(schedule.recall(id, at(now)))
            outcome = Outcome(
                question_id=id,
                topic=bank[question].topic,
                at=at(now),
                score=chance.uniform(62, 100) if seems else chance.uniform(0, 58),
            )
            for model, own in states.items():
                own[id] = advance(own.get(id), outcome, model)
            schedule.learn(states[doubting][id])
            learner.practise(question, now, well)
            good, graded = good + seems, graded + 1
            today.append(question)


def table(size: int = 120, days: int = 21, noise: float = 0.1, candidates: int = 12) -> None:
    """Print log loss and AUC of every predictor, and of the truth itself."""
    print("| candidates | predictor | log loss | AUC |\n|---|---|---|---|")
    for family in FAMILIES:
        found = stream(family, size, days, noise, candidates)
        for predictor in PREDICTORS:
            print(f"| {family} | {predictor} | {found.loss(predictor):.3f} | {found.auc(predictor):.3f} |")


if __name__ == "__main__":
    table()
