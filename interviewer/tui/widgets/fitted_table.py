"""A table of the settings: as wide as its place, and left by the key that leads back to the groups."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import DataTable


class FittedTable(DataTable[Text]):
    """Shares its width out anew when that changes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left", "screen.leave_rows", "Groups", show=False, id="settings.groups", tooltip="To the groups"
        ),
    ]
    DEFAULT_CSS = """
    FittedTable {
        background: transparent;
    }
    """

    def __init__(self, *, id: str, show_header: bool = True) -> None:
        super().__init__(id=id, cursor_type="row", show_header=show_header)
        self._filled_width = 0

    @abstractmethod
    def add_cells(self, width: int) -> None:
        """Add columns and rows.

        Args:
            width: Cells there are for the columns and the padding around them.
        """

    def fill(self) -> None:
        """Make columns and rows anew; the cursor stays."""
        cursor = self.cursor_row
        self._filled_width = self.scrollable_content_region.width
        self.clear(columns=True)
        self.add_cells(self._filled_width)
        self.move_cursor(row=cursor)

    def on_resize(self, event: events.Resize) -> None:
        """Only the width matters: the height follows from the rows."""
        if self.scrollable_content_region.width != self._filled_width:
            self.fill()
