"""How far a recording is played."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from interviewer.session.wording import clock
from interviewer.tui.text import MUTED

_UNKNOWN = "–:––"


class PositionBar(Widget):
    """One line: a sign for playing or paused, the time, a bar, the length, the tempo. A click seeks."""

    DEFAULT_CSS = """
    PositionBar {
        height: 1;
        width: 1fr;
    }
    """

    position: reactive[float] = reactive(0.0)
    """Seconds of the recording that were heard."""
    total: reactive[float | None] = reactive(None)
    """Its length in seconds, where it is known."""
    playing: reactive[bool] = reactive(False)
    tempo: reactive[float] = reactive(1.0)
    """How many times as fast as it was recorded."""

    class Sought(Message):
        """A place in the bar was clicked."""

        def __init__(self, seconds: float) -> None:
            super().__init__()
            self.seconds = seconds

    def render(self) -> Content:
        """The line over the whole width."""
        before, after = self._before, self._after
        width = max(0, self.size.width - len(before) - len(after))
        filled = round(width * min(1.0, self.position / self.total)) if self.total else 0
        return Content.assemble(
            (before, "bold" if self.playing else ""),
            ("━" * filled, "$text-accent"),
            ("─" * (width - filled), MUTED),
            (after, MUTED),
        )

    def on_click(self, event: events.Click) -> None:
        """Seek."""
        begin = len(self._before)
        width = self.size.width - begin - len(self._after)
        if self.total and width > 0:
            share = (event.x - begin) / width
            self.post_message(self.Sought(self.total * max(0.0, min(1.0, share))))

    @property
    def _before(self) -> str:
        return f"{'▶' if self.playing else '‖'} {clock(self.position):>5} "

    @property
    def _after(self) -> str:
        tempo = f"{self.tempo:.2g}×"
        return f" {_UNKNOWN if self.total is None else clock(self.total)}  {tempo:>4}"
