"""What to look for in the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast, get_args

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Select

from interviewer.bank import Topic
from interviewer.session.wording import OUTCOMES
from interviewer.store import AttemptStatus, Order

_ORDERS: dict[Order, str] = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "weakest": "Weakest first",
}


@dataclass(frozen=True)
class Wanted:
    """What is looked for; false where that is nothing."""

    words: str
    topic: str | None
    status: AttemptStatus | None
    order: Order

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.topic or self.status)


class SearchBar(Horizontal):
    """Words, topic, how it ended, and what comes first.

    Args:
        topics: To choose from.
        id: Of the widget.
    """

    DEFAULT_CSS = """
    SearchBar {
        height: 1;
    }
    SearchBar Input {
        width: 1fr;
    }
    SearchBar Select {
        width: 17;
        margin-left: 1;
    }
    """

    class Changed(Message):
        """Something else is looked for."""

    def __init__(self, topics: Iterable[Topic], *, id: str) -> None:
        super().__init__(id=id)
        self._topics = sorted((topic.title, topic.id) for topic in topics)

    def compose(self) -> ComposeResult:
        """The words, then the choices."""
        yield Input(placeholder="Words said or asked", id="words", compact=True)
        yield Select(self._topics, prompt="Every topic", id="topic", compact=True)
        statuses = [(OUTCOMES[status], status) for status in get_args(AttemptStatus)]
        yield Select(statuses, prompt="Any end", id="status", compact=True)
        orders = [(label, order) for order, label in _ORDERS.items()]
        yield Select(orders, value="newest", allow_blank=False, id="order", compact=True)

    @property
    def wanted(self) -> Wanted:
        """What is looked for now."""
        return Wanted(
            words=self.query_one("#words", Input).value,
            topic=self._chosen("#topic"),
            status=cast("AttemptStatus | None", self._chosen("#status")),
            order=cast(Order, self._chosen("#order")),
        )

    def clear(self) -> None:
        """Look for nothing."""
        for select in ("#topic", "#status"):
            self.query_one(select, Select).clear()
        self.query_one("#words", Input).clear()

    @on(Input.Changed)
    @on(Select.Changed)
    def _tell(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed())

    def _chosen(self, id: str) -> str | None:
        value = self.query_one(id, Select).value
        return None if value is Select.NULL else str(value)
