"""The log, read and written as the objects that the rest of the program speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from interviewer.bank.question import Question
from interviewer.coding.result import CodeResult
from interviewer.errors import StoreError
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, Ruling, Verdict
from interviewer.scoring.overriding import overridden
from interviewer.session.hints import Hint, less
from interviewer.session.setup import Means, Setup, as_logged
from interviewer.session.solution import Solution, points
from interviewer.speech.stt.transcript import Transcript
from interviewer.store import (
    AttemptRecord,
    AttemptStatus,
    Hints,
    Log,
    Overrides,
    Running,
    SessionSummary,
    Solutions,
)
from interviewer.store.private import make_folder

T = TypeVar("T")


def _now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """The user's verdict on one key point of an answer."""

    point: str
    verdict: Ruling
    instead_of: Verdict | None
    """The machine's verdict; None where its assessment has no such point."""
    reason: str
    """The user's, why."""
    made_at: datetime


def counting(assessment: Assessment | None, overrides: Iterable[Override]) -> Assessment | None:
    """The assessment that counts: the machine's, with the user's verdicts in place of its own."""
    verdicts = {override.point: override.verdict for override in overrides}
    return overridden(assessment, verdicts) if assessment else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One question that was asked, and all that came of it, as logged."""

    id: int
    session_id: int
    session_kind: str
    """As in `Setup`, or `ask` for a question asked on the command line."""
    setup: Setup
    """The choices of its session."""
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
    """The machine's, of what was said or typed."""
    overrides: tuple[Override, ...] = ()
    """Where the user disagrees with it."""
    score: float | None
    """The one that counts, 0-100, of code and explanation less what hints cost; None where the answer was not
    graded."""
    draft: str | None = None
    """What stood in the editor last, where it was not handed in."""
    solution: Solution | None = None
    """The code, where the question asks for some."""
    hints: tuple[Hint, ...] = ()
    """Those that were taken, in their order."""
    follows: int | None = None
    """Number of the answer of its session that it follows, as another try or to go deeper; None for one of
    the interview's own questions."""
    note: str | None = None
    """The user's own."""
    flagged: bool = False
    """Whether the user has marked it."""

    @property
    def ungraded(self) -> bool:
        """Whether there is an answer that was cut off before it was graded."""
        begun = self.recording or self.answer or self.draft or self.coded
        return self.status in ("asked", "answered") and bool(begun)

    @property
    def coded(self) -> bool:
        """Whether there is code that is more than what the question begins with."""
        code, solution = self.question.code, self.solution
        return bool(code and solution and solution.text.strip() not in ("", code.starter.strip()))

    @property
    def text(self) -> str:
        """The answer as far as it is in words: as handed in, else as in the editor last, else as heard."""
        return self.answer or self.draft or (self.transcript.text if self.transcript else "")

    @property
    def counting(self) -> Assessment | None:
        """The assessment that counts: the machine's, with the user's verdicts in place of its own."""
        return counting(self.assessment, self.overrides)

    @property
    def earned(self) -> float | None:
        """What code and explanation come to less what hints cost, 0-100; None where neither was judged."""
        worth = points(
            self.solution.result if self.solution else None,
            self.counting.score if self.counting else None,
            mock=not self.setup.feedback_at_once,
        )
        return less(worth, self.hints)


class History:
    """Typed reading and writing of the log.

    Args:
        log: The open log.
        recordings: Folder that recordings' names are in.
        now: Gives the time of day, timezone-aware.
    """

    def __init__(self, log: Log, recordings: Path, now: Callable[[], datetime] = _now) -> None:
        self._log, self._recordings, self._now = log, recordings, now
        self._overrides, self._solutions = Overrides(log.connection), Solutions(log.connection)
        self._hints = Hints(log.connection)
        self.running = Running(log.connection)
        """The interviews that are not ended."""

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """What is logged inside is logged as a whole, or not at all."""
        with self._log.connection.writing():
            yield

    def start_session(self, kind: str, setup: Setup | None = None) -> int:
        """Log the beginning of an interview, which this process holds from then on; returns its id."""
        document = msgspec.to_builtins(setup) if setup else {}
        with self.one_step():  # held before anybody else sees it
            session_id = self._log.start_session(kind=kind, setup=document, at=self._now())
            self.running.hold(session_id)
        return session_id

    def end_session(self, session_id: int, *, ended_early: bool = False) -> None:
        """Log the end of an interview, and let go of it also where that cannot be logged."""
        try:
            self._log.end_session(session_id, status="ended" if ended_early else "finished", at=self._now())
        finally:
            self.running.release(session_id)

    def ask(self, session_id: int, pick: Pick, after: int | None = None) -> int:
        """Log that a question is asked, perhaps after the answer of an attempt; returns its id."""
        return self._log.ask(
            session_id,
            question_id=pick.question.id,
            topic=pick.question.topic,
            question=msgspec.to_builtins(pick.question),
            reason=pick.reason,
            at=self._now(),
            after=after,
        )

    def new_recording(self, attempt_id: int) -> Path:
        """A file for the answer, noted in the log before anything is in it; earlier ones are kept."""
        try:
            make_folder(self._recordings)
        except OSError as error:
            raise StoreError(
                f"The folder for recordings {self._recordings} cannot be made: {error.strerror}."
            ) from error
        taken = sum(1 for _ in self._recordings.glob(f"{attempt_id:06d}-*.wav"))
        file = self._recordings / f"{attempt_id:06d}-{taken + 1}.wav"
        self._log.record(attempt_id, file.name)
        return file

    def recorded(self, attempt_id: int, file: Path | None) -> None:
        """Log which of its recordings is the answer, if one is."""
        self._log.record(attempt_id, file.name if file else None)

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

    def hint(self, attempt_id: int, hint: Hint) -> None:
        """Log a hint that is given; what it costs is taken off the score when there is one."""
        self._hints.add(attempt_id, text=hint.text, cost=hint.cost)

    def submit(self, attempt_id: int, code: str, result: CodeResult) -> None:
        """Log code that was run on all tests, and what came of it."""
        self._solutions.submit(attempt_id, code=code, result=_document(result), score=result.score)

    def run_again(self, attempt_id: int, code: str, result: CodeResult) -> None:
        """Log what came of running the code of a graded answer once more, which counts from now on."""
        with self.one_step():
            self.submit(attempt_id, code, result)
            self._count(attempt_id)

    def explain(self, attempt_id: int) -> None:
        """Log that the code is done, and explained from now on."""
        self._solutions.explain(attempt_id)

    def silent(self, attempt_id: int, *, seconds: float, transcript: Transcript | None = None) -> None:
        """Log that no speech was heard; code that was submitted is graded without."""
        document = _document(transcript) if transcript else None
        with self.one_step():
            self._log.silent(attempt_id, seconds=seconds, transcript=document)
            self._count(attempt_id)

    def skip(self, attempt_id: int, *, seconds: float) -> None:
        """Log that the question was skipped; code that was submitted is graded without an explanation."""
        with self.one_step():
            self._log.skip(attempt_id, seconds=seconds)
            self._count(attempt_id)

    def grade(self, attempt_id: int, assessment: Assessment) -> None:
        """Log the assessment of the answer; where the user disagrees, the user's verdicts go on counting."""
        with self._log.connection.writing():
            self._log.grade(
                attempt_id,
                assessment=_document(assessment),
                score=assessment.score,
                points=[_document(point) for point in assessment.points],
            )
            self._count(attempt_id)

    def override(self, attempt_id: int, point: str, verdict: Ruling, reason: str) -> None:
        """Have the user's verdict on a key point count from now on.

        Args:
            attempt_id: A graded attempt.
            point: The words of the key point.
            verdict: The user's.
            reason: Why, in the user's words.

        Raises:
            StoreError: There is no such attempt, or no such point in its assessment.
        """
        assessment = self.attempt(attempt_id).assessment
        if assessment is None or point not in (each.point for each in assessment.points):
            raise StoreError(f"The answer of attempt {attempt_id} was not graded by the point {point!r}.")
        with self._log.connection.writing():
            self._overrides.set(attempt_id, point=point, verdict=verdict, reason=reason, at=self._now())
            self._count(attempt_id)

    def withdraw_override(self, attempt_id: int, point: str) -> bool:
        """Let the machine's verdict on a key point count again; gives whether the user had another."""
        with self._log.connection.writing():
            found = self._overrides.withdraw(attempt_id, point)
            if found:
                self._count(attempt_id)
        return found

    def _count(self, attempt_id: int) -> None:
        earned = self.attempt(attempt_id).earned
        if earned is not None:
            self._overrides.count(attempt_id, earned)

    def sessions(self, limit: int | None = None, skip: int = 0) -> tuple[SessionSummary, ...]:
        """Past interviews, newest first: all, or `limit` of them after the first `skip`."""
        return self._log.sessions(limit, skip)

    def attempts(self, session_id: int) -> tuple[Attempt, ...]:
        """The questions of an interview in the order they were asked."""
        return tuple(self._typed(record) for record in self._log.attempts(session_id))

    def attempt(self, attempt_id: int) -> Attempt:
        """One attempt."""
        return self._typed(self._log.attempt(attempt_id))

    def attempts_at(self, question_id: str, limit: int, skip: int = 0) -> tuple[Attempt, ...]:
        """The attempts at a question, newest first: `limit` of them after the first `skip`."""
        return tuple(self._typed(record) for record in self._log.attempts_at(question_id, limit, skip))

    def _typed(self, record: AttemptRecord) -> Attempt:
        assessment = _if_there(record, record.assessment, Assessment)
        verdicts = {point.point: point.verdict for point in assessment.points} if assessment else {}
        return Attempt(
            id=record.id,
            session_id=record.session_id,
            session_kind=record.session_kind,
            setup=_object(record, as_logged(record.session_kind, record.session_setup), Setup),
            number=record.number,
            question=_object(record, record.question, Question),
            reason=record.reason,
            asked_at=record.asked_at,
            status=record.status,
            means=record.means,
            seconds=record.seconds,
            recording=self._recordings / record.recording if record.recording else None,
            transcript=_if_there(record, record.transcript, Transcript),
            answer=record.answer,
            assessment=assessment,
            overrides=tuple(
                _object(record, {**override, "instead_of": verdicts.get(override["point"])}, Override)
                for override in record.overrides
            ),
            score=record.score,
            draft=record.draft,
            solution=_if_there(record, record.solution, Solution),
            hints=tuple(_object(record, hint, Hint) for hint in record.hints),
            follows=record.follows,
            note=record.note,
            flagged=record.flagged,
        )


def _document(value: object) -> dict[str, Any]:
    document: dict[str, Any] = msgspec.to_builtins(value)
    return document


def _if_there(record: AttemptRecord, document: dict[str, Any] | None, kind: type[T]) -> T | None:
    return None if document is None else _object(record, document, kind)


def _object(record: AttemptRecord, document: dict[str, Any], kind: type[T]) -> T:
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        raise StoreError(
            f"The {kind.__name__.lower()} of attempt {record.id} in the log is not as interviewer writes it "
            f"({error}). `interviewer restore` puts back an earlier copy of the log; `interviewer forget "
            f"--session {record.session_id}` deletes the interview that it is of."
        ) from error
