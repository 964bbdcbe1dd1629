"""The log of all interviews, in one SQLite file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, cast

from interviewer.store import rows
from interviewer.store.columns import from_document, from_text, from_time
from interviewer.store.connection import BUSY_TIMEOUT, Connection
from interviewer.store.failures import damaged
from interviewer.store.records import (
    AttemptRecord,
    AttemptStatus,
    Document,
    Means,
    SessionRecord,
    SessionSummary,
)
from interviewer.store.statements import inserted, unknown, update


class Log:
    """Interviews and their attempts, kept for good; `Log.open` makes one.

    Any thread may call any method: they take turns. Each method that writes is one transaction, committed
    to the disk when it returns and undone as a whole when it raises, so that it can simply be tried again.
    Every method raises `StoreError`, with a sentence that says what to do, where the log cannot be used or
    an id is unknown.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        """What the other parts of the log are made from."""

    @classmethod
    def open(cls, file: Path, *, busy_timeout: float = BUSY_TIMEOUT) -> Log:
        """Open the log; see `Connection.open`."""
        return cls(Connection.open(file, busy_timeout=busy_timeout))

    def close(self) -> None:
        """Close the log; closing twice does nothing."""
        self.connection.close()

    def __enter__(self) -> Log:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def check(self) -> None:
        """Look for damage in the whole log, which takes a while where there is much.

        Raises:
            StoreError: It is damaged.
        """
        with self.connection.reading() as db:
            (found,) = db.execute("pragma integrity_check(1)").fetchone()
        if found != "ok":
            raise damaged(self.connection.file, found)

    def start_session(self, *, kind: str, setup: Document, at: datetime) -> int:
        """Begin an interview.

        Returns:
            The id of the session.
        """
        with self.connection.writing() as db:
            return inserted(
                db,
                "sessions",
                kind=kind,
                setup=from_document(setup),
                started_at=from_time(at),
                status="running",
            )

    def end_session(self, session_id: int, *, status: Literal["finished", "ended"], at: datetime) -> None:
        """End an interview."""
        with self.connection.writing() as db:
            update(db, "sessions", session_id, status=status, ended_at=from_time(at))

    def ask(
        self,
        session_id: int,
        *,
        question_id: str,
        topic: str,
        question: Document,
        reason: str,
        at: datetime,
        after: int | None = None,
    ) -> int:
        """Log that a question is asked, as the next one of its session.

        Args:
            session_id: The session.
            question_id: Of the bank, or of a question made for this answer.
            topic: Of the question.
            question: The whole question.
            reason: Why it is asked.
            at: When.
            after: Attempt whose answer it follows; None for a question of the interview's own.

        Returns:
            The id of the attempt.
        """
        values = {
            "session_id": session_id,
            "question_id": question_id,
            "topic": topic,
            "document": from_document(question),
            "reason": from_text(reason),
            "asked_at": from_time(at),
            "after": after,
        }
        with self.connection.writing() as db:
            db.execute(rows.KEEP_QUESTION, values)
            cursor = db.execute(rows.ASK, values)
            if not cursor.rowcount:
                raise unknown(db, "sessions", session_id)
            return cast(int, cursor.lastrowid)

    def record(self, attempt_id: int, recording: str | None) -> None:
        """Note the file that the answer is being recorded to, by its name in the recordings folder.

        What was heard in an earlier one no longer stands.
        """
        with self.connection.writing() as db:
            update(db, "attempts", attempt_id, recording=recording)
            db.execute(rows.DROP_TRANSCRIPT, {"attempt_id": attempt_id})

    def answer(
        self,
        attempt_id: int,
        *,
        means: Means,
        seconds: float,
        transcript: Document | None = None,
        answer: str | None = None,
    ) -> None:
        """Log an answer. A transcript or a text that is not given stays as it was.

        A grade that an earlier answer got no longer counts.
        """
        given = {} if answer is None else {"answer": from_text(answer), "draft": None}
        self._settle(attempt_id, "answered", transcript, means=means, seconds=seconds, **given)

    def silent(self, attempt_id: int, *, seconds: float, transcript: Document | None = None) -> None:
        """Log that no speech was heard."""
        self._settle(attempt_id, "silent", transcript, seconds=seconds)

    def skip(self, attempt_id: int, *, seconds: float) -> None:
        """Log that the question was skipped."""
        self._settle(attempt_id, "skipped", None, seconds=seconds)

    def grade(
        self, attempt_id: int, *, assessment: Document, score: float, points: Sequence[Document]
    ) -> None:
        """Log an assessment, which counts from now on; earlier ones are kept.

        Args:
            attempt_id: What was graded.
            assessment: The whole assessment.
            score: 0-100.
            points: Each key point in the bank's order, with `point`, `weight`, `verdict`, `probability`
                (0-1) and `evidence`.
        """
        with self.connection.writing() as db:
            update(db, "attempts", attempt_id, status="graded", score=score)
            assessment_id = inserted(
                db, "assessments", attempt_id=attempt_id, score=score, document=from_document(assessment)
            )
            update(db, "attempts", attempt_id, assessment_id=assessment_id)
            for position, point in enumerate(points, start=1):
                inserted(
                    db,
                    "points",
                    assessment_id=assessment_id,
                    position=position,
                    point=from_text(point["point"]),
                    weight=point["weight"],
                    verdict=point["verdict"],
                    probability=point["probability"],
                    evidence=from_text(point["evidence"]),
                )

    def session(self, session_id: int) -> SessionRecord:
        """One interview."""
        with self.connection.reading() as db:
            found = list(db.query(rows.SESSION, {"id": session_id}))
            if not found:
                raise unknown(db, "sessions", session_id)
            return rows.session_record(found[0])

    def sessions(self, limit: int | None = None, skip: int = 0) -> tuple[SessionSummary, ...]:
        """Interviews, newest first: all, or `limit` of them after the first `skip`."""
        values = {"limit": -1 if limit is None else limit, "skip": skip}
        with self.connection.reading() as db:
            found = db.query(rows.SESSIONS, values)
            return tuple(rows.session_summary(row) for row in found)

    def last_of_each_kind(self) -> tuple[SessionRecord, ...]:
        """The last interview of each kind that was set up and had its questions picked, newest first."""
        with self.connection.reading() as db:
            return tuple(rows.session_record(row) for row in db.query(rows.LAST_SETUPS))

    def attempt(self, attempt_id: int) -> AttemptRecord:
        """One attempt."""
        with self.connection.reading() as db:
            found = list(db.query(rows.ATTEMPT, {"id": attempt_id}))
            if not found:
                raise unknown(db, "attempts", attempt_id)
            return rows.attempt_record(found[0])

    def attempts(self, session_id: int) -> tuple[AttemptRecord, ...]:
        """The attempts of an interview in the order they were asked."""
        self.session(session_id)
        with self.connection.reading() as db:
            found = db.query(rows.ATTEMPTS, {"session_id": session_id})
            return tuple(rows.attempt_record(row) for row in found)

    def attempts_at(self, question_id: str, limit: int, skip: int = 0) -> tuple[AttemptRecord, ...]:
        """The attempts at a question, newest first: `limit` of them after the first `skip`."""
        values = {"question_id": question_id, "limit": limit, "skip": skip}
        with self.connection.reading() as db:
            return tuple(rows.attempt_record(row) for row in db.query(rows.ATTEMPTS_AT, values))

    def _settle(
        self, attempt_id: int, status: AttemptStatus, transcript: Document | None, **values: object
    ) -> None:
        with self.connection.writing() as db:
            update(db, "attempts", attempt_id, status=status, score=None, assessment_id=None, **values)
            if transcript is not None:
                heard = {"attempt_id": attempt_id, "document": from_document(transcript)}
                db.execute(rows.DROP_TRANSCRIPT, heard)
                db.execute(rows.KEEP_TRANSCRIPT, heard)
