"""A frame around one view of how practice went, and the sentence that tells the same."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static


class TrendPanel(Vertical):
    """A view with a sentence below it; the sentence alone while there is nothing to see.

    Args:
        title: Stands in the frame.
        views: What is seen. The panel itself takes the focus where none of them does.
        id: Of the panel.
    """

    DEFAULT_CSS = """
    TrendPanel {
        height: 1fr;
        border-subtitle-color: $text-muted;
    }
    TrendPanel > .told {
        height: auto;
        max-height: 4;
        color: $text-muted;
    }
    TrendPanel.-empty > * {
        display: none;
    }
    TrendPanel.-empty > .told {
        display: block;
        margin: 1 1;
    }
    """

    def __init__(self, title: str, *views: Widget, id: str) -> None:
        super().__init__(id=id, classes="panel -empty")
        self.border_title = title
        self._views = views
        self._told = False
        self.can_focus = not any(view.can_focus for view in views)

    def compose(self) -> ComposeResult:
        """The views, then the sentence."""
        yield from self._views
        yield Static("Reading the log …", classes="told", markup=False)

    def tell(self, sentence: str, *, empty: bool = False) -> None:
        """Tell what there is to see.

        Args:
            sentence: The same in words.
            empty: Whether there is nothing to see.
        """
        self._told = True
        self.set_class(empty, "-empty")
        self.query_one(".told", Static).update(sentence)

    def wait(self, sentence: str) -> None:
        """Tell what is waited for, where nothing was told yet; what was told before stays."""
        if not self._told:
            self.query_one(".told", Static).update(sentence)

    def enter(self) -> None:
        """Focus what takes it."""
        next((view for view in self._views if view.can_focus and not self.has_class("-empty")), self).focus()
