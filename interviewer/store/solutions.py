"""The code of answers, and what came of running it."""

from __future__ import annotations

from interviewer.store import rows
from interviewer.store.columns import from_document, from_text
from interviewer.store.connection import Connection
from interviewer.store.records import Document


class Solutions:
    """At most one solution for each attempt: what was submitted last, beside what stands in the editor.

    Every method raises `StoreError` where the log cannot be written.

    Args:
        connection: Of the open log.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def submit(self, attempt_id: int, *, code: str, result: Document, score: float) -> None:
        """Keep code with what came of running it, in place of what was submitted before.

        Args:
            attempt_id: An attempt at a question that asks for code.
            code: What was run.
            result: All that came of it.
            score: Of the code alone, 0-100.
        """
        values = {
            "attempt_id": attempt_id,
            "code": from_text(code),
            "result": from_document(result),
            "score": score,
        }
        with self._connection.writing() as db:
            db.execute(rows.BEGIN_SOLUTION, values)
            db.execute(rows.SUBMIT, values)

    def explain(self, attempt_id: int) -> None:
        """Note that the candidate is done with the code and goes on to explain it."""
        with self._connection.writing() as db:
            db.execute(rows.EXPLAIN, {"attempt_id": attempt_id})
