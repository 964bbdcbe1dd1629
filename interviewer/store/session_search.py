"""Finds interviews, in any order."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from interviewer.store.connection import Connection
from interviewer.store.narrowing import EVERYTHING, Narrowing
from interviewer.store.records import SessionSummary
from interviewer.store.rows import session_summary

SessionOrder = Literal["newest", "kind", "weakest", "asked", "graded", "longest", "end"]
"""By when they began, by kind, the lowest mean score first, the most questions first and so on."""

_ORDERS: dict[SessionOrder, tuple[str, bool]] = {
    "newest": ("s.started_at", True),
    "kind": ("s.kind", False),
    "weakest": ("t.mean_score is null, t.mean_score", False),
    "asked": ("coalesce(t.asked, 0)", True),
    "graded": ("coalesce(t.graded, 0)", True),
    "longest": ("coalesce(t.seconds, 0)", True),
    "end": ("s.status", False),
}
"""What to sort by, and whether the greatest comes first."""

# What the attempts of a session come to, which is summed up over the whole log only where it must be.
_TALLY = """
left join (
    select session_id, count(*) as asked, sum(status = 'graded') as graded, avg(score) as mean_score,
        total(seconds) as seconds
    from attempts group by session_id
) t on t.session_id = s.id
"""
_SUMMARY = """
select s.*,
    count(a.id) as asked,
    coalesce(sum(a.status in ('answered', 'graded')), 0) as answered,
    coalesce(sum(a.status = 'graded'), 0) as graded,
    coalesce(sum(a.status = 'skipped'), 0) as skipped,
    avg(a.score) as mean_score,
    total(a.seconds) as seconds
from sessions s
left join attempts a on a.session_id = s.id
where s.id in (select value from json_each(:ids))
group by s.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSessions:
    """What was found: some of it, and how much there is in all."""

    sessions: tuple[SessionSummary, ...]
    total: int


class SessionSearch:
    """Lists the interviews of the log.

    Args:
        connection: Of the open log.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(
        self,
        narrowing: Narrowing = EVERYTHING,
        *,
        order: SessionOrder = "newest",
        backwards: bool = False,
        limit: int = 50,
        skip: int = 0,
    ) -> FoundSessions:
        """Find interviews.

        Args:
            narrowing: Only those with an attempt of this topic, status and flag; its kind, its days and the
                limits of its score are asked of the interview and of its mean score.
            order: What comes first; what has no score is last.
            backwards: Turn the order round.
            limit: At most so many; `FoundSessions.total` counts the others too.
            skip: Leave out so many at the beginning.

        Raises:
            StoreError: The log cannot be read.
        """
        column, greatest_first = _ORDERS[order]
        direction = "desc" if greatest_first is not backwards else "asc"
        where = " and ".join(["true", *narrowing.of_sessions()])
        page = (
            f"select s.id from sessions s {_tally(column + where)} where {where} "
            f"order by {column} {direction}, s.id desc limit :limit offset :skip"
        )
        values = {**narrowing.values, "limit": limit, "skip": skip}
        with self._connection.reading() as db:
            ids = [id for (id,) in db.execute(page, values)]
            summaries = {
                row["id"]: session_summary(row) for row in db.query(_SUMMARY, {"ids": json.dumps(ids)})
            }
            (total,) = db.execute(
                f"select count(*) from sessions s {_tally(where)} where {where}", values
            ).fetchone()
        return FoundSessions(sessions=tuple(summaries[id] for id in ids if id in summaries), total=total)


def _tally(conditions: str) -> str:
    """The sums over attempts, where the conditions ask for some."""
    return _TALLY if "t." in conditions else ""
