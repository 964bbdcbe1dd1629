"""The keys of all screens, and what changes them."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import DataTable, Static

from interviewer.tui import bindings, keymap
from interviewer.tui.bindings import Bound
from interviewer.tui.failures import TellsFailures
from interviewer.tui.keymap import Keymap
from interviewer.tui.text import MUTED
from interviewer.tui.widgets.key_rows import KeyRows, format_keys


class KeysPane(TellsFailures, Vertical):
    """A table of bindings, with what the one under the cursor does. The screens are read when it is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "reset", "Reset", id="keys.reset", tooltip="Give this its own key back"),
        Binding("R", "reset_all", "Reset all", id="keys.reset_all", tooltip="Give all their own keys back"),
    ]
    DEFAULT_CSS = """
    KeysPane {
        height: 1fr;
        KeyRows { height: 1fr; }
        #about { height: 3; padding: 0 1; margin-top: 1; }
    }
    """

    class Read(Message):
        """The screens were read."""

        def __init__(self, found: tuple[Bound, ...]) -> None:
            super().__init__()
            self.found = found

    class Changed(Message):
        """The user wants other keys."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text
            """The setting `keymap`."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._bound: dict[str, Bound] = {}
        self._keymap: Keymap = {}

    def compose(self) -> ComposeResult:
        """The table above what is told of a binding."""
        yield KeyRows(id="key-rows")
        yield Static(id="about", markup=False)

    def show(self, text: str) -> None:
        """Show the keys as the setting `keymap` has them."""
        self._keymap = keymap.read(text).keymap
        if self._bound:
            self.query_one(KeyRows).show(tuple(self._bound.values()), self._keymap)
            self._tell()
        else:
            self.query_one(KeyRows).loading = True
            self.read()

    @work(thread=True, exclusive=True, exit_on_error=False, group="read", description="read the screens")
    def read(self) -> None:
        """Read what has a key on screens that were not opened yet, too."""
        self.post_message(self.Read(bindings.every()))

    @on(Read)
    def _show_read(self, message: Read) -> None:
        rows = self.query_one(KeyRows)
        rows.loading = False
        self._bound = {bound.id: bound for bound in message.found}
        rows.show(message.found, self._keymap)

    @on(DataTable.RowHighlighted)
    def _tell(self) -> None:
        bound = self.query_one(KeyRows).chosen
        if bound is None:
            return
        default = " ".join(map(format_keys, bound.keys.split()))
        changed = f"  Its own: {default}." if bound.id in self._keymap else ""
        about = Content.assemble((bound.title, "bold"), f"  {bound.tooltip}", (changed, MUTED))
        self.query_one("#about", Static).update(about)

    @on(DataTable.RowSelected)
    def _change(self) -> None:
        self.change()

    @work(exclusive=True, exit_on_error=False, group="change", description="change a key")
    async def change(self) -> None:
        """Ask for the key of what is under the cursor."""
        from interviewer.tui.screens.settings_key import KeyScreen

        bound = self.query_one(KeyRows).chosen
        if bound is None:
            return
        now = " ".join(map(format_keys, bindings.keys_of(bound, self._keymap).split()))
        title = bound.title or bound.id
        key = await self.app.push_screen_wait(KeyScreen(title, now, lambda key: self._problem(bound, key)))
        if key is not None:
            others = {id: keys for id, keys in self._keymap.items() if id != bound.id}
            self._want({**others, bound.id: key} if key != bound.keys else others)

    def action_reset(self) -> None:
        """Give what is under the cursor its own key back."""
        bound = self.query_one(KeyRows).chosen
        if bound is not None and bound.id in self._keymap:
            self._want({id: keys for id, keys in self._keymap.items() if id != bound.id})

    def action_reset_all(self) -> None:
        """Give all their own keys back."""
        self._want({})

    def _want(self, wanted: Keymap) -> None:
        self.post_message(self.Changed(keymap.written(wanted)))

    def _problem(self, bound: Bound, key: str) -> str:
        """Why something cannot have a key; empty where it can."""
        if wrong := keymap.unusable(key):
            return wrong
        other = bindings.holder(bound, key, self._bound, self._keymap)
        if other is None:
            return ""
        return f"{format_keys(key)} is {other.title or other.id} in the same place: choose another key."
