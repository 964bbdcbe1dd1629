"""One call of the candidate's code, and whether it gives what was expected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from interviewer.coding.harness.equality import same
from interviewer.coding.harness.running import run, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of a call."""

    passed: bool
    expected: str
    got: str
    seconds: float
    error: str
    traceback: tuple[str, ...]
    line: int | None
    printed: str


def attempt(call: Callable[[], Any], expected: Callable[[], Any], seconds: float) -> Attempt:
    """Call, and compare.

    Args:
        call: The candidate's code.
        expected: Computes what should come; called after it.
        seconds: How long each of the two may take.
    """
    ran = run(call, seconds)
    wanted = run(expected, seconds)
    # The value may be of a class of the candidate's, with an __eq__ and a __repr__ of its own.
    compared = run(lambda: not ran.error and same(ran.value, wanted.value), seconds)
    got = run(lambda: shown(ran.value), seconds)
    error = ran.error or compared.error
    if wanted.error:
        error = f"What is expected cannot be computed. {wanted.error}"
    return Attempt(
        passed=not error and compared.value,
        expected=shown(wanted.value) if not wanted.error else "",
        got="" if ran.error else got.value or f"<cannot be shown: {got.error}>",
        seconds=ran.seconds,
        error=error,
        traceback=ran.traceback or compared.traceback,
        line=ran.line or compared.line,
        printed=ran.printed,
    )
