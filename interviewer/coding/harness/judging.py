"""The course of one job: what is checked, in which order, and how long each may take."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import partial

from interviewer.bank.question import Code, CodeTest
from interviewer.coding.harness.attempt import attempt
from interviewer.coding.harness.forbidden import taken
from interviewer.coding.harness.growth import measure
from interviewer.coding.harness.modules import versions
from interviewer.coding.harness.namespaces import SOURCE, Namespaces
from interviewer.coding.harness.random_inputs import search
from interviewer.coding.harness.running import cut, described, run
from interviewer.coding.messages import Fault, Job, Report
from interviewer.coding.result import TestResult

ALL_TESTS = 4
"""How many times as long as one test all of them may take together; what is left of it limits each."""
STARTER_SECONDS = 3.0
"""Most that the starter is given to show which tests it passes."""
RANDOM_SECONDS = 5.0
"""What is spent on random inputs, all checks together; the search ends then with what it has found."""


def judge(job: Job, number: int) -> Iterator[Report]:
    """Run all checks of a job; what only right code is asked is asked of right code alone.

    Args:
        job: The code and its question.
        number: Of the job, for its reports.
    """
    yield Report(job=number, versions=versions())
    if fault := _syntax_fault(job.source):
        yield Report(job=number, fault=fault)
        return
    code = job.code
    yield Report(job=number, forbidden=tuple(taken(job.source, code.forbidden)))
    # First, for a setup may put things in a place that there is only one of, such as `sys.modules`.
    trivial = _passed_by_starter(code, job.tests)
    names = Namespaces(code)
    if error := run(partial(names.prepare, job.source), job.test_seconds).error:
        yield Report(job=number, fault=Fault(message=f"The setup of the question fails. {error}"))
        return
    _seed()
    loaded = run(lambda: names.adopt(names.load(job.source, "solution")), job.test_seconds)
    if loaded.error:
        at = f" at line {loaded.line}" if loaded.line else ""
        message = f"The code stops{at} before any test. {loaded.error}"
        yield Report(job=number, fault=Fault(message=message, line=loaded.line))
        return
    right = True
    end = time.monotonic() + ALL_TESTS * job.test_seconds
    for place, test in enumerate(code.tests[: job.tests]):
        limit = min(job.test_seconds, end - time.monotonic())
        result = _tested(names, test, limit, example=place < code.examples, trivial=trivial[place])
        right = right and result.passed
        yield Report(job=number, test=result)
    if job.only_examples:
        return
    if code.random:
        run(names.refer, job.test_seconds)
    for check in code.random:
        outcome = search(names, check, RANDOM_SECONDS / len(code.random))
        right = right and outcome.passed
        yield Report(job=number, random=outcome)
    if right and code.growth:
        yield Report(job=number, growth=measure(names, _reference(code), code.growth))


def _tested(names: Namespaces, test: CodeTest, seconds: float, *, example: bool, trivial: bool) -> TestResult:
    result = TestResult(
        call=test.call, expected=test.expected, weight=test.weight, example=example, trivial=trivial
    )
    if seconds <= 0:
        return replace(result, error="Not run: the time for all tests was up.")
    _seed()
    tried = attempt(names.bound(test.call), names.bound(test.expected), seconds)
    return replace(result, **asdict(tried))


def _passed_by_starter(code: Code, count: int) -> list[bool]:
    """For each of the first tests, whether it passes before the candidate has written anything."""
    names = Namespaces(code)
    run(partial(names.prepare, code.starter), STARTER_SECONDS)
    run(lambda: names.adopt(names.load(code.starter, "starter", "starter.py")), STARTER_SECONDS)
    end = time.monotonic() + STARTER_SECONDS
    passed = []
    for test in code.tests[:count]:
        _seed()
        left = end - time.monotonic()
        passed.append(left > 0 and attempt(names.bound(test.call), names.bound(test.expected), left).passed)
    return passed


def _reference(code: Code) -> Namespaces:
    """Names as those of a candidate who wrote the reference solution."""
    names = Namespaces(code)
    names.prepare(code.solution)
    names.adopt(names.load(code.solution, "reference", "reference.py"))
    return names


def _seed() -> None:
    """Have chance give the same at each run, whichever tests ran before."""
    random.seed(0)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(0)
    if torch := sys.modules.get("torch"):
        torch.manual_seed(0)


def _syntax_fault(source: str) -> Fault | None:
    try:
        compile(source, SOURCE, "exec", dont_inherit=True)
    except SyntaxError as error:
        text = f": {cut(error.text.strip())}" if error.text else ""
        return Fault(message=f"Line {error.lineno} is not Python ({error.msg}){text}", line=error.lineno)
    except (ValueError, RecursionError, MemoryError) as error:
        return Fault(message=f"This cannot be read as Python ({described(error)}).")
    return None
