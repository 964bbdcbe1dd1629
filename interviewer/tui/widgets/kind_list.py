"""The kinds of interview, one a line: its key, what it is, what it comes to."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from interviewer.session.setup import SessionKind
from interviewer.tui.text import MUTED

KEYS: Final[dict[SessionKind, str]] = {
    "mock": "m",
    "practice": "p",
    "drill": "d",
    "retry": "r",
    "custom": "c",
}
_ABOUT: Final[dict[SessionKind, str]] = {
    "mock": "for a role, timed, feedback at the end",
    "practice": "what adds most now, feedback at once",
    "drill": "your weakest topics, feedback at once",
    "retry": "what you missed in a past interview",
    "custom": "everything as you choose it",
}
_ABOUT_WIDTH = max(map(len, _ABOUT.values()))
_NAME_WIDTH = max(map(len, KEYS))


class KindList(OptionList):
    """The one that is highlighted is chosen, and marked with a sign."""

    DEFAULT_CSS = """
    KindList {
        height: auto;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "Go on", show=False, id="setup.accept", tooltip="Go on to the start"),
    ]

    class Accepted(Message):
        """It is settled which kind it shall be."""

    def __init__(self, *, id: str | None = None) -> None:
        self._facts: dict[SessionKind, str] = {}
        super().__init__(*(Option(kind, id=kind) for kind in KEYS), id=id, classes="panel")
        self.border_title = "Interview"

    @property
    def kind(self) -> SessionKind:
        """The one that is chosen."""
        return list(KEYS)[self.highlighted or 0]

    def action_accept(self) -> None:
        """Tell that it is settled."""
        self.post_message(self.Accepted())

    def choose(self, kind: SessionKind) -> None:
        """Choose a kind."""
        self.highlighted = list(KEYS).index(kind)

    def show(self, facts: dict[SessionKind, str]) -> None:
        """Say what each kind comes to."""
        self._facts = facts
        self._write()

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the sign."""
        super().watch_highlighted(highlighted)
        self._write()

    def _write(self) -> None:
        for kind, key in KEYS.items():
            chosen = kind == self.kind
            line = Content.assemble(
                ("● " if chosen else "○ ", "" if chosen else MUTED),
                (f"{key} ", "bold" if chosen else "bold $text-accent"),
                (f"{kind.capitalize():<{_NAME_WIDTH + 1}}", "bold" if chosen else ""),
                (f"{_ABOUT[kind]:<{_ABOUT_WIDTH + 2}}", "" if chosen else MUTED),
                (self._facts.get(kind, ""), "" if chosen else MUTED),
            )
            self.replace_option_prompt(kind, line)
