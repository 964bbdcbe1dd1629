"""What the parent and the process that runs the code say to each other."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.bank.question import Code
from interviewer.coding.result import Forbidden, GrowthResult, RandomResult, TestResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Code to judge."""

    code: Code
    """Of the question."""
    source: str
    """The candidate's."""
    only_examples: bool = False
    """Whether only the tests that the candidate knows are run, and nothing else."""
    test_seconds: float = 5.0
    """Most processor time that one test may take."""

    @property
    def tests(self) -> int:
        """How many tests are run, the first ones."""
        return min(self.code.examples, len(self.code.tests)) if self.only_examples else len(self.code.tests)

    @property
    def checks(self) -> int:
        """How many results there will be, at most."""
        return (
            self.tests if self.only_examples else self.tests + len(self.code.random) + bool(self.code.growth)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """News of a job; one field besides the number is set."""

    job: int
    """Number of the job, from 0."""
    versions: dict[str, str] | None = None
    forbidden: tuple[Forbidden, ...] | None = None
    test: TestResult | None = None
    random: RandomResult | None = None
    growth: GrowthResult | None = None
    fault: Fault | None = None
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why code cannot be tested at all."""

    message: str
    line: int | None = None
