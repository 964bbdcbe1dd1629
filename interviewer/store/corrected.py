"""The spoken answers whose transcript the user has changed."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.store.connection import Connection

_LATEST = 200
"""Spoken answers that are looked through."""

_CORRECTED = """
select a.topic, json_extract(t.document, '$.text') as heard, a.answer
from (
    select id, topic, answer from attempts
    where means = 'voice' and answer is not null order by id desc limit :latest
) a
join transcripts t on t.attempt_id = a.id
where heard <> '' and heard <> a.answer
order by a.id desc
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedAnswer:
    """What was heard, and what the user made of it."""

    topic: str
    """Of the question."""
    heard: str
    answer: str


class CorrectedAnswers:
    """Finds corrected answers.

    Args:
        connection: Of the open log.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest(self) -> tuple[CorrectedAnswer, ...]:
        """The corrected ones among the latest 200 spoken answers, newest first.

        Raises:
            StoreError: The log cannot be read.
        """
        with self._connection.reading() as db:
            return tuple(CorrectedAnswer(**row) for row in db.query(_CORRECTED, {"latest": _LATEST}))
