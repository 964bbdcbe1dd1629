"""The words of an answer, as they are heard."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from interviewer.session.live_answer import LiveAnswer
from interviewer.session.wording import NOTHING_HEARD, lag
from interviewer.speech.stt.heard import Heard
from interviewer.tui.text import MUTED

_EMPTY = "Your words appear here as they are heard."


class LiveTranscript(VerticalScroll, can_focus=False):
    """Words that stay are plain, words that may still change are dim; the newest are always in sight."""

    DEFAULT_CSS = """
    LiveTranscript {
        height: 1fr;
        padding: 0 1;
        border-subtitle-color: $text-warning;

        Static { height: auto; min-height: 100%; }
    }
    """

    def __init__(self) -> None:
        super().__init__(classes="panel")
        self._shown: Content | None = None

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static(Content.styled(_EMPTY, MUTED))

    def on_mount(self) -> None:
        """Stay at the end of the text."""
        self.border_title = "Heard so far"
        self.anchor()

    def clear(self) -> None:
        """Show that nothing is heard yet."""
        self.show(LiveAnswer())

    def show(self, live: LiveAnswer) -> None:
        """Show what is heard; nothing happens while it is the same."""
        heard = live.heard or Heard()
        if lag(live) != (self.border_subtitle or ""):  # setting it draws the widget
            self.border_subtitle = lag(live)
        words = _words(heard, NOTHING_HEARD if live.unheard else _EMPTY)
        if self._shown is None or not words.is_same(self._shown):
            self._shown = words
            self.query_one(Static).update(words)


def _words(heard: Heard, otherwise: str) -> Content:
    if not heard.text and not heard.provisional:
        return Content.styled(otherwise, MUTED)
    parts = (Content(heard.text), Content.styled(heard.provisional, f"{MUTED} italic"))
    return Content(" ").join(part for part in parts if part)
