"""Draws a trend with the plotting library, away from the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from textual.content import Content, Span

from interviewer.session.trends import Trend
from interviewer.tui.text import MUTED
from interviewer.tui.widgets.plots import ticks

_LINE, _POINT, _GUIDE, _AXIS = ((1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 0, 0))
_STYLES: Final[Mapping[object, str]] = {
    _LINE: "$text-accent",
    _POINT: MUTED,
    _GUIDE: MUTED,
    _AXIS: MUTED,
}
"""The library is given colours that nobody sees; in their place come styles, which follow the theme."""

_DAY: Final = timedelta(days=1)
_COLUMNS_A_DATE: Final = 12
_LINES_A_NUMBER: Final = 3
_CELLS_A_POINT: Final = 8
"""Where there are fewer, points are drawn small, so that they leave each other room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a trend is drawn into."""

    width: int
    height: int
    until: datetime
    """The present, in the user's time zone, where the time axis ends; it begins with the first value, a day
    ago at the latest."""
    low: float | None = None
    """Where the axis of values begins; None for where the values do."""
    high: float | None = None
    """Where it ends; None for where the values do."""
    guides: tuple[float, ...] = ()
    """Values that are marked by a line across."""


def draw(trend: Trend, frame: Frame) -> Content:
    """The trend as a picture: answers are dots, the smooth line is drawn through.

    Args:
        trend: With one point at least.
        frame: What it is drawn into.
    """
    from textual_plotext import Plot

    end = max(frame.until, trend.points[-1].at)
    start = min(trend.points[0].at.astimezone(frame.until.tzinfo), end - _DAY)
    values = _values(trend, frame)

    def days(at: datetime) -> float:
        return (at - start) / _DAY

    plot = Plot()
    plot._set_size(frame.width, frame.height)  # `plotsize` does not hold for a figure that is alone
    plot.canvas_color("default")
    plot.axes_color("default")
    plot.ticks_color(_AXIS)
    plot.xaxes(True, False)
    plot.yaxes(True, False)
    plot.xlim(0, days(end))
    plot.ylim(values[0][0], values[-1][0])
    plot.xticks(*_unzipped(ticks.dates(start, end, frame.width // _COLUMNS_A_DATE)))
    plot.yticks(*_unzipped(values))
    for guide in frame.guides:
        plot.plot([0, days(end)], [guide, guide], marker="┈", color=_GUIDE)
    roomy = len(trend.points) * _CELLS_A_POINT <= frame.width * frame.height
    plot.scatter(
        [days(point.at) for point in trend.points],
        [point.value for point in trend.points],
        marker="•" if roomy else "braille",
        color=_POINT,
    )
    for line in trend.line:
        plot.plot(
            [days(point.at) for point in line], [point.value for point in line], marker="braille", color=_LINE
        )
    return _styled(plot.build())


def _values(trend: Trend, frame: Frame) -> ticks.Ticks:
    shown = [*(point.value for point in trend.points), *frame.guides]
    low = min(shown) if frame.low is None else frame.low
    high = max(shown) if frame.high is None else frame.high
    found = ticks.numbers(low, max(high, low + 1), frame.height // _LINES_A_NUMBER + 1)
    width = max(len(label) for _, label in found)
    return tuple((value, f"{label:>{width}} ") for value, label in found)


def _unzipped(found: ticks.Ticks) -> tuple[list[float], list[str]]:
    return [at for at, _ in found], [label for _, label in found]


def _styled(ansi: str) -> Content:
    from rich.text import Text

    text = Text.from_ansi(ansi)
    spans = [
        Span(span.start, span.end, _STYLES[span.style.color.triplet])
        for span in text.spans
        if not isinstance(span.style, str) and span.style.color and span.style.color.triplet in _STYLES
    ]
    return Content(text.plain, spans)
