"""The scheduler prepares candidates better than other ways to choose, whatever their memory is like."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import mean

import pytest

from tests.benchmarks.scheduling.comparison import Comparison
from tests.benchmarks.scheduling.learners import FAMILIES
from tests.benchmarks.scheduling.prediction import stream
from tests.benchmarks.scheduling.simulation import Setting

OTHERS = ("random", "round-robin", "Thompson", "oracle")


def compare(setting: Setting, candidates: int) -> Comparison:
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        found = Comparison.of(setting, (*OTHERS, "scheduler"), candidates, pool)
    print(f"{setting}: {found.closed('scheduler'):.0%} of the gap between random and oracle is closed")
    return found


def test_most_of_the_gap_to_the_oracle_is_closed_where_the_bank_can_be_covered() -> None:
    every = [compare(Setting(family, questions=60, days=21), candidates=16) for family in FAMILIES]
    for found in every:
        better = found.difference("scheduler", "round-robin")
        assert better.mean - better.margin > 0
        assert found.mean("scheduler") > found.mean("Thompson")
        # Candidates whose topics are skills hide more from anybody who sees only noisy grades.
        assert found.closed("scheduler") > 0.6
    assert mean(found.closed("scheduler") for found in every) > 0.75


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_is_lost_where_the_bank_is_too_large(family: str) -> None:
    found = compare(Setting(family, questions=250, days=7), candidates=8)
    better = found.difference("scheduler", "round-robin")
    assert better.mean + better.margin > 0
    assert found.difference("scheduler", "random").mean > 0


@pytest.mark.parametrize("family", FAMILIES)
def test_recall_is_foretold_better_than_by_a_constant_and_by_plain_fsrs(family: str) -> None:
    found = stream(family, size=60, days=21, noise=0.1, candidates=4)
    others = ("constant", "FSRS defaults")
    assert found.loss("scheduler") < min(map(found.loss, others))
    assert found.auc("scheduler") > max(map(found.auc, others))
