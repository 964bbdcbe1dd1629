"""Which questions are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Label, Select

from interviewer.bank import Bank, Difficulty, Kind
from interviewer.session.catalogue import Practice
from interviewer.tui.widgets.question_table import SIGNS

_CHOICES: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "topic": ("Topic", "every topic", {}),
    "difficulty": ("Level", "every level", {each: each for each in get_args(Difficulty)}),
    "kind": ("Kind", "every kind", {each: each for each in get_args(Kind)}),
    "role": ("Role", "every role", {}),
    "practice": ("Answer", "asked or not", {each: each for each in get_args(Practice)}),
    "origin": (
        "From",
        "anywhere",
        {
            "bank": "the bank",
            "own": f"{SIGNS['own']} my own",
            "imported": f"{SIGNS['imported']} imported",
            "proposed": f"{SIGNS['proposed']} points to accept",
            "draft": f"{SIGNS['draft']} drafts",
        },
    ),
}
"""Of each choice its name, what stands there while nothing is chosen, and what there is to choose."""


class QuestionFilter(VerticalScroll, can_focus=False):
    """Topic, level, kind, role, how the last answer was, and whose question it is.

    Args:
        id: Of the widget.
    """

    DEFAULT_CSS = """
    QuestionFilter {
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
        self._names = {id: dict(names) for id, (_, _, names) in _CHOICES.items()}

    def compose(self) -> ComposeResult:
        """A choice beside each name."""
        for id, (label, prompt, names) in _CHOICES.items():
            with Horizontal():
                yield Label(label)
                yield Select(_options(names), prompt=prompt, id=id, compact=True)

    def offer(self, bank: Bank) -> None:
        """Offer the topics and roles of a bank to choose from."""
        topics = {topic.id: topic.title for topic in sorted(bank.topics, key=lambda topic: topic.title)}
        self._offer("topic", topics)
        self._offer("role", {role.id: role.title for role in bank.roles})

    @property
    def choices(self) -> dict[str, Any]:
        """What is chosen, by the name of the choice; None where nothing is."""
        return {id: self._chosen(id) for id in _CHOICES}

    @property
    def words(self) -> str:
        """What is chosen, in words; empty where nothing is."""
        return ", ".join(self._names[id][value] for id in _CHOICES if (value := self._chosen(id)))

    def clear(self) -> None:
        """Choose nothing."""
        for select in self.query(Select):
            select.clear()

    @on(Select.Changed)
    def _tell(self, event: Select.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())

    def _offer(self, id: str, names: dict[str, str]) -> None:
        if names == self._names[id]:
            return
        self._names[id] = names
        select, chosen = self.query_one(f"#{id}", Select), self._chosen(id)
        with self.prevent(Select.Changed):
            select.set_options(_options(names))
            if chosen in names:
                select.value = chosen

    def _chosen(self, id: str) -> str | None:
        value = self.query_one(f"#{id}", Select).value
        return None if value is Select.NULL else str(value)


def _options(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for value, name in names.items()]
