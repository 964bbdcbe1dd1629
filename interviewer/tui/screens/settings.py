"""Settings."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Footer

from interviewer.tui.modes import ModeScreen
from interviewer.tui.widgets.mode_bar import ModeBar


class SettingsScreen(ModeScreen):
    """Settings."""

    MODE = "settings"

    def compose(self) -> ComposeResult:
        """The places, and the keys."""
        yield ModeBar(self.MODE)
        yield Footer()
