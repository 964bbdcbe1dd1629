"""How many times faster one thing is than another, measured side by side."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median


def times_faster(slow: Callable[[], object], fast: Callable[[], object], rounds: int = 7) -> float:
    """Median over the rounds of the CPU time of `slow` over that of `fast`, taken in turn."""

    def seconds(work: Callable[[], object]) -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    return median(seconds(slow) / seconds(fast) for _ in range(rounds))
