"""Runs a piece of code under a time limit and tells what came of it, whatever it does."""

from __future__ import annotations

import contextlib
import io
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from interviewer.coding.harness.namespaces import SOURCE

WAITING = 3
"""How much longer a piece of code may take than it may keep the processor busy."""
SHOWN = 600
"""Characters of a value that are shown."""
_PRINTED = 4000
_FRAMES = 8


class TimeLimitError(BaseException):
    """The time is up. No `Exception`, so that code which catches those does not catch it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What came of a piece of code."""

    value: Any = None
    seconds: float
    error: str = ""
    """Empty where it gave a value."""
    traceback: tuple[str, ...] = ()
    line: int | None = None
    printed: str = ""
    timed_out: bool = False


def run(work: Callable[[], Any], seconds: float) -> Ran:
    """Do some work of the candidate's.

    Args:
        work: Returns the value.
        seconds: Processor time that it may take, and a third of what it may take in all, asleep or while
            other programs run. Code that catches everything is stopped by the sandbox's own limit.
    """
    printed = _Printed()
    start = time.perf_counter()
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), _limit(seconds):
            value = work()
    except TimeLimitError as error:
        took = time.perf_counter() - start
        said = f"Stopped after {took:.3g} seconds."
        return Ran(seconds=took, error=said, timed_out=True, printed=printed.text(), **_where(error))
    except BaseException as error:  # noqa: BLE001 - whatever the code raises is its result
        took = time.perf_counter() - start
        return Ran(seconds=took, error=described(error), printed=printed.text(), **_where(error))
    return Ran(value=value, seconds=time.perf_counter() - start, printed=printed.text())


def shown(value: Any) -> str:
    """A value as Python shows it, cut in the middle where it is long; raises whatever its class does."""
    return cut(repr(value))


def cut(text: str) -> str:
    """A text, without its middle where it is long."""
    # What cannot be encoded cannot be reported either.
    text = text.encode(errors="backslashreplace").decode()
    half = SHOWN // 2
    return text if len(text) <= SHOWN else f"{text[:half]} … {text[-half:]}"


def described(error: BaseException) -> str:
    """An exception as the last line of a traceback has it."""
    try:
        return cut("".join(traceback.format_exception_only(error)).strip().splitlines()[-1])
    except Exception:  # noqa: BLE001 - an exception of the candidate's own, whose text cannot be made
        return type(error).__name__


def _where(error: BaseException) -> dict[str, Any]:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == SOURCE]
    lines = [f"line {frame.lineno}, in {frame.name}: {cut(frame.line or '')}" for frame in frames]
    if len(lines) > 2 * _FRAMES:
        left_out = len(lines) - 2 * _FRAMES
        lines[_FRAMES:-_FRAMES] = [f"… {left_out} more …"]
    return {"traceback": tuple(lines), "line": frames[-1].lineno if frames else None}


class _Printed(io.TextIOBase):
    """Keeps the beginning of what is printed."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._left = _PRINTED

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self._left > 0:
            self._parts.append(text[: self._left])
            self._left -= len(text)
        return len(text)

    def text(self) -> str:
        more = " …" if self._left < 0 else ""
        return "".join(self._parts).encode(errors="backslashreplace").decode() + more


@contextlib.contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Raise `TimeLimitError` in the code when the time is up."""
    if sys.platform == "win32":  # has no such signal; the sandbox's limit holds
        yield
        return

    def expire(number: int, frame: object) -> None:
        raise TimeLimitError

    timers = ((signal.SIGPROF, signal.ITIMER_PROF, 1), (signal.SIGALRM, signal.ITIMER_REAL, WAITING))
    try:
        for number, timer, factor in timers:
            signal.signal(number, expire)
            signal.setitimer(timer, max(factor * seconds, 0.001))
        yield
    finally:
        for _, timer, _ in timers:
            signal.setitimer(timer, 0)
