"""Progress."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Footer

from interviewer.tui.modes import ModeScreen
from interviewer.tui.widgets.mode_bar import ModeBar


class ProgressScreen(ModeScreen):
    """Progress."""

    MODE = "progress"

    def compose(self) -> ComposeResult:
        """The places, and the keys."""
        yield ModeBar(self.MODE)
        yield Footer()
