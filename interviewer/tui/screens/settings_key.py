"""Press the key that something is to have."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


class KeyScreen(ModalScreen[str | None]):
    """Gives the key that was pressed, which can be had; None where it was left.

    Args:
        title: What the key is for.
        now: The keys that it has now.
        problem: Says why a key cannot be had; empty where it can.
    """

    HELP = "Press the key that shall do this from now on. Escape leaves it as it is."
    CSS_PATH = "settings_value.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Leave it", id="settings_key.leave", tooltip="Change nothing"),
    ]

    def __init__(self, title: str, now: str, problem: Callable[[str], str]) -> None:
        super().__init__()
        self._title, self._now, self._problem = title, now, problem

    def compose(self) -> ComposeResult:
        """What to do, and why a key did not do."""
        with Vertical(id="dialog", classes="panel") as dialog:
            dialog.border_title = Content(self._title)
            yield Static(f"Press its new key. It has {self._now} now.", id="explanation", markup=False)
            yield Static(Content.styled("Escape leaves it as it is.", "$text-muted"), id="verdict")

    def on_key(self, event: events.Key) -> None:
        """Take the key, or say why not."""
        if event.key == "escape":
            return
        event.prevent_default()
        event.stop()
        if problem := self._problem(event.key):
            self.query_one("#verdict", Static).update(Content.styled(f"✘ {problem}", "$text-error"))
        else:
            self.dismiss(event.key)
