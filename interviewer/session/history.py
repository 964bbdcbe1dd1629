"""The log, read and written as the objects that the rest of the program speaks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from interviewer.bank.question import Question
from interviewer.errors import StoreError
from interviewer.scheduling import Outcome, Pick
from interviewer.scoring.assessment import Assessment
from interviewer.session.setup import Means, Setup
from interviewer.speech.stt.transcript import Transcript
from interviewer.store import AttemptRecord, AttemptStatus, Log, SessionSummary

T = TypeVar("T")


def _now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One question that was asked, and all that came of it, as logged."""

    id: int
    session_id: int
    number: int
    """Place in its session, from 1."""
    question: Question
    """As it stood in the bank when it was asked."""
    reason: str
    """Why it was picked."""
    asked_at: datetime
    status: AttemptStatus
    means: Means | None
    seconds: float | None
    """Time the answer took."""
    recording: Path | None
    transcript: Transcript | None
    """What was heard."""
    answer: str | None
    """What was graded: the transcript as corrected, or the typed text."""
    assessment: Assessment | None

    @property
    def ungraded(self) -> bool:
        """Whether there is an answer that was cut off before it was graded."""
        return self.status in ("asked", "answered") and bool(self.recording or self.answer)

    @property
    def score(self) -> float | None:
        """0-100; None where the answer was not graded."""
        return self.assessment.score if self.assessment else None


class History:
    """Typed reading and writing of the log.

    Args:
        log: The open log.
        recordings: Folder that recordings' names are in.
        now: Gives the time of day, timezone-aware.
    """

    def __init__(self, log: Log, recordings: Path, now: Callable[[], datetime] = _now) -> None:
        self._log, self._recordings, self._now = log, recordings, now

    def start_session(self, kind: str, setup: Setup | None = None) -> int:
        """Log the beginning of an interview; returns its id."""
        document = msgspec.to_builtins(setup) if setup else {}
        return self._log.start_session(kind=kind, setup=document, at=self._now())

    def end_session(self, session_id: int, *, ended_early: bool = False) -> None:
        """Log the end of an interview."""
        self._log.end_session(session_id, status="ended" if ended_early else "finished", at=self._now())

    def ask(self, session_id: int, pick: Pick) -> int:
        """Log that a question is asked; returns the attempt's id."""
        return self._log.ask(
            session_id,
            question_id=pick.question.id,
            topic=pick.question.topic,
            question=msgspec.to_builtins(pick.question),
            reason=pick.reason,
            at=self._now(),
        )

    def new_recording(self, attempt_id: int) -> Path:
        """A file for the answer, noted in the log before anything is in it."""
        try:
            self._recordings.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The folder for recordings {self._recordings} cannot be made: {error.strerror}."
            ) from error
        taken = sum(1 for _ in self._recordings.glob(f"{attempt_id:06d}-*.wav"))
        file = self._recordings / f"{attempt_id:06d}-{taken + 1}.wav"
        self._log.record(attempt_id, file.name)
        return file

    def answer(
        self,
        attempt_id: int,
        *,
        means: Means,
        seconds: float,
        transcript: Transcript | None = None,
        answer: str | None = None,
    ) -> None:
        """Log an answer: at first what was heard, then what shall be graded."""
        self._log.answer(
            attempt_id,
            means=means,
            seconds=seconds,
            transcript=_document(transcript) if transcript else None,
            answer=answer,
        )

    def silent(self, attempt_id: int, *, seconds: float, transcript: Transcript | None = None) -> None:
        """Log that no speech was heard."""
        document = _document(transcript) if transcript else None
        self._log.silent(attempt_id, seconds=seconds, transcript=document)

    def skip(self, attempt_id: int, *, seconds: float) -> None:
        """Log that the question was skipped."""
        self._log.skip(attempt_id, seconds=seconds)

    def grade(self, attempt_id: int, assessment: Assessment) -> None:
        """Log the assessment of the answer."""
        self._log.grade(
            attempt_id,
            assessment=_document(assessment),
            score=assessment.score,
            points=[_document(point) for point in assessment.points],
        )

    def sessions(self, limit: int | None = None) -> tuple[SessionSummary, ...]:
        """Past interviews, newest first."""
        return self._log.sessions(limit)

    def attempts(self, session_id: int) -> tuple[Attempt, ...]:
        """The questions of an interview in the order they were asked."""
        return tuple(self._typed(record) for record in self._log.attempts(session_id))

    def attempt(self, attempt_id: int) -> Attempt:
        """One attempt."""
        return self._typed(self._log.attempt(attempt_id))

    def outcomes(self) -> tuple[Outcome, ...]:
        """What the scheduler learns from: every attempt, oldest first."""
        return tuple(
            Outcome(question_id=row.question_id, topic=row.topic, at=row.asked_at, score=row.score)
            for row in self._log.outcomes()
        )

    def _typed(self, record: AttemptRecord) -> Attempt:
        return Attempt(
            id=record.id,
            session_id=record.session_id,
            number=record.number,
            question=msgspec.convert(record.question, Question),
            reason=record.reason,
            asked_at=record.asked_at,
            status=record.status,
            means=record.means,
            seconds=record.seconds,
            recording=self._recordings / record.recording if record.recording else None,
            transcript=_object(record.transcript, Transcript),
            answer=record.answer,
            assessment=_object(record.assessment, Assessment),
        )


def _document(value: object) -> dict[str, Any]:
    document: dict[str, Any] = msgspec.to_builtins(value)
    return document


def _object(document: dict[str, Any] | None, kind: type[T]) -> T | None:
    return None if document is None else msgspec.convert(document, kind)
