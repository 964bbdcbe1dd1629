"""Interviews that were cut off, and where each is taken up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from interviewer.errors import SessionError
from interviewer.scheduling import Pick
from interviewer.session.history import Attempt, History
from interviewer.session.interview import Phase
from interviewer.session.setup import Setup, as_logged
from interviewer.session.solution import CodeInHand
from interviewer.session.turn import Turn
from interviewer.speech.recording import Recording
from interviewer.store import SessionRecord

_NOTICES = {
    Phase.CODING: "The interview was cut off here. Your code is as it was.",
    Phase.TYPING: "The interview was cut off here. What you had typed is in the editor.",
    Phase.TRANSCRIBING: "The interview was cut off here. What you had said until then is taken.",
    Phase.CHECKING: "The interview was cut off here. Your answer is as it was.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """An interview that did not come to its end: the program or the machine was gone before."""

    session_id: int
    setup: Setup
    started_at: datetime
    seconds: float
    """What its clock stood at."""
    attempts: tuple[Attempt, ...]
    """Its questions so far."""
    phase: Phase | None
    """Where its last question is taken up; None where nothing of that is left to do."""

    @property
    def place(self) -> str:
        """Where it was cut off, such as `at question 3`."""
        if not self.attempts:
            return "before its first question"
        return f"{'at' if self.phase else 'after'} question {self.number}"

    @property
    def number(self) -> int:
        """How many questions of its own were asked in it; those that follow an answer are none."""
        return sum(attempt.follows is None for attempt in self.attempts)

    def hold(self, history: History) -> int:
        """Take the interview over for this process.

        Returns:
            The id of the session.

        Raises:
            SessionError: Another process was faster.
        """
        if not history.running.hold(self.session_id):
            raise SessionError("This interview goes on in another window: finish it there.")
        return self.session_id

    def turn(self) -> Turn:
        """Its last question, with all that is known of the answer."""
        attempt = self.attempts[-1]
        code = attempt.question.code
        return Turn(
            pick=Pick(question=attempt.question, reason=attempt.reason),
            attempt_id=attempt.id,
            means=attempt.means or self.setup.means,
            recording=Recording.of(attempt.recording) if attempt.recording else None,
            transcript=attempt.transcript,
            assessment=attempt.assessment,
            overrides=attempt.overrides,
            draft=attempt.answer or attempt.draft or "",
            notice=_NOTICES.get(self.phase, "") if self.phase else "",
            skipped=attempt.status == "graded" and attempt.assessment is None,
            code=CodeInHand.of(code, attempt.solution) if code else None,
            hints=attempt.hints,
            extra=attempt.follows is not None,
            flagged=attempt.flagged,
        )


def cut_off(history: History) -> tuple[CutOff, ...]:
    """The interviews that were cut off, newest first; what another process runs is none of them."""
    return tuple(_cut_off(history, session) for session in history.running.cut_off())


def phase_of(attempt: Attempt) -> Phase | None:
    """The phase that a question was in by the log; None where nothing of it is left to do."""
    if attempt.status in ("skipped", "silent"):
        return None
    if attempt.status == "graded":
        return Phase.FEEDBACK
    if attempt.answer:
        return Phase.GRADING
    if attempt.solution and not attempt.solution.explained:
        return Phase.CODING
    if attempt.means == "voice" and attempt.transcript:
        return Phase.CHECKING
    if attempt.means == "voice" and attempt.recording and Recording.of(attempt.recording):
        return Phase.TRANSCRIBING
    return Phase.TYPING if attempt.draft else Phase.ASKING


def _cut_off(history: History, session: SessionRecord) -> CutOff:
    setup = msgspec.convert(as_logged(session.kind, session.setup), Setup)
    attempts = history.attempts(session.id)
    phase = phase_of(attempts[-1]) if attempts else None
    return CutOff(
        session_id=session.id,
        setup=setup,
        started_at=session.started_at,
        seconds=session.clock,
        attempts=attempts,
        phase=None if phase is Phase.FEEDBACK and not setup.feedback_at_once else phase,
    )
