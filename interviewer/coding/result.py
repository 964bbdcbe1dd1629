"""What came of running a candidate's code: typed objects that can be kept as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from interviewer.bank.question import Complexity
from interviewer.coding.sandbox.outcome import Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class TestResult:
    """What came of one test."""

    __test__: ClassVar[bool] = False  # for pytest, which takes the name for a test of its own

    call: str
    expected: str
    """As Python shows it; long ones are cut in the middle, as are all values here."""
    got: str = ""
    """Empty where the call gave no value."""
    passed: bool = False
    seconds: float = 0.0
    error: str = ""
    """The exception that ended it, as `ValueError: …`; or why it was not run."""
    traceback: tuple[str, ...] = ()
    """The way through the candidate's own code, a line each, the outermost first."""
    line: int | None = None
    """Line of the candidate's code where the exception arose, counted from 1."""
    printed: str = ""
    weight: float = 1.0
    example: bool = False
    """Whether the candidate knows the test beforehand."""
    trivial: bool = False
    """Whether what the candidate began with passes it too, so that it says nothing by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomResult:
    """What came of one check on random inputs."""

    call: str
    passed: bool = False
    tried: int = 0
    """How many different inputs it was tried on before the first that failed."""
    counterexample: str = ""
    """A small input `x` on which it fails."""
    expected: str = ""
    got: str = ""
    error: str = ""
    traceback: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthResult:
    """How the run time grew with the size of the input."""

    asked: Complexity
    measured: Complexity | None
    """The class whose curve is the nearest to what was measured; None where too little could be measured."""
    at_least_as_good: bool | None
    """Whether it grew no faster than asked, as far as a clock can tell; None where it cannot."""
    points: tuple[tuple[int, float], ...]
    """Sizes with their seconds, ascending."""
    sentence: str
    """What was measured, in words."""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """A shortcut that the question rules out and the code takes."""

    name: str
    """As the question names it."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeResult:
    """All that is known of a candidate's code after it was run."""

    tests: tuple[TestResult, ...]
    """All that were asked for; those that could not be run say so."""
    random: tuple[RandomResult, ...] = ()
    growth: GrowthResult | None = None
    """None where the question asks for no cost, or the results are not right yet."""
    forbidden: tuple[Forbidden, ...] = ()
    ending: Ending = "finished"
    message: str = ""
    """A sentence on what kept the code from being judged in full; empty where nothing did."""
    line: int | None = None
    """Line of the candidate's code that the message is about."""
    output: str = ""
    """What the code printed outside its tests."""
    seconds: float = 0.0
    versions: dict[str, str]
    """Of Python, and of numpy and torch where they were used."""
    score: float
    """0-100, see `interviewer.coding.score`."""

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong with the code, as far as was asked."""
        return (
            self.ending == "finished"
            and not self.message
            and not self.forbidden
            and all(each.passed for each in self.tests)
            and all(each.passed for each in self.random)
            and (self.growth is None or self.growth.at_least_as_good is not False)
        )
