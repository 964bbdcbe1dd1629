"""Lists to choose from, one below the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Label, Select

Choices = Mapping[str, tuple[str, str, Mapping[str, str]]]
"""Of each choice its name, what stands there while nothing is chosen, and what there is to choose."""


class ChoicePanel(VerticalScroll, can_focus=False):
    """A name beside each list; which lists there are, a subclass says.

    Args:
        id: Of the widget.
    """

    CHOICES: ClassVar[Choices]

    DEFAULT_CSS = """
    ChoicePanel {
        width: 34;

        Horizontal { height: 1; margin-bottom: 1; }
        Label { color: $text-muted; width: 8; }
        Select { width: 1fr; }
    }
    """

    class Changed(Message):
        """Something else shall be shown."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="panel")
        self.border_title = "Filter"
        self._names = {id: dict(names) for id, (_, _, names) in self.CHOICES.items()}

    def compose(self) -> ComposeResult:
        """A choice beside each name."""
        for id, (label, prompt, names) in self.CHOICES.items():
            with Horizontal():
                yield Label(label)
                yield Select(_options(names), prompt=prompt, id=id, compact=True)

    @property
    def words(self) -> str:
        """What is chosen, in words; empty where nothing is."""
        return ", ".join(self._names[id][value] for id in self.CHOICES if (value := self.chosen(id)))

    def chosen(self, id: str) -> str | None:
        """What is chosen of one list; None where nothing is."""
        value = self.query_one(f"#{id}", Select).value
        return None if value is Select.NULL else str(value)

    def offer_names(self, id: str, names: dict[str, str]) -> None:
        """Offer other things to choose in a list; what is chosen stays, where it is among them."""
        if names == self._names[id]:
            return
        self._names[id] = names
        select, chosen = self.query_one(f"#{id}", Select), self.chosen(id)
        with self.prevent(Select.Changed):
            select.set_options(_options(names))
            if chosen in names:
                select.value = chosen

    def clear(self) -> None:
        """Choose nothing."""
        for select in self.query(Select):
            select.clear()

    @on(Select.Changed)
    def _tell(self, event: Select.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())


def _options(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for value, name in names.items()]
