"""The first frame, while all else is being imported."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from interviewer.tui.failures import TellsFailures
from interviewer.tui.modes import MODES
from interviewer.tui.widgets.mode_bar import ModeBar

if TYPE_CHECKING:
    from interviewer.tui.app import InterviewerApp

OPENING = "opening"
"""Id of its mode."""


class OpeningScreen(TellsFailures, Screen[None]):
    """The places of the app, for the moment until the first of them is there."""

    HELP = "The app is being opened: in a moment it shows what to practise."
    app: InterviewerApp

    class Imported(Message):
        """The first place can be gone to."""

    def compose(self) -> ComposeResult:
        """The bar alone."""
        yield ModeBar(MODES[0].id)
        yield Static()

    def on_mount(self) -> None:
        """Go on behind the first frame."""
        self.call_after_refresh(self.open)

    @work(thread=True, exclusive=True, exit_on_error=False, group="open", description="open the first screen")
    def open(self) -> None:
        """Import the first place, and make what it works with."""
        module, _ = MODES[0].screen.split(":")
        import_module(f"interviewer.tui.screens.{module}")
        _ = self.app.runtime.sound
        self.post_message(self.Imported())

    @on(Imported)
    def _go_on(self) -> None:
        self.app.set_off()
