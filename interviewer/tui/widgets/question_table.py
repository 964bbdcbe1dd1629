"""The questions of the bank in a table that draws only the rows in sight, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from interviewer.percent import percent
from interviewer.session.catalogue import Entry, Order
from interviewer.tui.text import MUTED, score_text

SIGNS = {"bank": "", "own": "◆", "imported": "◇", "proposed": "?", "draft": "✎"}
"""What stands before a question, by whose it is and what waits to be done with it."""
_GAP = 2
_MARKS = {False: "▼", True: "▲"}
_HEADER, _ROW, _CURSOR = "question-table--header", "question-table--row", "question-table--cursor"


@dataclass(frozen=True, slots=True)
class _Column:
    order: Order
    title: str
    cell: Callable[[Entry, datetime], Content]
    width: int = 0
    """In cells; 0 for what the others leave."""
    room: int = 0
    """Shown where the whole table is at least so wide."""


class QuestionTable(ScrollView, can_focus=True):
    """One row a question; the header shows what they are sorted by."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_HEADER, _ROW, _CURSOR}
    DEFAULT_CSS = """
    QuestionTable {
        height: 1fr;
        background: transparent;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        text-wrap: nowrap;

        & > .question-table--header { color: $text-accent; text-style: bold; }
        & > .question-table--row { color: $foreground; }
        & > .question-table--cursor { background: $block-cursor-blurred-background; }
        &:focus > .question-table--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "open", "Open", id="question_table.open", tooltip="Read the question under the cursor"
        ),
        Binding(
            "up", "move(-1)", "Up", show=False, id="question_table.up", tooltip="Go to the question above"
        ),
        Binding(
            "down",
            "move(1)",
            "Down",
            show=False,
            id="question_table.down",
            tooltip="Go to the question below",
        ),
        Binding(
            "pageup", "page(-1)", "Page up", show=False, id="question_table.page_up", tooltip="Go a page up"
        ),
        Binding(
            "pagedown",
            "page(1)",
            "Page down",
            show=False,
            id="question_table.page_down",
            tooltip="Go a page down",
        ),
        Binding(
            "home",
            "first",
            "First",
            show=False,
            id="question_table.first",
            tooltip="Go to the first question",
        ),
        Binding(
            "end", "last", "Last", show=False, id="question_table.last", tooltip="Go to the last question"
        ),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    class Opened(Message):
        """A question is to be read."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    class Moved(Message):
        """The cursor is on another question, or on none."""

    class Sort(Message):
        """The header of a column was clicked."""

        def __init__(self, order: Order) -> None:
            super().__init__()
            self.order = order

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._entries: Sequence[Entry] = ()
        self._order: tuple[Order | None, bool] = (None, False)
        self._now = datetime.now(timezone.utc)

    def show(
        self, entries: Sequence[Entry], order: tuple[Order | None, bool], now: datetime, *, anew: bool
    ) -> None:
        """Show questions in place of those of before.

        Args:
            entries: Any number.
            order: What they are sorted by, and whether it is turned round.
            now: The present, which their dates are told by.
            anew: Whether to begin at the first; else the cursor stays on its question.
        """
        before = self.chosen
        self._entries, self._order, self._now = entries, order, now
        self.virtual_size = Size(self.size.width, len(entries) + 1)
        row = 0
        if before and not anew:
            id = before.question.id
            row = next((row for row, entry in enumerate(entries) if entry.question.id == id), self.cursor)
        self.cursor = row
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved())

    @property
    def chosen(self) -> Entry | None:
        """The question under the cursor."""
        return self._entries[self.cursor] if self.cursor < len(self._entries) else None

    @property
    def orders(self) -> tuple[Order, ...]:
        """What the rows can be sorted by, from left to right."""
        return tuple(column.order for column in self._shown())

    def validate_cursor(self, cursor: int) -> int:
        """Within the rows."""
        return max(0, min(cursor, len(self._entries) - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the two rows that look different."""
        self._keep_in_sight()
        for row in (before, now):
            self.refresh(Region(0, row + 1 - self.scroll_offset.y, self.size.width, 1))
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Share out the width anew."""
        self.virtual_size = Size(self.size.width, len(self._entries) + 1)
        self._keep_in_sight()
        self.refresh()

    def action_open(self) -> None:
        """Have the question under the cursor opened."""
        if self.chosen:
            self.post_message(self.Opened(self.chosen))

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by what is in sight."""
        self.cursor += pages * max(1, self._room)

    def action_first(self) -> None:
        """Move the cursor to the first question."""
        self.cursor = 0

    def action_last(self) -> None:
        """Move the cursor to the last question."""
        self.cursor = len(self._entries) - 1

    def on_click(self, event: events.Click) -> None:
        """Sort by a column, or go to a question; open the one that the cursor is on."""
        if event.y == 0:
            self._click_header(event.x)
            return
        row = event.y - 1 + self.scroll_offset.y
        if row >= len(self._entries):
            return
        if row == self.cursor:
            self.action_open()
        self.cursor = row

    def render_line(self, y: int) -> Strip:
        """The header, which stays in place, or the row that is scrolled to a line."""
        row = self.scroll_offset.y + y - 1
        if row >= len(self._entries) or not self._entries:
            return Strip.blank(self.size.width, self.rich_style)
        if y == 0:
            return self._strip(self._titles(), _HEADER)
        return self._strip(self._cells(self._entries[row]), _CURSOR if row == self.cursor else _ROW)

    def _strip(self, cells: Sequence[Content], component: str) -> Strip:
        line = Content(" " * _GAP).join(
            cell.truncate(width, ellipsis=True, pad=True)
            for cell, width in zip(cells, self._widths(), strict=True)
        )
        style = self.get_visual_style(component)
        strips = Visual.to_strips(self, line, self._width, 1, style, pad=True)
        return strips[0] if strips else Strip.blank(self._width)

    def _titles(self) -> list[Content]:
        order, backwards = self._order
        marks = {order: f" {_MARKS[backwards]}"}
        return [Content(f"{column.title}{marks.get(column.order, '')}") for column in self._shown()]

    def _cells(self, entry: Entry) -> list[Content]:
        return [column.cell(entry, self._now) for column in self._shown()]

    def _click_header(self, x: int) -> None:
        left = 0
        for column, width in zip(self._shown(), self._widths(), strict=True):
            if left <= x < left + width + _GAP:
                self.post_message(self.Sort(column.order))
            left += width + _GAP

    def _keep_in_sight(self) -> None:
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True, force=True)
        elif self.cursor >= top + self._room:
            self.scroll_to(y=self.cursor - self._room + 1, animate=False, immediate=True, force=True)

    @property
    def _room(self) -> int:
        """Rows that are in sight together."""
        return max(1, self.scrollable_content_region.height - 1)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _shown(self) -> tuple[_Column, ...]:
        return tuple(column for column in _COLUMNS if column.room <= self._width)

    def _widths(self) -> list[int]:
        shown = self._shown()
        left = self._width - sum(column.width for column in shown) - _GAP * (len(shown) - 1)
        return [column.width or max(1, left) for column in shown]


def _question(entry: Entry, now: datetime) -> Content:
    marks = [SIGNS[entry.origin]]
    if entry.question.imported == "proposed":
        marks.append(SIGNS["proposed"])
    if entry.draft:
        marks.append(SIGNS["draft"])
    sign = "".join(marks)
    return Content.assemble(
        (f"{sign} " if sign else "", "$text-accent"), " ".join(entry.question.question.split())
    )


def _day(at: datetime | None, now: datetime) -> Content:
    """A day as short as can be: `today`, `3 Nov`, `Nov 2024`."""
    if at is None:
        return Content.styled("–", MUTED)
    here, today = at.astimezone(), now.astimezone()
    if here.date() == today.date():
        return Content("today")
    near = here.year == today.year
    return Content(f"{here.day} {here:%b}" if near else f"{here:%b %Y}")


def _due(entry: Entry, now: datetime) -> Content:
    at = entry.due_at
    if at is not None and at <= now:
        return Content.styled("now", "$text-warning")
    return _day(at, now)


def _today(entry: Entry, now: datetime) -> Content:
    if entry.today is None:
        return Content.styled(f"{'–':>5}", MUTED)
    return Content(f"{percent(entry.today):>5}")


_COLUMNS = (
    _Column("question", "Question", _question),
    _Column("topic", "Topic", lambda entry, _: Content.styled(entry.topic, MUTED), 20, room=96),
    _Column("kind", "Kind", lambda entry, _: Content(entry.question.kind), 10, room=118),
    _Column("difficulty", "Level", lambda entry, _: Content(entry.question.difficulty), 7, room=56),
    _Column("score", "Score", lambda entry, _: score_text(entry.score, 5), 7),
    _Column("today", "Today", _today, 7, room=126),
    _Column("asked", "Asked", lambda entry, now: _day(entry.asked_at, now), 8, room=48),
    _Column("due", "Due", _due, 8, room=72),
)
