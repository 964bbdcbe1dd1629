"""The interval of readiness holds the true chance about as often as it says."""

from __future__ import annotations

from statistics import mean

import pytest

from tests.benchmarks.scheduling.comparison import FIRST_SEED
from tests.benchmarks.scheduling.learners import FAMILIES
from tests.benchmarks.scheduling.policies import Scheduled, at
from tests.benchmarks.scheduling.simulation import Setting, rehearse

CANDIDATES = 12


@pytest.mark.parametrize("family", FAMILIES)
def test_readiness_and_strengths_are_as_sure_as_they_say(family: str) -> None:
    setting = Setting(family, questions=60, days=21)
    held, topics_held, errors = list[float](), list[float](), list[float]()
    for seed in range(FIRST_SEED, FIRST_SEED + CANDIDATES):
        done = rehearse(setting, "scheduler", seed)
        assert isinstance(done.policy, Scheduled)
        schedule, true = done.policy.schedule, done.learner.recall(setting.days)
        ready = schedule.readiness(at(setting.days))
        held.append(float(ready.low <= true.mean() <= ready.high))
        errors.append(ready.mean - float(true.mean()))
        # Strengths are of the last session.
        true = done.learner.recall(setting.days - 1 + 0.05)
        for number, strength in enumerate(schedule.strengths()):
            assert strength.low is not None
            assert strength.high is not None
            own = 100 * true[done.learner.world.topic == number].mean()
            topics_held.append(float(strength.low <= own <= strength.high))
    print(f"{family}: the interval holds readiness in {mean(held):.0%}, strengths in {mean(topics_held):.0%}")
    # 90 % is meant; twelve candidates scatter around it.
    assert mean(held) >= 0.65
    assert mean(topics_held) >= 0.7
    assert abs(mean(errors)) < 0.05
