"""Help for where one is."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any, ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Static

from interviewer.tui import keys_here
from interviewer.tui.failures import TellsFailures
from interviewer.tui.keys_here import Deed

_PARTS = ("Args:", "Attributes:", "Returns:")
"""What a docstring tells developers alone."""


class HelpScreen(TellsFailures, ModalScreen[None]):
    """What the screen below is for, and its keys as they are now.

    Args:
        about: The screen that is told of.
    """

    HELP = "What the screen below this one is for, and its keys. The arrow keys scroll; escape closes it."
    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#help"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", id="help.close", tooltip="Go back to the screen below"),
    ]

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._about = about
        deeds = (*keys_here.possible(about), *keys_here.impossible(about))
        self._groups = tuple(keys_here.grouped(sorted(deeds, key=_rank)))

    def compose(self) -> ComposeResult:
        """The sentences above the keys."""
        with Vertical(id="dialog", classes="panel") as dialog:
            dialog.border_title = keys_here.title(self._about)
            with VerticalScroll(id="help"):
                yield Static(purpose(self._about), id="purpose", markup=False)
                cells = [_cells(deed) for _, deeds in self._groups for deed in deeds]
                keys = max((len(keys) for keys, *_ in cells), default=0)
                titles = max((len(title) for _, title, told in cells if told), default=0)
                for group, deeds in self._groups:
                    yield Static(group, classes="group", markup=False)
                    yield KeyTable(deeds, keys, titles)
        yield Footer(show_command_palette=False)


class KeyTable(Static):
    """Keys, and what each of them does.

    Args:
        deeds: What is told.
        keys: Cells for the keys.
        titles: Cells for the titles, where there is more to say.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-table--key", "key-table--title", "key-table--tooltip"}
    DEFAULT_CSS = """
    KeyTable {
        height: auto;

        & > .key-table--key { color: $text-accent; text-style: bold; }
        & > .key-table--title { color: $text; }
        & > .key-table--tooltip { color: $text-muted; }
    }
    """

    def __init__(self, deeds: Sequence[Deed], keys: int, titles: int) -> None:
        super().__init__()
        self._deeds, self._keys, self._titles = deeds, keys, titles

    def render(self) -> RenderResult:
        """A line a deed; long sentences wrap in their column."""
        key, title, tooltip = (
            self.get_component_rich_style(f"key-table--{part}") for part in ("key", "title", "tooltip")
        )
        table = Table.grid(padding=(0, 2, 0, 0))
        cells = [_cells(deed) for deed in self._deeds]
        more = any(told for *_, told in cells)
        table.add_column(width=self._keys, no_wrap=True, style=key)
        table.add_column(width=self._titles if more else None, style=title)
        if more:
            table.add_column(style=tooltip)
        for row in cells:
            table.add_row(*map(Text, row if more else row[:2]))
        return table


def purpose(screen: Screen[Any]) -> str:
    """What a screen is for: its `HELP`, or what its class says of itself."""
    text = screen.HELP or inspect.getdoc(type(screen)) or ""
    for part in _PARTS:
        text = text.split(f"\n{part}")[0]
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _rank(deed: Deed) -> int:
    """The screen's own keys come first, those that come with any widget last."""
    if not deed.id:
        return 4
    return {keys_here.HERE: 0, keys_here.LATER: 2, keys_here.EVERYWHERE: 3}.get(deed.group, 1)


def _cells(deed: Deed) -> tuple[str, str, str]:
    return " ".join(deed.keys), deed.title, "" if deed.tooltip == deed.title else deed.tooltip
