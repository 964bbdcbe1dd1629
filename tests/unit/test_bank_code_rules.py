"""What the checks of a code question must hold to, each with its place and a mend."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from interviewer.bank.code_rules import code_rules, growth_rules, random_rules
from interviewer.bank.question import Growth, RandomTest
from tests.coded import code

CODE = code("def double(x): ...", "def double(x): return 2 * x", ("double(1)", "2"))
RANDOM = RandomTest(inputs="st.integers()", call="double(x)", expected="reference.double(x)")
GROWTH = Growth(at_most="n", sizes=(10, 20, 40), inputs="[0] * n", call="double(x)")


def test_sound_checks_break_no_rule() -> None:
    forbidden = ("sorted", "numpy.linalg.inv", ".sort", "recursion")
    assert list(code_rules(replace(CODE, forbidden=forbidden))) == []
    assert list(random_rules(RANDOM)) == []
    assert list(growth_rules(GROWTH)) == []
    assert list(growth_rules(replace(GROWTH, at_most="2^n", sizes=(8, 10, 12)))) == []


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"examples": 4}, ("examples",), "there are only 1 tests"),
        ({"starter": "import math"}, ("starter",), "the starter defines no function or class"),
        ({"starter": "def f(:"}, ("starter",), "this is not Python"),
        ({"forbidden": ("sort()",)}, ("forbidden", 0), "'sort()' is no name; write a name as sorted"),
        ({"forbidden": ("sorted", "")}, ("forbidden", 1), "'' is no name"),
    ],
)
def test_code(change: dict[str, Any], place: tuple[str | int, ...], words: str) -> None:
    ((where, message),) = code_rules(replace(CODE, **change))
    assert where == place
    assert words in message


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"inputs": "[1, 2]"}, ("inputs",), "'inputs' does not use st; draw x with it"),
        ({"inputs": "st."}, ("inputs",), "this is not a Python expression"),
        ({"call": "double(1)"}, ("call",), "'call' does not use x; hand it to the candidate"),
        ({"expected": "2 *"}, ("expected",), "this is not a Python expression"),
    ],
)
def test_random(change: dict[str, Any], place: tuple[str, ...], words: str) -> None:
    ((where, message),) = random_rules(replace(RANDOM, **change))
    assert where == place
    assert words in message


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"sizes": (10, 40)}, ("sizes",), "sizes ascend and are 3 at least"),
        ({"sizes": (10, 40, 20)}, ("sizes",), "sizes ascend"),
        ({"sizes": (10, 20, 30)}, ("sizes",), "end with 4 times that at least"),
        ({"sizes": (0, 20, 30)}, ("sizes",), "begin with 1 or more"),
        ({"inputs": "[0]"}, ("inputs",), "'inputs' does not use n; make an input of that size"),
        ({"call": "double("}, ("call",), "this is not a Python expression"),
    ],
)
def test_growth(change: dict[str, Any], place: tuple[str, ...], words: str) -> None:
    ((where, message),) = growth_rules(replace(GROWTH, **change))
    assert where == place
    assert words in message
