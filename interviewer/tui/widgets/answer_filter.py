"""Chooses which answers count: of which topic, and of what time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Select

_PERIODS = (("30 days", 30), ("90 days", 90), ("A year", 365))


@dataclass(frozen=True)
class Chosen:
    """Which answers count; all where nothing is chosen."""

    topic: str | None = None
    """Id of the topic."""
    days: int | None = None
    """From how many days ago on."""


class AnswerFilter(Horizontal):
    """Two lists beside each other, whose ids are `topic` and `period`; `Select.Changed` tells of a change."""

    DEFAULT_CSS = """
    AnswerFilter {
        height: 1;
        width: 1fr;

        #topic { width: 1fr; max-width: 40; margin: 0 0 0 1; }
        #period { width: 12; margin: 0 1 0 0; }
        SelectCurrent #label, SelectCurrent .arrow { color: $foreground; }
        SelectCurrent #label { text-wrap: nowrap; text-overflow: ellipsis; }
        SelectOverlay { width: 44; constrain: inside inside; }
        #period SelectOverlay { width: 14; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._topics: Sequence[tuple[str, str]] = ()

    def compose(self) -> ComposeResult:
        """The lists; the topics are yet to be offered."""
        yield Select[str]([], prompt="Every topic", id="topic", compact=True)
        yield Select(_PERIODS, prompt="All time", id="period", compact=True)

    @property
    def chosen(self) -> Chosen:
        """What is chosen now."""
        topic, period = (self.query_one(id, Select).value for id in ("#topic", "#period"))
        return Chosen(
            None if topic is Select.NULL else str(topic), period if isinstance(period, int) else None
        )

    def offer(self, topics: Sequence[tuple[str, str]]) -> None:
        """Offer topics, by title and id; the one that is chosen stays, where it is among them."""
        if topics == self._topics:
            return
        self._topics = topics
        select = self.query_one("#topic", Select)
        with self.prevent(Select.Changed):
            chosen = select.value
            select.set_options(topics)
            if any(chosen == id for _, id in topics):
                select.value = chosen

    def open(self, select: str) -> None:
        """Open one of the lists.

        Args:
            select: Its id.
        """
        opened = self.query_one(f"#{select}", Select)
        opened.focus()
        opened.action_show_overlay()
