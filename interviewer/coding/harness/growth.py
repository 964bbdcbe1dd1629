"""Measures how the run time of the candidate's code grows with the size of the input."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from random import Random
from typing import Any

from interviewer.bank.question import Growth
from interviewer.coding.harness.fit import Point, verdict
from interviewer.coding.harness.namespaces import Namespaces
from interviewer.coding.harness.running import Ran, run
from interviewer.coding.result import GrowthResult

SECONDS = 4.0
"""What is spent on all sizes together, once each was measured as often as it must be."""
SIZE_SECONDS = 1.0
"""Most that one size may take; the larger ones are left out then."""
ROUNDS = range(3, 20)
"""How often each size is measured, at least and at most; no more where the growth is plainly as asked."""

# Processor time, which other programs do not lengthen; of the thread, for that of the process advances in
# steps of milliseconds where its use of the processor is limited, as it is here. On Windows both do.
_clock = time.perf_counter if sys.platform == "win32" else time.thread_time
_TICK = 1e-9


def measure(names: Namespaces, reference: Namespaces, growth: Growth) -> GrowthResult:
    """Time the candidate and the reference solution at each size.

    The best time of a size is the one that other programs disturbed least (documentation of `timeit`). The
    sizes and the two solutions take turns, so that a busy moment does not hit all runs of one.

    Args:
        names: The candidate's.
        reference: The same with the reference solution, which has the caches and the moods of the machine in
            common with the candidate.
        growth: Sizes, inputs and call, and the class that is asked for.
    """
    best: dict[int, float] = {}
    base: dict[int, float] = {}
    sizes = list(growth.sizes)
    end = time.monotonic() + SECONDS
    stopped: Point | None = None
    with _without_collector():
        for turn in range(1, ROUNDS.stop):
            for n in sizes:
                ran = _timed(names, growth, n)
                if ran.error and not ran.timed_out:
                    return _failed(growth, best, n, ran)
                if ran.timed_out and n not in best:
                    stopped = Point(n, ran.value)
                    sizes = [each for each in sizes if each < n]
                    break
                _keep(best, n, ran)
                _keep(base, n, _timed(reference, growth, n))
            result = verdict(growth.at_most, _points(best), _points(base), stopped)
            if turn in ROUNDS and (result.measured == growth.at_most or time.monotonic() > end):
                break
    return result


def _failed(growth: Growth, best: dict[int, float], n: int, ran: Ran) -> GrowthResult:
    return GrowthResult(
        asked=growth.at_most,
        measured=None,
        at_least_as_good=False,
        points=tuple(_points(best)),
        sentence=f"At n = {n:,} it stopped. {ran.error}",
        line=ran.line,
    )


def _keep(best: dict[int, float], n: int, ran: Ran) -> None:
    if not ran.error:
        best[n] = min(ran.value, best.get(n, ran.value))


def _points(best: dict[int, float]) -> list[Point]:
    return [Point(n, seconds) for n, seconds in best.items()]


@contextmanager
def _without_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _timed(names: Namespaces, growth: Growth, n: int) -> Ran:
    """A run whose value is the seconds that the call took, or had taken when it was stopped."""
    x = names.bound(growth.inputs, n=n, random=Random(n))()
    call = names.bound(growth.call, x=x, n=n)
    start = _clock()
    ran = run(lambda: _seconds(call), SIZE_SECONDS)
    return replace(ran, value=_clock() - start) if ran.timed_out else ran


def _seconds(call: Callable[[], Any]) -> float:
    start = _clock()
    call()
    return max(_clock() - start, _TICK)
