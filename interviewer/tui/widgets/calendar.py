"""The days of practice, as a calendar in which the busier ones are darker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from interviewer.session import wording
from interviewer.tui.text import MUTED

_NONE, _SHADES = "·", "░▒▓█"
_LEAST_BUSY = 4
"""What the darkest shade stands for at least, so that one answer in all does not look like a lot."""

_LABELS, _CELL = 4, 2
"""Columns of the names of days, and of a week."""
_MOST_WEEKS = 53
_WEEK = timedelta(days=7)
_DAY_NAMES = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_HEADER = 1
"""Lines above the days."""


class PracticeCalendar(Widget, can_focus=True):
    """Weeks as columns, days as rows, as many weeks as there is room for, up to a year.

    A line below tells what the day holds that the mouse or the cursor is on; the arrow keys move the cursor.

    Args:
        noun: What is counted, in the singular.
        today: The last day that is shown.
        id: Of the widget.
        classes: Of the widget.
    """

    DEFAULT_CSS = """
    PracticeCalendar {
        height: 9;
        width: 1fr;
        max-width: 110;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"move({days})", name, show=False, id=f"calendar.{key}", tooltip=tooltip)
        for key, days, name, tooltip in (
            ("left", -7, "Week before", "Tell of the day a week before"),
            ("right", 7, "Week after", "Tell of the day a week after"),
            ("up", -1, "Day before", "Tell of the day before"),
            ("down", 1, "Day after", "Tell of the day after"),
        )
    ]

    days: reactive[Mapping[date, int]] = reactive[Mapping[date, int]](dict)
    """How many were on each day; days without any may be left out."""
    today: reactive[date] = reactive(date.today)
    pointed: reactive[date | None] = reactive[date | None](None)
    """The day that is told of below; None for today."""

    def __init__(
        self,
        noun: str = "answer",
        today: date | None = None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._noun = noun
        if today:
            self.set_reactive(PracticeCalendar.today, today)

    def render(self) -> Content:
        """The months, the seven days of each week, and the line below."""
        weeks = self._weeks()
        busiest = max([_LEAST_BUSY, *(self.days.get(day, 0) for week in weeks for day in _days_of(week))])
        lines = [_months(weeks)]
        for weekday, name in enumerate(_DAY_NAMES):
            cells = (self._cell(week + timedelta(days=weekday), busiest) for week in weeks)
            lines.append(Content.assemble((f"{name:<{_LABELS}}", MUTED), *cells))
        return Content("\n").join([*lines, self._line_below()])

    def label(self, day: date) -> str:
        """What a day holds: `Tue 18 Nov: 3 answers`."""
        year = "" if day.year == self.today.year else f" {day.year}"
        count = self.days.get(day, 0)
        held = wording.plural(count, self._noun) if count else f"no {self._noun}s"
        return f"{day:%a} {wording.day(day)}{year}: {held}"

    def action_move(self, days: int) -> None:
        """Move the cursor by so many days, as far as days are shown."""
        first = self._weeks()[0]
        self.pointed = min(max((self.pointed or self.today) + timedelta(days=days), first), self.today)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell of the day under the mouse."""
        self.pointed = self._day_at(event.x, event.y)

    def on_leave(self) -> None:
        """Tell of today again."""
        self.pointed = None

    def on_blur(self) -> None:
        """Tell of today again."""
        self.pointed = None

    def _weeks(self) -> list[date]:
        """The Mondays of the weeks that are shown, oldest first."""
        count = max(1, min(_MOST_WEEKS, (self.content_size.width - _LABELS) // _CELL))
        last = self.today - timedelta(days=self.today.weekday())
        return [last - back * _WEEK for back in reversed(range(count))]

    def _day_at(self, x: int, y: int) -> date | None:
        weeks, column, weekday = self._weeks(), (x - _LABELS) // _CELL, y - _HEADER
        if not (0 <= column < len(weeks) and 0 <= weekday < len(_DAY_NAMES)):
            return None
        day = weeks[column] + timedelta(days=weekday)
        return day if day <= self.today else None

    def _cell(self, day: date, busiest: int) -> Content:
        if day > self.today:
            return Content(" " * _CELL)
        count = self.days.get(day, 0)
        at_cursor = " reverse" if self.has_focus and day == (self.pointed or self.today) else ""
        if not count:
            return Content.styled(f"{_NONE:<{_CELL}}", f"{MUTED}{at_cursor}")
        shade = _SHADES[ceil(len(_SHADES) * min(count / busiest, 1.0)) - 1]
        return Content.styled(shade * _CELL, f"$text-accent{at_cursor}")

    def _line_below(self) -> Content:
        label = self.label(self.pointed or self.today)
        legend = f"less {_NONE} {_SHADES} more"
        room = self.content_size.width - len(label) - len(legend)
        return Content.assemble(label, (" " * room + legend if room >= _CELL else "", MUTED))


def _days_of(week: date) -> list[date]:
    return [week + timedelta(days=days) for days in range(7)]


def _months(weeks: list[date]) -> Content:
    """The names of months over the weeks in which they begin, where there is room."""
    line = " " * _LABELS
    for index, week in enumerate(weeks):
        begins = index == 0 or week.month != weeks[index - 1].month
        column = _LABELS + index * _CELL
        if begins and len(line) <= column:
            line = f"{line:<{column}}{week:%b} "
    return Content.styled(line.rstrip(), MUTED)
