"""Makes one result of the reports on a job, also where they stop in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat

from interviewer.coding.messages import Fault, Job, Report
from interviewer.coding.result import CodeResult, Forbidden, GrowthResult, RandomResult, TestResult
from interviewer.coding.sandbox import Ending, Outcome
from interviewer.coding.score import score

NOT_RUN = "Not run."


class Gathered:
    """What is known of a job so far."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._tests: list[TestResult] = []
        self._random: list[RandomResult] = []
        self._growth: GrowthResult | None = None
        self._forbidden: tuple[Forbidden, ...] = ()
        self._versions: dict[str, str] = {}
        self._fault: Fault | None = None
        self._done = False

    def take(self, report: Report) -> TestResult | RandomResult | GrowthResult | None:
        """Keep a report; gives the result that it brings, if it is one."""
        if report.test:
            self._tests.append(report.test)
        if report.random:
            self._random.append(report.random)
        self._growth = report.growth or self._growth
        self._forbidden = report.forbidden or self._forbidden
        self._versions = report.versions or self._versions
        self._fault = report.fault or self._fault
        self._done = self._done or report.done
        return report.test or report.random or report.growth

    def result(self, outcome: Outcome) -> CodeResult:
        """All that came, and a word on what did not.

        Args:
            outcome: Of the process that the job ran in.
        """
        ending: Ending = "finished"
        fault = self._fault or Fault(message="")
        reasons: Iterator[str] = repeat(NOT_RUN)
        if not self._done:
            # A process that ended before its last word was ended by the code.
            ending = "crashed" if outcome.ending == "finished" else outcome.ending
            reason = outcome.detail or "The code ended the process that it ran in."
            if ending == "cancelled":
                reason = "It was cancelled."
            fault = Fault(message=f"{reason} {self._under_way()}")
            reasons = chain([reason], reasons)
        code = self._job.code
        tests = (
            *self._tests,
            *(
                TestResult(
                    call=test.call,
                    expected=test.expected,
                    error=next(reasons),
                    weight=test.weight,
                    example=number < code.examples,
                )
                for number, test in enumerate(code.tests[: self._job.tests])
                if number >= len(self._tests)
            ),
        )
        checks = () if self._job.only_examples else code.random[len(self._random) :]
        random = *self._random, *(RandomResult(call=check.call, error=next(reasons)) for check in checks)
        return CodeResult(
            tests=tests,
            random=random,
            growth=self._growth,
            forbidden=self._forbidden,
            ending=ending,
            message=fault.message,
            line=fault.line,
            output=outcome.output,
            seconds=outcome.seconds,
            versions=self._versions,
            score=score(tests, random, self._growth, self._forbidden),
        )

    def _under_way(self) -> str:
        code, done = self._job.code, len(self._tests)
        if done < self._job.tests:
            return f"Test {done + 1} was running: {code.tests[done].call}"
        if len(self._random) < len(code.random):
            return f"It was being tried on random inputs: {code.random[len(self._random)].call}"
        return "The growth of its time was being measured."
