"""Which topic the cards of a deck come to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interviewer.bank.importing.card import Card
from interviewer.bank.importing.names import slug
from interviewer.bank.problem import nearest
from interviewer.bank.question import Topic
from interviewer.bank.rules import NAME
from interviewer.errors import BankError


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A topic that cards come to."""

    id: str
    title: str


class TopicMap:
    """Finds the topic of a card.

    By what the user said of a tag or a deck, else of all cards; else a topic that is there and bears the
    name of the innermost deck or of a tag; else a topic of its own, made from the deck's name.

    Args:
        known: The topics that there are.
        every: Id of the topic that every card comes to which is not mapped; None for by deck and tag.
        mapped: Ids of topics by the name of a deck, whole or innermost, or of a tag.
        file_name: Names the topic of cards without a deck.

    Raises:
        BankError: An id cannot be one of a topic.
    """

    def __init__(
        self, known: Sequence[Topic], every: str | None, mapped: Mapping[str, str], file_name: str
    ) -> None:
        for id in (*mapped.values(), *((every,) if every else ())):
            if not NAME.fullmatch(id):
                mend = nearest(
                    slug(id), [topic.id for topic in known], f"write it as '{slug(id) or 'my-topic'}'"
                )
                raise BankError(
                    f"'{id}' cannot be a topic: its id is small letters, digits and hyphens; {mend}"
                )
        self._titles = {topic.id: topic.title for topic in known}
        self._by_name = {topic.title.casefold(): topic.id for topic in known} | {
            topic.id: topic.id for topic in known
        }
        self._every, self._file_name = every, file_name
        self._mapped = {name.casefold(): id for name, id in mapped.items()}

    def home(self, card: Card) -> Home:
        """The topic that a card comes to."""
        names = (*card.tags, card.deck, card.deck.rpartition("::")[2])
        said = next(
            (self._mapped[name.casefold()] for name in names if name.casefold() in self._mapped), None
        )
        if id := said or self._every:
            return self._topic(id, id.replace("-", " ").capitalize())
        there = (self._known(name) for name in (card.deck.rpartition("::")[2], *card.tags))
        if id := next(filter(None, there), None):
            return self._topic(id, id)
        title = card.deck.replace("::", ": ") or self._file_name
        return self._topic(_own_id(title), title)

    def _known(self, name: str) -> str | None:
        return self._by_name.get(name.casefold()) or self._by_name.get(slug(name))

    def _topic(self, id: str, title: str) -> Home:
        return Home(id=id, title=self._titles.get(id, title))


def _own_id(title: str) -> str:
    """An id for a new topic; for a title without Latin letters one that no other title has."""
    return slug(title) or f"deck-{hashlib.sha256(title.encode()).hexdigest()[:8]}"
