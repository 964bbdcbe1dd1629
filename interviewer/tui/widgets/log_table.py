"""A table of rows of the log, read page by page, in an order that its header shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.widgets import DataTable

Row = TypeVar("Row")

_MARKS = {False: "▼", True: "▲"}


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column, and the order of the rows that it stands for."""

    order: str
    title: str
    cell: Callable[[Row, int], Sequence[Content]]
    """Its lines for a row at a width; what is too long for that ends in an ellipsis."""
    width: int | None = None
    """In cells; None for what the others leave."""
    room: int = 0
    """Shown where the whole table is at least so wide."""


class LogTable(DataTable[Content], Generic[Row]):
    """Asks for more rows when the cursor comes to the last, and for another order when a header is clicked.

    Args:
        columns: One of them without a width.
        identify: Gives the id of a row.
        id: Of the widget.
    """

    DEFAULT_CSS = """
    LogTable {
        height: 1fr;
        scrollbar-gutter: stable;
        background: transparent;
        overflow-x: hidden;
    }
    """

    class More(Message):
        """The cursor is at the last row that was read."""

        def __init__(self, skip: int) -> None:
            super().__init__()
            self.skip = skip

    class Sort(Message):
        """The header of a column was clicked."""

        def __init__(self, order: str) -> None:
            super().__init__()
            self.order = order

    def __init__(self, columns: Sequence[Column[Row]], identify: Callable[[Row], int], *, id: str) -> None:
        super().__init__(id=id, cursor_type="row")
        self._every_column, self._identify = tuple(columns), identify
        self._read: list[Row] = []
        self._total, self._lines = 0, 1
        self._order: tuple[str, bool] = ("", False)
        self._widths: dict[str, int] = {}

    def show(
        self,
        rows: Sequence[Row],
        total: int,
        order: tuple[str, bool],
        *,
        lines: int = 1,
    ) -> None:
        """Show rows in place of those of before.

        Args:
            rows: The first of them.
            total: How many there are.
            order: What they are sorted by, and whether it is turned round.
            lines: Height of a row.
        """
        self._read, self._total, self._order, self._lines = list(rows), total, order, lines
        self._draw(None)

    def update_rows(self, rows: Sequence[Row]) -> bool:
        """Show what has changed in the rows that were read; gives False where they are others now."""
        if list(map(self._identify, rows)) != list(map(self._identify, self._read)):
            return False
        for number, row in enumerate(rows):
            if row != self._read[number]:
                self._read[number] = row
                for column, cell in zip(self._shown(), self._cells(row), strict=True):
                    self.update_cell(str(self._identify(row)), column.order, cell)
        return True

    def append(self, rows: Sequence[Row]) -> None:
        """Show the rows that follow, but not those again that new ones in the log pushed there."""
        known = set(map(self._identify, self._read))
        new = [row for row in rows if self._identify(row) not in known]
        self._read += new
        for row in new:
            self._add(row)

    @property
    def read(self) -> int:
        """How many rows were read."""
        return len(self._read)

    @property
    def chosen(self) -> Row | None:
        """The row that the cursor is on."""
        return self._read[self.cursor_row] if self.cursor_row < len(self._read) else None

    @property
    def orders(self) -> tuple[str, ...]:
        """What the rows can be sorted by, from left to right."""
        return tuple(column.order for column in self._shown())

    def on_resize(self, event: events.Resize) -> None:
        """Share out the width anew."""
        if self._shared_out() != self._widths:
            self._draw(self._key(self.cursor_row))

    @on(DataTable.RowHighlighted)
    def _read_on(self, event: DataTable.RowHighlighted) -> None:
        count = len(self._read)
        if event.cursor_row == count - 1 and count < self._total:
            self.post_message(self.More(count))

    @on(DataTable.HeaderSelected)
    def _sort(self, event: DataTable.HeaderSelected) -> None:
        self.post_message(self.Sort(event.column_key.value or ""))

    def _draw(self, chosen: str | None) -> None:
        """Draw all rows that were read, with the cursor on the one with this key, or on the first."""
        place = self.scroll_offset
        self._widths = self._shared_out()
        self.clear(columns=True)
        for column in self._shown():
            mark = f" {_MARKS[self._order[1]]}" if column.order == self._order[0] else ""
            self.add_column(f"{column.title}{mark}", width=self._widths[column.order], key=column.order)
        for row in self._read:
            self._add(row)
        found = (number for number, row in enumerate(self._read) if str(self._identify(row)) == chosen)
        number = next(found, None)
        if number is not None:
            self.move_cursor(row=number, animate=False, scroll=False)
            self.scroll_to(place.x, place.y, animate=False, force=True)

    def _key(self, number: int) -> str | None:
        keys = list(self.rows)
        return keys[number].value if number < len(keys) else None

    def _add(self, row: Row) -> None:
        self.add_row(*self._cells(row), height=self._lines, key=str(self._identify(row)))

    def _cells(self, row: Row) -> list[Content]:
        return [
            Content("\n").join(line.truncate(width, ellipsis=True) for line in column.cell(row, width))
            for column in self._shown()
            for width in [self._widths[column.order]]
        ]

    def _shown(self) -> tuple[Column[Row], ...]:
        width = self.scrollable_content_region.width
        return tuple(column for column in self._every_column if column.room <= width)

    def _shared_out(self) -> dict[str, int]:
        shown = self._shown()
        taken = sum((column.width or 0) + 2 * self.cell_padding for column in shown)
        left = max(1, self.scrollable_content_region.width - taken)
        return {column.order: column.width or left for column in shown}
