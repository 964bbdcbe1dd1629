"""Verdicts of the user on the key points of an answer, kept beside those of the machine."""

from __future__ import annotations

from datetime import datetime

from interviewer.store import rows
from interviewer.store.columns import from_text, from_time
from interviewer.store.connection import Connection


class Overrides:
    """One verdict for each key point that the user disagrees on, by the words of the point.

    They belong to the attempt and not to one of its assessments, so that they stay when it is graded again.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, attempt_id: int, *, point: str, verdict: str, reason: str, at: datetime) -> None:
        """Keep a verdict, in place of one before it."""
        values = {
            "attempt_id": attempt_id,
            "point": from_text(point),
            "verdict": verdict,
            "reason": from_text(reason),
            "made_at": from_time(at),
        }
        with self._connection.writing() as db:
            db.execute(rows.SET_OVERRIDE, values)

    def withdraw(self, attempt_id: int, point: str) -> bool:
        """Take a verdict back; gives whether there was one."""
        values = {"attempt_id": attempt_id, "point": from_text(point)}
        with self._connection.writing() as db:
            return bool(db.execute(rows.WITHDRAW_OVERRIDE, values).rowcount)

    def count(self, attempt_id: int, score: float) -> None:
        """Have this score, 0-100, count for an attempt, which is graded by it.

        Those of its assessment and of its code stay as they were.
        """
        with self._connection.writing() as db:
            db.execute(rows.COUNT_SCORE, {"attempt_id": attempt_id, "score": score})
