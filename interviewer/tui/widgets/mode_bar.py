"""The line at the top that shows the places of the app, and which of them one is in."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from interviewer.tui.modes import MODES


class ModeBar(Static):
    """The places with their keys; a click goes to one.

    Args:
        here: Id of the mode that is shown.
    """

    DEFAULT_CSS = """
    ModeBar {
        height: 1;
        padding: 0 1;
        background: $primary-muted;
        color: $text-primary;
    }
    """

    def __init__(self, here: str) -> None:
        super().__init__(_places(here))


def _places(here: str) -> Content:
    return Content.assemble(
        ("interviewer ", "bold"),
        *(
            Content.from_markup(
                f"[@click=app.go_to('{mode.id}')] $key $title [/]", key=mode.key, title=mode.title
            ).stylize("bold reverse" if mode.id == here else "")
            for mode in MODES
        ),
        Content.from_markup("[@click=app.help()] ? Help[/]"),
    )
