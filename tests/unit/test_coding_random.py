"""Random inputs find what listed tests do not, and show it small."""

from __future__ import annotations

from interviewer.bank.question import RandomTest
from interviewer.coding.result import RandomResult
from tests.coded import code, ran

STARTER = "def largest(items):\n    ..."
RIGHT = "def largest(items):\n    return max(items, default=None)\n"
INPUTS = "st.lists(st.integers())"


def searched(source: str, expected: str = "max(x, default=None)", inputs: str = INPUTS) -> RandomResult:
    check = RandomTest(inputs=inputs, call="largest(x)", expected=expected)
    made = code(STARTER, RIGHT, ("largest([1])", "1"), random=(check,))
    (result,) = ran(made, source, test_seconds=1).random
    return result


def test_right_code_agrees_with_the_oracle_on_every_input() -> None:
    result = searched(RIGHT)
    assert result.passed
    assert result.tried > 50


def test_the_oracle_may_be_the_reference_solution() -> None:
    assert searched(RIGHT, "reference.largest(x)").passed
    assert not searched("def largest(items): return items[0]", "reference.largest(x)").passed


def test_the_counterexample_is_small() -> None:
    result = searched("def largest(items):\n    return sorted(items)[-1] if len(items) < 3 else 0\n")
    assert not result.passed
    assert result.error == "IndexError: list index out of range"
    assert (result.counterexample, result.line) == ("[]", 2)
    result = searched("def largest(items):\n    return max([0, *items]) if items else None\n")
    assert (result.counterexample, result.got, result.expected) == ("[-1]", "0", "-1")


def test_code_that_changes_its_input_is_judged_by_what_it_returns() -> None:
    assert searched(
        "def largest(items):\n    items.sort()\n    return items.pop() if items else None\n"
    ).passed


def test_the_search_is_the_same_each_time() -> None:
    source = "def largest(items):\n    return items[0] if items else None\n"
    assert searched(source) == searched(source)


def test_code_that_depends_on_chance_or_hangs_ends_the_search() -> None:
    chance = "import random\ndef largest(items):\n    return random.random()\n"
    assert not searched(chance).passed
    hanging = "def largest(items):\n    while len(items) > 3: pass\n    return max(items, default=None)\n"
    result = searched(hanging)
    assert result.error.startswith("Stopped after ")


def test_inputs_that_cannot_be_drawn_are_told() -> None:
    assert searched(RIGHT, inputs="st.nothing_like_it()").error.startswith("The inputs cannot be drawn. Attr")
    assert searched(RIGHT, inputs="st.integers(5, 3)").error.startswith("The inputs cannot be drawn.")
