"""A share as people read it."""

from __future__ import annotations


def percent(share: float) -> str:
    """A share of 0-1 as `41 %`, which is not broken at the end of a line."""
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"
