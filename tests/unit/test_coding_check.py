"""Code is judged by running it in the real sandbox, whatever it does."""

from __future__ import annotations

import threading
from dataclasses import replace

import msgspec
import pytest

from interviewer.coding.check import check
from interviewer.coding.result import CodeResult
from interviewer.coding.sandbox import Limits
from interviewer.errors import BankError
from tests.coded import code, question, ran

STARTER = "def double(x):\n    ..."
RIGHT = "def double(x):\n    return x + x\n"
DOUBLE = code(
    STARTER, RIGHT, ("double(2)", "4"), ("double('ab')", "'abab'"), ("double([])", "[]"), examples=1
)


def test_right_code_passes_every_test_and_has_all_points() -> None:
    result = ran(DOUBLE, RIGHT)
    assert result.passed
    assert result.score == 100
    assert [test.got for test in result.tests] == ["4", "'abab'", "[]"]
    assert [test.example for test in result.tests] == [True, False, False]
    assert result.versions.keys() == {"python"}


def test_what_the_candidate_began_with_has_no_points() -> None:
    made = code(STARTER, RIGHT, ("double(2)", "4"), ("[double(1), 5][1]", "5"))
    result = ran(made, STARTER)
    assert [test.passed for test in result.tests] == [False, True]
    assert [test.trivial for test in result.tests] == [False, True]
    assert result.score == 0


def test_a_wrong_value_is_shown_beside_the_one_expected() -> None:
    first, second, _ = ran(DOUBLE, "def double(x):\n    return 2 * x if x != 2 else 5\n").tests
    assert (first.passed, first.got, first.expected, first.error) == (False, "5", "4", "")
    assert second.passed


def test_an_exception_is_told_with_its_line_in_the_candidates_code() -> None:
    source = "def helper(x):\n    return {}[x]\n\n\ndef double(x):\n    return helper(x)\n"
    first = ran(DOUBLE, source).tests[0]
    assert first.error == "KeyError: 2"
    assert first.line == 2
    assert first.traceback == (
        "line 6, in double: return helper(x)",
        "line 2, in helper: return {}[x]",
    )


def test_what_is_no_python_is_told_with_its_line_and_text() -> None:
    result = ran(DOUBLE, "def double(x):\n    return (x\n")
    assert result.line == 2
    assert result.message == "Line 2 is not Python ('(' was never closed): return (x"
    assert result.score == 0
    assert {test.error for test in result.tests} == {"Not run."}


@pytest.mark.parametrize("source", ["x = '\0'", "(" * 5000, "\ud800"], ids=["null", "deep", "surrogate"])
def test_what_cannot_even_be_parsed_is_a_result_too(source: str) -> None:
    assert check(question(DOUBLE), source).message


def test_code_that_stops_before_its_tests_is_told_with_its_line() -> None:
    result = ran(DOUBLE, "import math\nmath.nothing\n" + RIGHT)
    assert result.line == 2
    assert "line 2 before any test. AttributeError" in result.message


def test_a_name_that_is_missing_fails_the_tests_that_need_it() -> None:
    assert (
        ran(DOUBLE, "def duble(x): return 2 * x").tests[0].error == "NameError: name 'double' is not defined"
    )


def test_a_test_that_hangs_costs_no_other() -> None:
    source = "def double(x):\n    while x == 'ab':\n        pass\n    return x + x\n"
    result = ran(DOUBLE, source, test_seconds=0.2)
    assert [test.passed for test in result.tests] == [True, False, True]
    assert result.tests[1].error.startswith("Stopped after ")
    assert result.tests[1].line in (2, 3)
    assert result.ending == "finished"


def test_code_that_cannot_be_stopped_from_inside_keeps_the_results_before() -> None:
    source = (
        "import signal\ndef double(x):\n    if x == 'ab':\n"
        "        signal.setitimer(signal.ITIMER_PROF, 0)\n        signal.setitimer(signal.ITIMER_REAL, 0)\n"
        "        while True: pass\n    return x + x\n"
    )
    result = check(question(DOUBLE), source, limits=Limits(seconds=4))
    assert result.ending == "timed out"
    assert [test.passed for test in result.tests] == [True, False, False]
    assert "Test 2 was running: double('ab')" in result.message
    assert result.tests[2].error == "Not run."


@pytest.mark.parametrize("end", ["os._exit(0)", "os.abort()"])
def test_code_that_ends_its_process_keeps_the_results_before(end: str) -> None:
    source = f"import os\ndef double(x):\n    if x == 'ab': {end}\n    return x + x\n"
    result = ran(DOUBLE, source)
    assert result.ending == "crashed"
    assert [test.passed for test in result.tests] == [True, False, False]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("return double(x)", "RecursionError: maximum recursion depth exceeded"),
    ],
)
def test_exceptions_that_end_programs_end_a_test(body: str, error: str) -> None:
    first = ran(DOUBLE, f"def double(x):\n    {body}\n").tests[0]
    assert first.error.startswith(error)
    assert len(first.traceback) < 20


def test_hostile_values_are_compared_and_shown_all_the_same() -> None:
    source = """
class Odd:
    def __eq__(self, other): raise ValueError("never")
    def __repr__(self): raise ValueError("neither")
def double(x):
    return Odd()
"""
    first = ran(DOUBLE, source).tests[0]
    assert first.error == "ValueError: never"
    assert "ValueError: neither" in first.got


def test_what_is_printed_belongs_to_its_test_and_is_cut() -> None:
    source = "print('loaded')\ndef double(x):\n    print('é', x)\n    return 'z' * 10**6\n"
    result = ran(DOUBLE, source)
    assert result.tests[0].printed == "é 2\n"
    assert len(result.tests[0].got) < 1000
    flood = ran(DOUBLE, "def double(x):\n    for _ in range(10**5): print(x)\n    return x + x\n")
    assert flood.passed
    assert len(flood.tests[0].printed) < 5000


def test_lines_that_the_code_writes_among_the_results_do_no_harm() -> None:
    source = (
        "import os\ndef double(x):\n"
        "    for line in (b'{', b'[]', b'{\"job\": 7}', b'\\xff'):\n        os.write(3, line + b'\\n')\n"
        "    return x + x\n"
    )
    assert ran(DOUBLE, source).passed


def test_names_of_the_candidate_do_not_take_the_place_of_the_tests_own() -> None:
    setup = "import json\n\ndef of(text):\n    return json.loads(text)\n\nLIMIT = 3\n"
    made = code(STARTER, RIGHT, ("double(of('[1]'))", "[1, 1]"), ("LIMIT", "3"), setup=setup)
    source = "json = of = None\nLIMIT = 7\ndef double(x):\n    return x + x if LIMIT == 7 else None\n"
    assert ran(made, source).passed


def test_the_candidate_may_use_the_classes_of_the_setup_but_not_its_helpers() -> None:
    setup = "class Node:\n    value = 1\n\ndef answer():\n    return 4\n"
    made = code(STARTER, RIGHT, ("double(2)", "4"), setup=setup)
    assert ran(made, "def double(x):\n    return 4 * Node().value\n").passed
    assert ran(made, "def double(x):\n    return answer()\n").tests[0].error.startswith("NameError")


def test_the_imports_of_the_starter_are_there_for_the_tests() -> None:
    made = code("import math\n" + STARTER, RIGHT, ("double(math.inf)", "math.inf"))
    assert ran(made, RIGHT).passed


def test_classes_dataclasses_and_generators() -> None:
    starter = "class Counter:\n    ...\n\ndef count(n):\n    ...\n"
    solution = """
from __future__ import annotations
from dataclasses import dataclass, field

@dataclass
class Counter:
    seen: list[int] = field(default_factory=list)
    def add(self, x: int) -> Counter:
        self.seen.append(x)
        return self

def count(n):
    yield from range(n)
"""
    made = code(
        starter, solution, ("Counter().add(1).add(2).seen", "[1, 2]"), ("list(count(3))", "[0, 1, 2]")
    )
    assert ran(made, solution).passed


def test_names_and_texts_may_be_in_any_script() -> None:
    source = "def double(größe):\n    '''二倍'''\n    return größe + größe\n"
    made = code(STARTER, RIGHT, ("double('ñ🙂')", "'ñ🙂ñ🙂'"))
    assert ran(made, source).passed


def test_code_that_depends_on_chance_gives_the_same_each_time() -> None:
    source = "import random\ndef double(x):\n    return random.random()\n"
    all_, examples = ran(DOUBLE, source), ran(DOUBLE, source, only_examples=True)
    assert all_.tests[0].got == examples.tests[0].got


def test_only_the_examples_are_run_where_nothing_else_is_asked() -> None:
    (only,) = ran(DOUBLE, RIGHT, only_examples=True).tests
    assert only.passed


@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_arrays_and_tensors_stand_for_lists(library: str) -> None:
    make = {"numpy": "numpy.array", "torch": "torch.tensor"}[library]
    starter = f"import {library}\ndef halves(x): ..."
    solution = f"import {library}\ndef halves(x):\n    return {make}(x) / 2\n"
    made = code(
        starter, solution, ("halves([1.0, 3.0])", "[0.5, 1.5]"), ("type(halves([1.0])) is list", "False")
    )
    result = ran(made, solution)
    assert result.passed
    assert result.versions.keys() >= {"python", library}
    assert not ran(made, solution.replace("/ 2", "/ 3")).passed


def test_results_come_one_by_one_and_a_run_can_be_cancelled() -> None:
    cancelled = threading.Event()
    seen = []

    def on_result(result: object) -> None:
        seen.append(result)
        cancelled.set()

    source = "def double(x):\n    while x == 'ab':\n        pass\n    return x + x\n"
    told: list[tuple[int, int]] = []
    result = check(
        question(DOUBLE),
        source,
        on_result=on_result,
        on_progress=lambda done, total: told.append((done, total)),
        cancelled=cancelled,
    )
    assert result.ending == "cancelled"
    assert [test.passed for test in result.tests] == [True, False, False]
    assert seen == [result.tests[0]]
    assert told == [(0, 3), (1, 3)]


def test_a_question_without_code_cannot_be_checked() -> None:
    without = replace(question(DOUBLE), code=None)
    with pytest.raises(BankError, match="asks for no code"):
        check(without, RIGHT)


def test_a_setup_that_fails_is_told() -> None:
    made = code(STARTER, RIGHT, ("double(1)", "2"), setup="1 / 0")
    assert ran(made, RIGHT).message == "The setup of the question fails. ZeroDivisionError: division by zero"


def test_a_result_can_be_kept_as_json() -> None:
    result = ran(DOUBLE, "def double(x):\n    return chr(0xD800) if x else x.missing\n")
    assert msgspec.json.decode(msgspec.json.encode(result), type=CodeResult) == result
