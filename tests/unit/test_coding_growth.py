"""How run time grows is told from times, by pure arithmetic and on real code."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from interviewer.bank.question import Complexity, Growth
from interviewer.coding.harness.fit import LOGARITHMS, Point, verdict
from interviewer.coding.result import GrowthResult
from tests.coded import code, ran

SIZES = (1000, 2000, 4000, 8000)
CLASSES: tuple[Complexity, ...] = ("log n", "n", "n^2", "n^3")


def points(time: Callable[[float], float]) -> list[Point]:
    return [Point(n, time(n)) for n in SIZES]


def of_class(name: Complexity) -> list[Point]:
    return points(lambda n: 1e-9 * math.exp(LOGARITHMS[name](int(n))))


@pytest.mark.parametrize("asked", CLASSES)
@pytest.mark.parametrize("actual", CLASSES)
def test_a_class_is_worse_than_the_ones_before_it(asked: Complexity, actual: Complexity) -> None:
    result = verdict(asked, of_class(actual), of_class(asked))
    assert result.at_least_as_good is (CLASSES.index(actual) <= CLASSES.index(asked))
    assert result.measured == actual


def test_a_factor_of_log_n_is_not_held_against_anybody() -> None:
    assert verdict("n", of_class("n log n"), of_class("n")).at_least_as_good is True


def test_what_the_machine_lets_right_code_rise_is_taken_off_within_bounds() -> None:
    cached = points(lambda n: n**1.6)
    assert verdict("n", cached, of_class("n")).at_least_as_good is False
    assert verdict("n", cached, points(lambda n: n**1.3)).at_least_as_good is True
    assert verdict("n", of_class("n^2"), of_class("n^2")).at_least_as_good is False


def test_sizes_that_were_not_finished_count_as_far_as_they_tell() -> None:
    worse = verdict("n", [Point(1000, 0.01), Point(2000, 0.04)], [], Point(4000, 1.0))
    assert worse.at_least_as_good is False
    unclear = verdict("n", [Point(1000, 0.3), Point(2000, 0.6)], [], Point(4000, 1.0))
    assert unclear.at_least_as_good is None
    assert "cannot be told" in unclear.sentence
    assert verdict("n", [], [], Point(1000, 1.0)).at_least_as_good is False
    assert verdict("n", of_class("n")[:2], []).at_least_as_good is None


def measured(source: str) -> GrowthResult:
    growth = Growth(
        at_most="n",
        sizes=(2000, 4000, 8000, 16000),
        inputs="random.sample(range(10 * n), n)",
        call="has_pair(x)",
    )
    made = code("def has_pair(items): ...", FAST, ("has_pair([1, -1])", "True"), growth=growth)
    result = ran(made, source).growth
    assert result
    return result


FAST = """
def has_pair(items):
    seen = set()
    for item in items:
        if -item in seen and item:
            return True
        seen.add(item)
    return False
"""


def test_real_code_is_measured() -> None:
    assert measured(FAST).at_least_as_good is True
    slow = measured(FAST.replace("set()", "[]").replace("add", "append"))
    assert slow.at_least_as_good is False
    assert "Asked for was n at most." in slow.sentence


def test_code_that_fails_on_large_inputs_is_told_where() -> None:
    deep = "def has_pair(items):\n    return len(items) < 9000 or has_pair.missing\n"
    result = measured(deep)
    assert result.at_least_as_good is False
    assert result.sentence.startswith("At n = 16,000 it stopped. AttributeError")
    assert result.line == 2
