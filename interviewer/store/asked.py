"""What came of one question whenever it was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from interviewer.store.columns import to_time
from interviewer.store.connection import Connection
from interviewer.store.records import AttemptStatus

_OF_QUESTION = """
select a.id, a.session_id, s.kind, a.asked_at, a.status, a.score, a.seconds, a.flagged
from attempts a
join sessions s on s.id = a.session_id
where a.question_id = :question_id
order by a.asked_at desc, a.id desc
limit :limit
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRecord:
    """One time that a question was asked."""

    attempt_id: int
    session_id: int
    kind: str
    """Of its session."""
    asked_at: datetime
    status: AttemptStatus
    score: float | None
    seconds: float | None
    """Time the answer took."""
    flagged: bool


class Asked:
    """Looks up the attempts at a question.

    Args:
        connection: Of the open log.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def times(self, question_id: str, limit: int = 200) -> tuple[AskedRecord, ...]:
        """When a question was asked and what came of it, the last time first.

        Args:
            question_id: Of the bank, now or once.
            limit: At most so many.

        Raises:
            StoreError: The log cannot be read.
        """
        values = {"question_id": question_id, "limit": limit}
        with self._connection.reading() as db:
            return tuple(
                AskedRecord(
                    attempt_id=row["id"],
                    session_id=row["session_id"],
                    kind=row["kind"],
                    asked_at=to_time(row["asked_at"]),
                    status=row["status"],
                    score=row["score"],
                    seconds=row["seconds"],
                    flagged=bool(row["flagged"]),
                )
                for row in db.query(_OF_QUESTION, values)
            )
