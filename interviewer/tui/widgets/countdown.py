"""A clock that counts down to a limit, or up where there is none."""

from __future__ import annotations

from math import ceil

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from interviewer.session.wording import clock
from interviewer.tui.text import MUTED

LAST_SECONDS = 20
"""From here on the clock is coloured."""


class Countdown(Widget):
    """One line: a label and the time left, or the time used without a limit."""

    DEFAULT_CSS = """
    Countdown {
        height: 1;
        width: auto;
        margin-left: 2;
    }
    """

    elapsed: reactive[int] = reactive(0)
    limit: reactive[float | None] = reactive(None, layout=True)
    running: reactive[bool] = reactive(False)

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label

    def render(self) -> Content:
        """The label and the time."""
        if self.limit is None:
            time, late = clock(self.elapsed), False
        else:
            left = self.limit - self.elapsed
            time, late = f"{clock(ceil(max(0, left)))} left", left <= LAST_SECONDS
        style = "bold $text-warning" if late else "bold" if self.running else MUTED
        return Content.assemble((f"{self._label} ", MUTED), (time, style))
