"""Finds attempts by the words in them: in the question, the answer, what was heard, the note, the code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any, Literal, NamedTuple

from interviewer.store.columns import from_text, to_time
from interviewer.store.connection import Connection
from interviewer.store.records import AttemptStatus

Order = Literal["newest", "oldest", "weakest"]
"""By when they came into the log; `weakest`: the lowest score first, then what was not graded."""

_ORDERS: dict[Order, str] = {
    "newest": "{id} desc",
    "oldest": "{id}",
    "weakest": "a.score is null, a.score, {id} desc",
}
_NARROWING = {"topic": "a.topic = :topic", "status": "a.status = :status", "flagged": "a.flagged"}
_COLUMNS = """a.id as attempt_id, a.session_id, a.number, a.asked_at, a.question_id, a.topic, a.status,
    a.score, a.flagged, (
        select json_extract(document, '$.question') from question_versions where id = a.question_version_id
    ) as question"""
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
    asked_at: datetime
    question_id: str
    topic: str
    question: str
    status: AttemptStatus
    score: float | None
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
        *,
        unfinished: bool = False,
        topic: str | None = None,
        status: AttemptStatus | None = None,
        flagged: bool = False,
        order: Order = "newest",
        limit: int = 50,
    ) -> Found:
        """Find attempts.

        Args:
            words: What to look for; without any word every attempt is found.
            unfinished: Whether the last word is still being typed and stands for all that begin with it.
            topic: Only of this topic.
            status: Only with this status.
            flagged: Only those that the user has flagged.
            order: What comes first.
            limit: At most so many; `Found.total` counts the others too.

        Raises:
            StoreError: The log cannot be read.
        """
        matching = _matching(words, unfinished=unfinished, topic=topic)
        source = _MATCHING if matching else _EVERY
        values = {"matching": matching, "topic": topic, "status": status, "flagged": flagged, "limit": limit}
        narrowed = [condition for name, condition in _NARROWING.items() if values[name]]
        where = " and ".join([source.condition, *narrowed])
        counted = f"{source.table} {source.attempts}" if narrowed else source.table
        order_by = _ORDERS[order].format(id=source.id)
        with self._connection.reading() as db:
            rows = db.query(
                f"select {_COLUMNS}, {source.snippet} as snippet from {source.table} {source.attempts} "
                f"where {where} order by {order_by} limit :limit",
                values,
            )
            attempts = tuple(_found(row) for row in rows)
            (total,) = db.execute(f"select count(*) from {counted} where {where}", values).fetchone()
        return Found(attempts=attempts, total=total)


class _Source(NamedTuple):
    """Where a search looks, as parts of a query."""

    table: str
    attempts: str
    """Joins the attempts as `a`, where the table is not theirs."""
    id: str
    condition: str
    snippet: str


_MATCHING = _Source(
    table="attempt_search",
    attempts="left join attempts a on a.id = attempt_search.rowid",
    id="attempt_search.rowid",
    condition="attempt_search match :matching",
    snippet="snippet(attempt_search, -1, char(2), char(3), '…', 24)",
)
_EVERY = _Source(
    table="attempts a",
    attempts="",
    id="a.id",
    condition="true",
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
