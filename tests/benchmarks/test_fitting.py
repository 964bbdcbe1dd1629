"""Fitting takes time by the number of answers, and leaves the event loop free.

    python -m tests.benchmarks.test_fitting

prints how long a fit takes and how late the loop of an app is meanwhile. The tests hold the growth alone.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from statistics import quantiles

from interviewer.scheduling import MemoryModel, Outcome
from interviewer.scheduling.fitting import fit, loss
from tests.benchmarks.ratio import times_faster
from tests.memories import FORGETFUL, history

SIZES = (500, 1_000, 2_500, 5_000)
"""Answers."""
_TICK = 0.01
"""Seconds that the loop sleeps at a time."""


def test_foretelling_four_times_the_answers_takes_no_more_than_that() -> None:
    # One step of a fit; how many steps it takes is a matter of the answers, not of their number.
    few, many = (history(FORGETFUL, seed=1, answers=answers) for answers in (1_000, 4_000))
    ratio = times_faster(lambda: loss(many, MemoryModel()), lambda: loss(few, MemoryModel()))
    print(f"four times the answers: a step of the fit takes {ratio:.1f} times as long")
    assert ratio < 8


async def _lateness(work: Callable[[], object]) -> list[float]:
    """Seconds by which the loop was late at each of its turns while a thread worked."""
    late = []
    running = asyncio.ensure_future(asyncio.to_thread(work))
    while not running.done():
        begun = time.perf_counter()
        await asyncio.sleep(_TICK)
        late.append(time.perf_counter() - begun - _TICK)
    await running
    return late


def _row(name: str, work: Callable[[], object]) -> str:
    begun = time.process_time()
    late = asyncio.run(_lateness(work))
    seconds = time.process_time() - begun
    most = quantiles(late, n=100, method="inclusive")[98]
    return f"{name:>13} {seconds:>6.1f} {1000 * most:>17.1f} {1000 * max(late):>8.1f}"


def _print_full() -> None:
    def fit_to(outcomes: Sequence[Outcome]) -> Callable[[], object]:
        return lambda: fit(outcomes, MemoryModel())

    print("      answers  CPU s   99 % late ms   worst ms")
    print(_row("idle", lambda: time.sleep(2)))
    for answers in SIZES:
        print(_row(f"{answers:,}", fit_to(history(FORGETFUL, seed=1, answers=answers))), flush=True)


if __name__ == "__main__":
    _print_full()
