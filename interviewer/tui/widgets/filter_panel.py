"""Which interviews and answers are shown."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import cast, get_args

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Label

from interviewer.bank import Topic
from interviewer.session.setup import KINDS
from interviewer.session.wording import OUTCOMES
from interviewer.store import AttemptStatus, Narrowing
from interviewer.tui.widgets.choice_panel import ChoicePanel, Choices

_SCORES: dict[str, tuple[float | None, float | None]] = {
    "70 and more": (70, None),
    "40 to 69": (40, 70),
    "under 40": (None, 40),
}
_CHOICES: Choices = {
    "topic": ("Topic", "every topic", {}),
    "kind": ("Kind", "every kind", {kind: kind for kind in (*KINDS, "ask")}),
    "status": ("Ended", "in any way", {status: OUTCOMES[status] for status in get_args(AttemptStatus)}),
    "score": ("Score", "any score", {score: score for score in _SCORES}),
    "flagged": ("Flag", "flagged or not", {"flagged": "⚑ flagged"}),
}
_DATES = {"from": "From", "to": "To"}
_YEARS = range(1971, 3000)
"""The computer can tell when a day of these begins and ends, on every system."""
_WRONG = " ✘"


class FilterPanel(ChoicePanel, can_focus=False):
    """Topic, kind, how it ended, score, flag and days."""

    CHOICES = _CHOICES

    DEFAULT_CSS = """
    FilterPanel {
        height: auto;
        max-height: 100%;
        padding: 1 1 0 1;

        Label.-wrong { color: $text-error; }
        Input { width: 1fr; }
    }
    """

    def compose(self) -> ComposeResult:
        """The choices, and below them the days."""
        yield from super().compose()
        for id, label in _DATES.items():
            with Horizontal():
                yield Label(label, id=f"{id}-label")
                yield Input(placeholder="2025-11-30", id=id, compact=True)

    def offer(self, topics: Iterable[Topic]) -> None:
        """Offer topics to choose from."""
        ordered = sorted(topics, key=lambda topic: topic.title)
        self.offer_names("topic", {topic.id: topic.title for topic in ordered})

    @property
    def narrowing(self) -> Narrowing:
        """What is chosen."""
        at_least, below = _SCORES.get(self.chosen("score") or "", (None, None))
        since, until = self._date("from"), self._date("to")
        return Narrowing(
            topic=self.chosen("topic"),
            kind=self.chosen("kind"),
            status=cast("AttemptStatus | None", self.chosen("status")),
            flagged=self.chosen("flagged") is not None,
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
            at_least=at_least,
            below=below,
        )

    @property
    def words(self) -> str:
        """What is chosen, in words; empty where nothing is."""
        dates = [f"{_DATES[id].lower()} {self._date(id)}" for id in _DATES if self._date(id)]
        return ", ".join(filter(None, [super().words, *dates]))

    def clear(self) -> None:
        """Choose nothing."""
        super().clear()
        for entry in self.query(Input):
            entry.clear()

    @on(Input.Changed)
    def _take_date(self, event: Input.Changed) -> None:
        event.stop()
        for id, label in _DATES.items():
            wrong = bool(self.query_one(f"#{id}", Input).value) and self._date(id) is None
            name = self.query_one(f"#{id}-label", Label)
            name.update(f"{label}{_WRONG}" if wrong else label)
            name.set_class(wrong, "-wrong")
        self.post_message(self.Changed())

    def _date(self, id: str) -> date | None:
        with suppress(ValueError):
            day = date.fromisoformat(self.query_one(f"#{id}", Input).value.strip())
            return day if day.year in _YEARS else None
        return None


def _midnight(day: date) -> datetime:
    """The beginning of a day in the user's time."""
    return datetime.combine(day, time.min).astimezone()
