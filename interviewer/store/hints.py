"""The hints that were taken at an attempt."""

from __future__ import annotations

from interviewer.store import rows
from interviewer.store.columns import from_text
from interviewer.store.connection import Connection


class Hints:
    """Keeps hints in the order they were taken; they stay with the attempt for good.

    Args:
        connection: Of the open log.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, attempt_id: int, *, text: str, cost: float) -> None:
        """Keep one more.

        Args:
            attempt_id: The answer that it helps with.
            text: What it says.
            cost: Points of 100.

        Raises:
            StoreError: The log cannot be written.
        """
        values = {"attempt_id": attempt_id, "text": from_text(text), "cost": cost}
        with self._connection.writing() as db:
            db.execute(rows.KEEP_HINT, values)
