"""A clock that counts down to a limit, or up where there is none."""

from __future__ import annotations

from math import ceil

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from interviewer.session.wording import clock
from interviewer.tui.text import MUTED

LAST_SECONDS = 20
"""From here on the clock says that the time is nearly up."""


class Countdown(Widget):
    """One line: a label and the time left, or the time used without a limit."""

    DEFAULT_CSS = """
    Countdown {
        height: 1;
        width: auto;
        margin-left: 2;
    }
    """

    seconds: reactive[int] = reactive(0)
    """What it shows: left, or used without a limit."""
    limited: reactive[bool] = reactive(False, layout=True)
    running: reactive[bool] = reactive(False)
    late: reactive[bool] = reactive(False)
    """Whether the time is nearly up."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label

    def show(self, elapsed: float, limit: float | None, *, running: bool) -> None:
        """Show a clock; nothing happens while whole seconds are the same.

        Args:
            elapsed: Seconds.
            limit: Seconds; None without a limit.
            running: Whether it runs now.
        """
        self.running, self.limited = running, limit is not None
        self.seconds = int(elapsed) if limit is None else ceil(max(0.0, limit - elapsed))

    def compute_late(self) -> bool:
        """Textual calls it whenever another one changes."""
        return self.limited and self.seconds <= LAST_SECONDS

    def watch_late(self) -> None:
        """It takes more room."""
        self.refresh(layout=True)

    def render(self) -> Content:
        """The label and the time."""
        time = clock(self.seconds)
        if self.limited:
            time = f"! only {time} left" if self.late else f"{time} left"
        style = "bold $text-warning" if self.late else "bold" if self.running else MUTED
        return Content.assemble((f"{self._label} ", MUTED), (time, style))
