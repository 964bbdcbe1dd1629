"""How long the event loop is kept from answering."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

_LOOK_SECONDS = 0.02


@dataclass(frozen=True, order=True)
class Held:
    """A callback of the loop, which keeps it from all others while it runs.

    Attributes:
        seconds: How long, on the processor and asleep.
        asleep: The part of it that the thread slept, for a file, a lock or the clock.
        where: What was seen to be running, the outermost call first.
    """

    seconds: float
    asleep: float
    where: tuple[str, ...]

    def __str__(self) -> str:
        at = " > ".join(self.where)
        return f"{1000 * self.seconds:.0f} ms ({1000 * self.asleep:.0f} asleep) in {at}"


@dataclass
class Watchdog:
    """What held the loop for longer than a few milliseconds.

    Counted is the time of the loop's thread on the processor, and the time that it slept in a callback. What
    a busy machine adds, while the thread is ready to run and something else runs instead, is none of ours:
    Linux tells it for each thread. Elsewhere only the time on the processor is known.
    """

    held: list[Held] = field(default_factory=list)

    def over(self, seconds: float) -> list[Held]:
        """What held it for longer, the longest first."""
        return sorted((each for each in self.held if each.seconds > seconds), reverse=True)


@contextmanager
def watched() -> Iterator[Watchdog]:
    """Watch the event loop of this thread while the block runs."""
    watchdog, loop, plain_run = Watchdog(), threading.get_ident(), asyncio.Handle._run
    waited = _waiting()
    running: list[float] = []
    seen: list[tuple[str, ...]] = []
    over = threading.Event()

    def look() -> None:
        """Note where the loop's thread is when a callback takes long."""
        while not over.wait(_LOOK_SECONDS):
            if running and time.perf_counter() - running[0] > _LOOK_SECONDS:
                seen.append(_where(sys._current_frames()[loop]))

    def run(handle: asyncio.Handle) -> Any:
        if threading.get_ident() != loop:
            return plain_run(handle)
        seen.clear()
        running[:] = [time.perf_counter()]
        cpu, queued = time.thread_time(), waited()
        try:
            return plain_run(handle)
        finally:
            on_cpu = time.thread_time() - cpu
            asleep = time.perf_counter() - running[0] - on_cpu - (waited() - queued)
            running.clear()
            if on_cpu + asleep > _LOOK_SECONDS:
                where = seen[len(seen) // 2] if seen else ()
                watchdog.held.append(Held(on_cpu + max(0.0, asleep), max(0.0, asleep), where))

    thread = threading.Thread(target=look)
    with patch.object(asyncio.Handle, "_run", run):
        thread.start()
        try:
            yield watchdog
        finally:
            over.set()
            thread.join()


def _waiting() -> Callable[[], float]:
    """Gives the seconds that this thread was ready to run and something else ran."""
    try:
        file = os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)
    except OSError:
        begun, cpu = time.perf_counter(), time.thread_time()
        return lambda: (time.perf_counter() - begun) - (time.thread_time() - cpu)
    return lambda: int(os.pread(file, 64, 0).split()[1]) / 1e9


def _where(frame: Any) -> tuple[str, ...]:
    stack = traceback.extract_stack(frame)
    calls = [f"{call.filename.rpartition('site-packages/')[2]}:{call.lineno} {call.name}" for call in stack]
    return tuple(call for call in calls if "asyncio" not in call)[-14:]
