"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

OnProgress = Callable[[int, int], object]
"""Is called with how much is done and how much there is to do; what it raises ends the work."""


def silent(done: int, total: int) -> None:
    """Tell nobody."""
