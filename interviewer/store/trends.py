"""What the log tells of how practice went over time.

What is read of every answer stands in the index `attempts_by_time`, so that no answer is leafed through.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from interviewer.store.columns import from_time, to_time
from interviewer.store.connection import Connection

_CHOSEN = "a.score is not null and (:topic is null or a.topic = :topic) and a.asked_at >= :since"
_DAYS = f"""
select date(a.asked_at, 'localtime') as day, count(*) as answers, avg(a.score) as score
from attempts a where {_CHOSEN} group by day order by day
"""
_SCORES = f"select a.asked_at, a.score from attempts a where {_CHOSEN} order by a.asked_at, a.id"
_SPOKEN = f"""
select a.id, a.asked_at, t.document
from attempts a join transcripts t on t.attempt_id = a.id
where a.means = 'voice' and {_CHOSEN} order by a.asked_at desc, a.id desc limit :most
"""
# `+` keeps to the index by time, which holds all that is asked for. With the one `max` the columns that are
# not counted are those of its row (sqlite.org/lang_select.html, section 2.5): the last answer.
_HARDEST = f"""
with hardest as (
    select a.question_id, count(*) as answers, avg(a.score) as mean, a.score as last,
        max(a.asked_at) as asked_at, a.id,
        (total(a.score) + :drawn * (select avg(a.score) from attempts a where {_CHOSEN}))
            / (count(*) + :drawn) as ease
    from attempts a where {_CHOSEN} and +a.question_id in (select value from json_each(:among))
    group by +a.question_id order by ease limit :most
)
select h.question_id, a.topic, json_extract(q.document, '$.question') as question, h.answers, h.mean, h.last,
    h.asked_at
from hardest h
join attempts a on a.id = h.id
join question_versions q on q.id = a.question_version_id
order by h.ease, h.question_id
"""
_DRAWN = 2.0
"""So many answers of the mean score every question is taken to have besides its own: one bad answer is less
sure a sign than three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredDay:
    """The graded answers of one day."""

    day: date
    """In the time zone of this machine."""
    answers: int
    score: float
    """Their mean, 0-100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenAnswer:
    """A graded answer that was spoken."""

    attempt_id: int
    asked_at: datetime
    transcript: str
    """The document, as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HardQuestion:
    """A question, and how it was answered so far."""

    question_id: str
    topic: str
    question: str
    """As it was asked last."""
    answers: int
    """How many were graded."""
    mean: float
    """Of their scores, 0-100."""
    last: float
    """Score of the last one."""
    asked_at: datetime
    """When that was."""


class TrendQueries:
    """Reads graded answers over time; every method raises `StoreError` where the log cannot be used.

    The arguments are everywhere the same: `topic`, the id of the one that is asked about, or None for all;
    and `since`, the time from which on answers count, or None for ever.

    Args:
        connection: Of the open log.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def days(self, topic: str | None, since: datetime | None) -> tuple[ScoredDay, ...]:
        """The days on which answers were graded, oldest first."""
        with self._connection.reading() as db:
            return tuple(
                ScoredDay(day=date.fromisoformat(day), answers=answers, score=score)
                for day, answers, score in db.execute(_DAYS, _values(topic, since))
            )

    def scores(self, topic: str | None, since: datetime | None) -> tuple[tuple[datetime, float], ...]:
        """When each graded answer was asked for, and its score of 0-100, oldest first."""
        with self._connection.reading() as db:
            found = db.execute(_SCORES, _values(topic, since))
            return tuple((to_time(asked_at), score) for asked_at, score in found)

    def spoken(self, topic: str | None, since: datetime | None, most: int) -> tuple[SpokenAnswer, ...]:
        """The graded answers that were spoken, newest first, `most` of them at most."""
        with self._connection.reading() as db:
            return tuple(
                SpokenAnswer(attempt_id=id, asked_at=to_time(asked_at), transcript=document)
                for id, asked_at, document in db.execute(_SPOKEN, {**_values(topic, since), "most": most})
            )

    def hardest(
        self, topic: str | None, since: datetime | None, most: int, among: Iterable[str]
    ) -> tuple[HardQuestion, ...]:
        """The questions with the lowest mean score, that of few answers drawn to the mean of all.

        Args:
            topic: See the class.
            since: See the class.
            most: So many at most.
            among: Ids of the questions that are looked through.
        """
        values = {**_values(topic, since), "most": most, "drawn": _DRAWN, "among": json.dumps([*among])}
        with self._connection.reading() as db:
            return tuple(
                HardQuestion(**{**row, "asked_at": to_time(row["asked_at"])})
                for row in db.query(_HARDEST, values)
            )


def _values(topic: str | None, since: datetime | None) -> dict[str, object]:
    return {"topic": topic, "since": from_time(since) if since else ""}
