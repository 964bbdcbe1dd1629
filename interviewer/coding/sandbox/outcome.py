"""How a run ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Ending = Literal["finished", "timed out", "out of memory", "too much output", "cancelled", "crashed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a run, whatever the code did."""

    ending: Ending
    """`finished`: the process ended by itself, with whatever exit code."""
    exit_code: int | None
    """Negative for a signal; None where the process was stopped."""
    output: str
    """What the code printed, to standard output and standard error, up to the limit."""
    seconds: float
    """Wall clock, the start of the process included."""
    detail: str = ""
    """A sentence on an ending other than `finished`."""
