"""Points of code."""

from __future__ import annotations

import pytest

from interviewer.coding.result import Forbidden, GrowthResult, RandomResult, TestResult
from interviewer.coding.score import combined, score


def check(passed: bool, weight: float = 1, trivial: bool = False) -> TestResult:
    return TestResult(call="f()", expected="1", passed=passed, weight=weight, trivial=trivial)


def growth(good: bool | None) -> GrowthResult:
    return GrowthResult(asked="n", measured=None, at_least_as_good=good, points=(), sentence="")


@pytest.mark.parametrize(
    ("tests", "points"),
    [
        ([check(True), check(True)], 100),
        ([check(True), check(False)], 50),
        ([check(True, 3), check(False)], 75),
        ([check(True), check(True, trivial=True)], 100),
        ([check(False), check(True, trivial=True)], 0),
        ([check(False), check(False, trivial=True)], 0),
        ([check(True), check(True), check(False, trivial=True)], 50),
        ([check(True, trivial=True)], 100),
    ],
)
def test_tests_count_by_weight_and_what_the_starter_passes_is_taken_off(
    tests: list[TestResult], points: float
) -> None:
    assert score(tests) == points


def test_a_check_on_random_inputs_counts_as_two_tests() -> None:
    failed = RandomResult(call="f(x)")
    assert score([check(True)], [failed]) == pytest.approx(100 / 3)


def test_slow_code_loses_and_a_shortcut_caps() -> None:
    passed = [check(True)]
    assert score(passed, growth=growth(True)) == score(passed, growth=growth(None)) == 100
    assert score(passed, growth=growth(False)) == 70
    assert score(passed, forbidden=[Forbidden(name="sorted", line=1)]) == 25
    assert score([check(False)], forbidden=[Forbidden(name="sorted", line=1)]) == 0


def test_code_and_explanation_weigh_seventy_to_thirty() -> None:
    assert combined(100, 0) == pytest.approx(70)
    assert combined(0, 100) == pytest.approx(30)
    assert combined(80, None) == 80
