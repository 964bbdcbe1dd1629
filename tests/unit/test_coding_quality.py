"""The code of questions is run against its own checks."""

from __future__ import annotations

from interviewer.bank.question import Growth, RandomTest
from interviewer.coding.quality import judge
from tests.coded import code, question

STARTER = "def double(x): ..."
RIGHT = "def double(x):\n    return x + x\n"


def test_a_sound_question_has_no_finding_and_progress_is_told() -> None:
    made = code(STARTER, RIGHT, ("double(2)", "4"), wrong=("def double(x): return x", "1 / 0"))
    told: list[tuple[int, int]] = []
    assert list(judge([question(made)], lambda done, total: told.append((done, total)))) == []
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_each_fault_is_named_with_its_place() -> None:
    made = code(
        STARTER,
        RIGHT,
        ("double(2)", "5"),
        random=(RandomTest(inputs="st.integers()", call="double(x)", expected="3 * x"),),
        forbidden=(".lower", "recursion"),
        wrong=("import os; os._exit(0)", "def double(x): return x or 5"),
    )
    found = {place: message for _, place, message in judge([question(made)])}
    assert set(found) == {("code", "tests", 0), ("code", "random", 0)}
    assert "gives 4 where 5 is expected" in found["code", "tests", 0]
    assert "for x = 1: it gives 2, not 3" in found["code", "random", 0]


def test_a_wrong_solution_that_passes_and_a_starter_that_passes_are_named() -> None:
    made = code("def double(x): return 4", RIGHT, ("double(2)", "4"), wrong=("def double(x): return 4",))
    found = {place for _, place, _ in judge([question(made)])}
    assert found == {("code", "wrong", 0), ("code", "tests")}


def test_a_reference_solution_that_cannot_run_or_is_too_slow_is_named() -> None:
    broken = code(STARTER, "double = missing", ("double(2)", "4"))
    ((_, place, message),) = judge([question(broken)])
    assert place == ("code", "solution")
    assert "NameError" in message
    growth = Growth(at_most="1", sizes=(10_000, 100_000, 1_000_000), inputs="range(n)", call="double(x)")
    slow = code(
        STARTER,
        "def double(x):\n    return sum(x) if type(x) is range else 4\n",
        ("double(2)", "4"),
        growth=growth,
    )
    ((_, place, _),) = judge([question(slow)])
    assert place == ("code", "growth")
