"""Runs jobs in the sandbox, several in one process, and gathers what comes of each."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import msgspec

from interviewer.coding import sandbox
from interviewer.coding.gathering import Gathered
from interviewer.coding.messages import Job, Report
from interviewer.coding.result import CodeResult, GrowthResult, RandomResult, TestResult
from interviewer.coding.sandbox import Limits
from interviewer.progress import OnProgress, silent

Result = TestResult | RandomResult | GrowthResult
OnResult = Callable[[Result], object]

SECONDS = 45.0
"""Wall clock of one job. The harness ends what takes too long before; this is for code that defies it."""
EXAMPLES_SECONDS = 20.0
"""The same where only the examples are run."""

_HARNESS = "interviewer.coding.harness"


def run_jobs(
    jobs: Sequence[Job],
    *,
    limits: Limits | None = None,
    on_result: OnResult | None = None,
    on_progress: OnProgress = silent,
    cancelled: threading.Event | None = None,
) -> Iterator[CodeResult]:
    """The result of each job, in their order.

    They share a process, which saves the time to start it and to import libraries. Where one ends it, the
    others go on in a new one.

    Args:
        jobs: At least one.
        limits: What the code may use; its seconds are those of one job.
        on_result: Is called with each result as it comes.
        on_progress: Called with the jobs done and the jobs in all.
        cancelled: Ends the run when it is set.

    Raises:
        SandboxError: The process could not be started.
    """
    left = list(jobs)
    while left:
        seconds = EXAMPLES_SECONDS if left[0].only_examples else SECONDS
        before = len(jobs) - len(left)
        done = _run(
            left,
            limits or Limits(seconds=seconds),
            on_result or _ignore,
            partial(_tell, on_progress, before, len(jobs)),
            cancelled,
        )
        yield from done
        left = left[len(done) :]


def _run(
    jobs: Sequence[Job],
    limits: Limits,
    on_result: OnResult,
    on_done: Callable[[int], object],
    cancelled: threading.Event | None,
) -> list[CodeResult]:
    """The results of the first jobs, up to the one that ended the process; at least of one."""
    gathered = [Gathered(job) for job in jobs]
    stop = _Stop(limits.seconds, cancelled)
    current = 0

    def take(line: bytes) -> None:
        nonlocal current
        try:
            report = msgspec.json.decode(line, type=Report)
        except msgspec.DecodeError:
            return  # written by the code itself, which can reach the pipe
        if report.job != current:
            return
        result = gathered[current].take(report)
        if result:
            on_result(result)
        if report.done:
            current += 1
            stop.put_off()
            on_done(current)

    outcome = sandbox.run(
        _HARNESS,
        msgspec.json.encode(jobs),
        limits=replace(limits, seconds=limits.seconds * len(jobs)),
        on_line=take,
        cancelled=stop,
    )
    if stop.overdue and outcome.ending == "cancelled":
        detail = f"It was stopped after {limits.seconds:g} seconds."
        outcome = replace(outcome, ending="timed out", detail=detail)
    return [each.result(outcome) for each in gathered[: current + 1]]


def _tell(on_progress: OnProgress, before: int, total: int, count: int) -> None:
    on_progress(before + count, total)


def _ignore(result: Result) -> None:
    """Tell nobody."""


class _Stop(threading.Event):
    """Set when the run is cancelled, or when a job has had its time."""

    def __init__(self, seconds: float, cancelled: threading.Event | None) -> None:
        super().__init__()
        self._seconds, self._cancelled = seconds, cancelled
        self.overdue = False
        self.put_off()

    def put_off(self) -> None:
        """Begin the time of the next job."""
        self._deadline = time.monotonic() + self._seconds

    def is_set(self) -> bool:
        if self._cancelled and self._cancelled.is_set():
            return True
        self.overdue = time.monotonic() > self._deadline
        return self.overdue
