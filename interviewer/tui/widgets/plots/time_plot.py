"""A plot of one quantity over time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from interviewer.session.trends import Trend
from interviewer.tui.failures import TellsFailures
from interviewer.tui.widgets.plots.drawing import Frame, draw

_LEAST_WIDTH, _LEAST_HEIGHT = 24, 5

Wanted = tuple[Trend, Frame]


class TimePlot(TellsFailures, Widget):
    """Single answers as dots and a smooth line through them, in the colours of the theme.

    It is drawn in a thread, for the size that there is, and what was drawn last stays until then.

    Args:
        low: Where the axis of values begins; None for where the values do.
        high: Where it ends; None for where the values do.
        guides: Values that are marked by a line across.
    """

    DEFAULT_CSS = """
    TimePlot {
        height: 1fr;
        width: 1fr;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    class Drawn(Message):
        """A picture is there."""

        def __init__(self, wanted: Wanted, picture: Content) -> None:
            super().__init__()
            self.wanted, self.picture = wanted, picture

    def __init__(
        self, low: float | None = None, high: float | None = None, guides: tuple[float, ...] = ()
    ) -> None:
        super().__init__()
        self._trend: Trend | None = None
        self._frame = Frame(width=0, height=0, until=datetime.max, low=low, high=high, guides=guides)
        self._wanted: Wanted | None = None
        self._picture = Content()

    @property
    def guides(self) -> tuple[float, ...]:
        """Values that are marked by a line across."""
        return self._frame.guides

    def show(self, trend: Trend, until: datetime) -> None:
        """Show a trend.

        Args:
            trend: What is plotted; without any point the plot is empty.
            until: The present, in the user's time zone.
        """
        self._trend, self._frame = trend, replace(self._frame, until=until)
        self._look()

    def render(self) -> Content:
        """What was drawn last."""
        return self._picture

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._look()

    @work(thread=True, exclusive=True, exit_on_error=False, group="draw", description="draw a plot")
    def draw(self, wanted: Wanted) -> None:
        """Draw."""
        self.post_message(self.Drawn(wanted, draw(*wanted)))

    @on(Drawn)
    def _show(self, message: Drawn) -> None:
        message.stop()
        if message.wanted == self._wanted:
            self._picture = message.picture
            self.refresh()

    def _look(self) -> None:
        """Have it drawn, if there is something else to draw."""
        wanted = self._wants()
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if wanted:
            self.draw(wanted)
        else:
            self._picture = Content()
            self.refresh()

    def _wants(self) -> Wanted | None:
        width, height = self.content_size
        if not (self._trend and self._trend.points) or width < _LEAST_WIDTH or height < _LEAST_HEIGHT:
            return None
        return self._trend, replace(self._frame, width=width, height=height)
