"""A stopwatch over an injected clock."""

from __future__ import annotations

from collections.abc import Callable

Clock = Callable[[], float]
"""Seconds that only grow, such as `time.monotonic`."""


class Stopwatch:
    """Adds up the seconds between `start` and `stop`; starts stopped.

    Args:
        clock: What it is read from.
        elapsed: Seconds that it stands at already.
    """

    def __init__(self, clock: Clock, elapsed: float = 0.0) -> None:
        self._clock = clock
        self._before = elapsed
        self._since: float | None = None

    @property
    def running(self) -> bool:
        """Whether time is being added."""
        return self._since is not None

    @property
    def elapsed(self) -> float:
        """Seconds added up so far."""
        return self._before + (self._clock() - self._since if self._since is not None else 0.0)

    def give_back(self, seconds: float) -> None:
        """Take seconds off; not more than there are."""
        self._before -= min(seconds, self.elapsed)

    def start(self) -> None:
        """Go on adding; nothing happens while it runs already."""
        if self._since is None:
            self._since = self._clock()

    def stop(self) -> None:
        """Stand still; nothing happens while it stands already."""
        self._before, self._since = self.elapsed, None
