"""Which interviews and answers are shown."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import cast, get_args

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Label, Select

from interviewer.bank import Topic
from interviewer.session.setup import KINDS
from interviewer.session.wording import OUTCOMES
from interviewer.store import AttemptStatus, Narrowing

_SCORES: dict[str, tuple[float | None, float | None]] = {
    "70 and more": (70, None),
    "40 to 69": (40, 70),
    "under 40": (None, 40),
}
_CHOICES: dict[str, tuple[str, str, dict[str, str]]] = {
    "topic": ("Topic", "every topic", {}),
    "kind": ("Kind", "every kind", {kind: kind for kind in (*KINDS, "ask")}),
    "status": ("Ended", "in any way", {status: OUTCOMES[status] for status in get_args(AttemptStatus)}),
    "score": ("Score", "any score", {score: score for score in _SCORES}),
    "flagged": ("Flag", "flagged or not", {"flagged": "⚑ flagged"}),
}
"""Of each choice its name, what stands there while nothing is chosen, and what there is to choose."""
_DATES = {"from": "From", "to": "To"}
_YEARS = range(1971, 3000)
"""The computer can tell when a day of these begins and ends, on every system."""
_WRONG = " ✘"


class FilterPanel(VerticalScroll, can_focus=False):
    """Topic, kind, how it ended, score, flag and days.

    Args:
        id: Of the widget.
    """

    DEFAULT_CSS = """
    FilterPanel {
        width: 34;
        height: auto;
        max-height: 100%;
        padding: 1 1 0 1;

        Horizontal { height: 1; margin-bottom: 1; }
        Label { color: $text-muted; width: 8; }
        Label.-wrong { color: $text-error; }
        Select, Input { width: 1fr; }
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
        for id, label in _DATES.items():
            with Horizontal():
                yield Label(label, id=f"{id}-label")
                yield Input(placeholder="2025-11-30", id=id, compact=True)

    def offer(self, topics: Iterable[Topic]) -> None:
        """Offer topics to choose from."""
        names = {topic.id: topic.title for topic in sorted(topics, key=lambda topic: topic.title)}
        if names != self._names["topic"]:
            self._names["topic"] = names
            select, chosen = self.query_one("#topic", Select), self._chosen("topic")
            with self.prevent(Select.Changed):
                select.set_options(_options(names))
                if chosen in names:
                    select.value = chosen

    @property
    def narrowing(self) -> Narrowing:
        """What is chosen."""
        at_least, below = _SCORES.get(self._chosen("score") or "", (None, None))
        since, until = self._date("from"), self._date("to")
        return Narrowing(
            topic=self._chosen("topic"),
            kind=self._chosen("kind"),
            status=cast("AttemptStatus | None", self._chosen("status")),
            flagged=self._chosen("flagged") is not None,
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
            at_least=at_least,
            below=below,
        )

    @property
    def words(self) -> str:
        """What is chosen, in words; empty where nothing is."""
        chosen = [self._names[id][value] for id in _CHOICES if (value := self._chosen(id))]
        dates = [f"{_DATES[id].lower()} {self._date(id)}" for id in _DATES if self._date(id)]
        return ", ".join([*chosen, *dates])

    def clear(self) -> None:
        """Choose nothing."""
        for select in self.query(Select):
            select.clear()
        for entry in self.query(Input):
            entry.clear()

    @on(Select.Changed)
    @on(Input.Changed)
    def _tell(self, event: Message) -> None:
        event.stop()
        for id, label in _DATES.items():
            wrong = bool(self.query_one(f"#{id}", Input).value) and self._date(id) is None
            name = self.query_one(f"#{id}-label", Label)
            name.update(f"{label}{_WRONG}" if wrong else label)
            name.set_class(wrong, "-wrong")
        self.post_message(self.Changed())

    def _chosen(self, id: str) -> str | None:
        value = self.query_one(f"#{id}", Select).value
        return None if value is Select.NULL else str(value)

    def _date(self, id: str) -> date | None:
        with suppress(ValueError):
            day = date.fromisoformat(self.query_one(f"#{id}", Input).value.strip())
            return day if day.year in _YEARS else None
        return None


def _options(names: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for value, name in names.items()]


def _midnight(day: date) -> datetime:
    """The beginning of a day in the user's time."""
    return datetime.combine(day, time.min).astimezone()
