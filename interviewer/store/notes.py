"""What the user adds to an attempt: a note, and a flag to find it again."""

from __future__ import annotations

from interviewer.store.columns import from_text
from interviewer.store.connection import Connection
from interviewer.store.statements import update


class Notes:
    """The user's own remarks on attempts.

    Args:
        connection: Of the open log.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, attempt_id: int, note: str) -> None:
        """Keep a note in place of the one before it; an empty one takes it away.

        Raises:
            StoreError: There is no such attempt, or the log cannot be written.
        """
        with self._connection.writing() as db:
            update(db, "attempts", attempt_id, note=from_text(note.strip()) or None)

    def flag(self, attempt_id: int, flagged: bool) -> None:
        """Mark an attempt, or take the mark away.

        Raises:
            StoreError: There is no such attempt, or the log cannot be written.
        """
        with self._connection.writing() as db:
            update(db, "attempts", attempt_id, flagged=flagged)
