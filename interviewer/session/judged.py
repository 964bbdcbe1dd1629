"""What came of running code, as lines to read: the same on the screen and in every export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.coding.result import CodeResult, GrowthResult, RandomResult, TestResult
from interviewer.session.wording import plural

_LONGEST_OUTPUT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One check and what came of it."""

    passed: bool | None
    """None where that cannot be told."""
    title: str
    details: tuple[str, ...] = ()
    """What it takes to see why it failed, a line each."""
    note: str = ""
    """How long it took, or how often it was tried."""
    line: int | None = None
    """Where in the code it went wrong, from 1."""

    @property
    def sign(self) -> str:
        """Whether it passed, in one character."""
        return "?" if self.passed is None else "✔" if self.passed else "✘"


def headline(result: CodeResult) -> str:
    """The whole in a line: `Code 80 of 100: 4 of 5 checks pass`."""
    checks: list[TestResult | RandomResult] = [*result.tests, *result.random]
    passed = sum(check.passed for check in checks)
    return f"Code {result.score:.0f} of 100: {passed} of {plural(len(checks), 'check')} pass"


def example_headline(result: CodeResult) -> str:
    """The same of the examples, which have no score."""
    passed = sum(test.passed for test in result.tests)
    return f"Examples: {passed} of {len(result.tests)} pass"


def judged(result: CodeResult) -> tuple[Judged, ...]:
    """Every check with what came of it, the reason why the code could not be judged first."""
    return tuple(_all(result))


def failing_line(result: CodeResult) -> int | None:
    """Where in the code to look first, from 1; None where nothing failed there."""
    return next((check.line for check in judged(result) if not check.passed and check.line), None)


def _all(result: CodeResult) -> Iterator[Judged]:
    if result.message:
        yield Judged(passed=False, title=result.message, line=result.line)
    for taken in result.forbidden:
        yield Judged(passed=False, title=f"The question rules out {taken.name}", line=taken.line)
    yield from map(_test, result.tests)
    yield from map(_random, result.random)
    if result.growth:
        yield _growth(result.growth)
    if result.output.strip():
        printed = tuple(_shortened(result.output).splitlines())
        yield Judged(passed=None, title="Printed outside the tests", details=printed)


def _test(test: TestResult) -> Judged:
    if test.passed:
        return Judged(passed=True, title=f"{test.call} → {test.expected}", note=_time(test.seconds))
    return Judged(
        passed=False,
        title=test.call,
        details=(*_difference(test), *test.traceback, *_printed(test.printed)),
        note=_time(test.seconds) if test.seconds else "",
        line=test.line,
    )


def _random(check: RandomResult) -> Judged:
    tried = plural(check.tried, "random input")
    if check.passed:
        return Judged(passed=True, title=check.call, note=f"on {tried}")
    found = (f"x = {check.counterexample}",) if check.counterexample else ()
    return Judged(
        passed=False,
        title=check.call,
        details=(*found, *_difference(check), *check.traceback),
        note="on a random input" if found else "",
        line=check.line,
    )


def _growth(growth: GrowthResult) -> Judged:
    points = tuple(f"n = {n}: {_time(seconds)}" for n, seconds in growth.points)
    good = growth.at_least_as_good
    return Judged(passed=good, title=growth.sentence, details=() if good else points, line=growth.line)


def _difference(check: TestResult | RandomResult) -> Iterator[str]:
    if check.expected:
        yield f"expected {check.expected}"
    if check.got:
        yield f"got      {check.got}"
    if check.error:
        yield check.error


def _printed(text: str) -> tuple[str, ...]:
    return tuple(f"printed  {line}" for line in _shortened(text).splitlines())


def _shortened(text: str) -> str:
    text = text.strip("\n")
    return text if len(text) <= _LONGEST_OUTPUT else f"{text[:_LONGEST_OUTPUT]} …"


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{1e3 * seconds:.0f} ms" if seconds >= 1e-3 else f"{1e6 * seconds:.0f} µs"
