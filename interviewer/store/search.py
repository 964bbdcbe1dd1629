"""Finds attempts by the words in them: in the question, the answer, what was heard, the note, the code."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any, Literal, NamedTuple

from interviewer.store.columns import from_text, to_time
from interviewer.store.connection import Connection
from interviewer.store.narrowing import EVERYTHING, Narrowing
from interviewer.store.records import AttemptStatus

Order = Literal["newest", "oldest", "weakest", "longest", "topic", "question", "kind"]
"""By when they came into the log; `weakest`: the lowest score first, then what was not graded; `longest`: by
the time that the answer took; the others by the words of that column."""

_QUESTION = (
    "(select json_extract(document, '$.question') from question_versions where id = a.question_version_id)"
)
_ORDERS: dict[Order, tuple[str, bool]] = {
    "newest": ("{id}", True),
    "oldest": ("{id}", False),
    "weakest": ("a.score is null, a.score", False),
    "longest": ("a.seconds is null, a.seconds", True),
    "topic": ("a.topic", False),
    "question": (_QUESTION, False),
    "kind": ("(select kind from sessions where id = a.session_id)", False),
}
"""What to sort by, and whether the greatest comes first."""
_COLUMNS = f"""a.id as attempt_id, a.session_id, a.number, a.asked_at, a.question_id, a.topic, a.status,
    a.score, a.seconds, a.flagged, (select kind from sessions where id = a.session_id) as kind,
    {_QUESTION} as question"""
_SHORTEST_BEGINNING = 2
"""Letters from which a word may stand for all that begin with it: the index holds beginnings from here on."""
_MARK = re.compile("[\x02\x03]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """The part of a text that holds what was looked for."""

    text: str
    hits: tuple[tuple[int, int], ...] = ()
    """Where in `text` the words are: first character, and the one after the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAttempt:
    """One attempt that was found."""

    attempt_id: int
    session_id: int
    number: int
    """Place in its session, from 1."""
    kind: str
    """Of its session."""
    asked_at: datetime
    question_id: str
    topic: str
    question: str
    status: AttemptStatus
    score: float | None
    seconds: float | None
    """Time the answer took."""
    flagged: bool
    snippet: Snippet


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search has found: the first of it, and how much there is in all."""

    attempts: tuple[FoundAttempt, ...]
    total: int


class Search:
    """Search in the log.

    Words are found whatever their case and accents; all of them must be there. Signs only part words, so that
    no text is wrong as a query. The index is kept by triggers in the database itself.

    Args:
        connection: Of the open log.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(
        self,
        words: str,
        narrowing: Narrowing = EVERYTHING,
        *,
        unfinished: bool = False,
        order: Order = "newest",
        backwards: bool = False,
        limit: int = 50,
        skip: int = 0,
    ) -> Found:
        """Find attempts.

        Args:
            words: What to look for; without any word every attempt is found.
            narrowing: Which of them are meant.
            unfinished: Whether the last word is still being typed and stands for all that begin with it.
            order: What comes first.
            backwards: Turn the order round; what has no score or time stays last.
            limit: At most so many; `Found.total` counts the others too.
            skip: Leave out so many at the beginning.

        Raises:
            StoreError: The log cannot be read.
        """
        matching = _matching(words, unfinished=unfinished, topic=narrowing.topic)
        source = _MATCHING if matching else _EVERY
        values = {**narrowing.values, "matching": matching, "limit": limit, "skip": skip}
        conditions = narrowing.of_attempts()
        where = " and ".join([source.condition, *conditions])
        counted = f"{source.table} {source.attempts}" if conditions else source.table
        column, greatest_first = _ORDERS[order]
        order_by = column.format(id=source.id) + (" desc" if greatest_first is not backwards else " asc")
        if order not in ("newest", "oldest"):
            order_by += f", {source.id} desc"
        page = (
            f"select {source.id} from {source.table} {source.attempts} where {where} "
            f"order by {order_by} limit :limit offset :skip"
        )
        # Snippets take long: they are made of the page alone, in one way through what matches.
        rows = (
            f"select {_COLUMNS}, {source.snippet} as snippet from {source.table} {source.attempts} "
            f"where {source.condition} and {source.on_page}"
        )
        with self._connection.reading() as db:
            ids = [id for (id,) in db.execute(page, values)]
            found = {row["attempt_id"]: row for row in db.query(rows, {**values, "ids": json.dumps(ids)})}
            (total,) = db.execute(f"select count(*) from {counted} where {where}", values).fetchone()
        attempts = tuple(_found(found[id]) for id in ids if id in found)
        return Found(attempts=attempts, total=total)


class _Source(NamedTuple):
    """Where a search looks, as parts of a query."""

    table: str
    attempts: str
    """Joins the attempts as `a`, where the table is not theirs."""
    id: str
    condition: str
    on_page: str
    """Narrows it to `:ids`."""
    snippet: str


_MATCHING = _Source(
    table="attempt_search",
    attempts="left join attempts a on a.id = attempt_search.rowid",
    id="attempt_search.rowid",
    condition="attempt_search match :matching",
    on_page="+attempt_search.rowid in (select value from json_each(:ids))",  # +: not one search for each
    snippet="snippet(attempt_search, -1, char(2), char(3), '…', 24)",
)
_EVERY = _Source(
    table="attempts a",
    attempts="",
    id="a.id",
    condition="true",
    on_page="a.id in (select value from json_each(:ids))",
    snippet="(select substr(coalesce(answer, heard, ''), 1, 200) from attempt_texts where id = a.id)",
)


def _matching(words: str, *, unfinished: bool, topic: str | None) -> str:
    """The query in the language of FTS5; empty where there is no word."""
    text = from_text(words).replace("\0", " ")
    parts = [part.replace('"', '""') for part in text.split() if any(map(str.isalnum, part))]
    if not parts:
        return ""
    query = " ".join(f'"{part}"' for part in parts)
    if unfinished and not text[-1].isspace() and len(parts[-1]) >= _SHORTEST_BEGINNING:
        query += " *"
    query = f"{{question answer heard note code}} : ({query})"
    if topic:
        topic = topic.replace('"', '""')
        query += f' AND topic : "{topic}"'
    return query


def _found(row: dict[str, Any]) -> FoundAttempt:
    return FoundAttempt(
        **{
            **row,
            "asked_at": to_time(row["asked_at"]),
            "flagged": bool(row["flagged"]),
            "snippet": _snippet(row["snippet"]),
        }
    )


def _snippet(marked: str) -> Snippet:
    """The text on one line and without its marks, and where they stood."""
    parts = _MARK.split(" ".join(marked.split()))
    ends = list(accumulate(map(len, parts)))
    return Snippet(text="".join(parts), hits=tuple(zip(ends[::2], ends[1::2], strict=False)))
