"""The settings of a group, each with its value and where that is from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from interviewer.settings import Origin
from interviewer.tui.widgets.fitted_table import FittedTable

_ORIGINS: dict[Origin, str] = {
    "default": "default",
    "file": "● file",
    "environment": "▲ env",
    "flag": "▲ flag",
}
_ORIGIN_WIDTH = max(map(len, _ORIGINS.values()))


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as it is shown."""

    name: str
    title: str
    value: str
    origin: Origin


class SettingRows(FittedTable):
    """A row for each setting; the values take the room that is left."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, show_header=False)
        self._shown: Sequence[SettingRow] = ()

    @property
    def chosen(self) -> str:
        """Name of the setting under the cursor; empty where there is none."""
        return self._shown[self.cursor_row].name if self._shown else ""

    def show(self, rows: Sequence[SettingRow]) -> None:
        """Show these rows; the cursor stays where the same settings are shown again."""
        again = [row.name for row in rows] == [row.name for row in self._shown]
        self._shown = rows
        self.styles.height = len(rows)
        self.fill()
        if not again:
            self.move_cursor(row=0)

    def add_cells(self, width: int) -> None:
        """Title, value and origin."""
        titles = max((len(row.title) for row in self._shown), default=0)
        values = max(8, width - titles - _ORIGIN_WIDTH - 3 * 2 * self.cell_padding)
        for name, cells in (("setting", titles), ("value", values), ("from", _ORIGIN_WIDTH)):
            self.add_column(name, width=cells)
        for row in self._shown:
            style = "" if row.origin == "default" else "bold"
            value = Text(row.value, style)
            value.truncate(values, overflow="ellipsis")
            self.add_row(Text(row.title), value, Text(_ORIGINS[row.origin], style), key=row.name)
