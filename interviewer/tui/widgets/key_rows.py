"""All bindings with their keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.keys import format_key

from interviewer.tui.bindings import Bound, keys_of
from interviewer.tui.keymap import Keymap
from interviewer.tui.widgets.fitted_table import FittedTable

_KEYS, _ID = 14, 22
"""Columns, in cells."""


class KeyRows(FittedTable):
    """A row for each: its keys, what it does, and its id; those that were changed are marked."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._bound: tuple[Bound, ...] = ()
        self._keymap: Keymap = {}

    @property
    def chosen(self) -> Bound | None:
        """The binding under the cursor."""
        return self._bound[self.cursor_row] if self._bound else None

    def show(self, bindings: Sequence[Bound], keymap: Keymap) -> None:
        """Show these bindings; the cursor stays."""
        self._bound, self._keymap = tuple(bindings), keymap
        self.fill()

    def add_cells(self, width: int) -> None:
        """Keys, what they do, and the id of that."""
        does = max(12, width - _KEYS - _ID - 3 * 2 * self.cell_padding)
        for name, cells in (("  Keys", _KEYS), ("Does", does), ("Id", _ID)):
            self.add_column(name, width=cells)
        for bound in self._bound:
            keys = " ".join(map(format_keys, keys_of(bound, self._keymap).split()))
            self.add_row(
                Text(f"● {keys}", "bold") if bound.id in self._keymap else Text(f"  {keys}"),
                Text(bound.title or bound.tooltip),
                Text(bound.id),
                key=bound.id,
            )


def format_keys(key: str) -> str:
    """A key as the footer shows it: `ctrl+f`, `esc`."""
    *modifiers, name = key.split("+")
    return "+".join((*modifiers, format_key(name)))
