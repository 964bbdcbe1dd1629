"""The choices that an interview is started with."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from interviewer.bank.question import Difficulty, Question
from interviewer.scoring.assessment import LACKING

if TYPE_CHECKING:
    from interviewer.session.history import Attempt

SessionKind = Literal["mock", "practice", "drill", "retry", "custom"]
Means = Literal["voice", "typing"]
Feedback = Literal["at once", "last"]
"""After each answer, or when the interview is over."""
Source = Literal["blueprint", "schedule"]
"""Questions as an interviewer for a role asks them, or those that add most to what one knows."""

DIFFICULTIES: Final = get_args(Difficulty)

TIME_ALLOWANCE = 1.5
"""A timed answer may take this many times the minutes that the bank expects of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What an interview of a kind is like, as far as nothing else is chosen."""

    feedback: Feedback
    timed: bool
    source: Source
    reason: str = "You chose this question."
    """Why one of the questions that were chosen for it is asked."""


KINDS: Final[Mapping[SessionKind, Kind]] = {
    "mock": Kind(feedback="last", timed=True, source="blueprint"),
    "practice": Kind(feedback="at once", timed=False, source="schedule"),
    "drill": Kind(feedback="at once", timed=False, source="schedule"),
    "retry": Kind(
        feedback="at once", timed=False, source="schedule", reason="Your answer to it missed something."
    ),
    "custom": Kind(feedback="at once", timed=False, source="schedule"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """One interview as chosen. What is None of feedback, clock and source is as its kind has it."""

    kind: SessionKind = "mock"
    """What it is called in lists."""
    questions: int | None = 5
    """End after this many questions; None for no such limit."""
    minutes: float | None = None
    """End when this much interview time is used; None for no such limit."""
    topics: tuple[str, ...] = ()
    """Ids of the topics to ask about; empty for all."""
    difficulties: tuple[Difficulty, ...] = ()
    """How hard the questions may be; empty for all."""
    role: str = ""
    """Id of the role whose blueprint the interview follows; empty for that of the settings."""
    chosen: tuple[str, ...] = ()
    """Ids of exactly the questions to ask, in their order, within these limits; empty to have them picked."""
    means: Means = "voice"
    """How answers are given, until the candidate changes it at a question."""
    strict: bool = False
    """As on the day: each question is said once, each answer is given once and ended by the candidate alone,
    and there is no pause."""
    feedback: Feedback | None = None
    """When an answer is told of."""
    clock: bool | None = None
    """Whether each answer has a time limit."""
    source: Source | None = None
    """Where questions come from that are not chosen."""

    @property
    def feedback_at_once(self) -> bool:
        """Whether each answer is told of before the next question."""
        return (self.feedback or KINDS[self.kind].feedback) == "at once"

    @property
    def timed(self) -> bool:
        """Whether questions have a time limit."""
        return KINDS[self.kind].timed if self.clock is None else self.clock

    @property
    def by_blueprint(self) -> bool:
        """Whether questions are sampled by the blueprint of a role; otherwise the scheduler picks them."""
        return (self.source or KINDS[self.kind].source) == "blueprint"

    def limit(self, question: Question) -> float | None:
        """Seconds for the answer to a question, its code included; None where it may take any time."""
        coding = self.coding_limit(question)
        return None if coding is None else coding + question.minutes * 60 * TIME_ALLOWANCE

    def coding_limit(self, question: Question) -> float | None:
        """Seconds of these that the code may take; None where it may take any time."""
        return question.coding_minutes * 60 if self.timed else None

    def covers(self, question: Question) -> bool:
        """Whether the question is of a chosen topic, and as hard as chosen."""
        return (not self.topics or question.topic in self.topics) and (
            not self.difficulties or question.difficulty in self.difficulties
        )


def as_logged(kind: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """The setup of a session as the log has it; what was asked on the command line has none of its own.

    Args:
        kind: Of the session.
        document: Its setup as it stands in the log.
    """
    return {"kind": kind if kind in KINDS else "practice", **(document or {"questions": 1})}


def retry(attempts: Iterable[Attempt], bank: Container[str]) -> Setup | None:
    """The retry of an interview: asks again what was skipped, or answered with a key point missed or wrong.

    Args:
        attempts: Of the interview. Of several at one question the last tells.
        bank: The questions that can be asked, by their ids.

    Returns:
        None where nothing was missed.
    """
    last = {attempt.question.id: attempt for attempt in attempts if attempt.question.id in bank}
    missed = tuple(id for id, attempt in last.items() if lacks(attempt))
    return Setup(kind="retry", questions=None, chosen=missed) if missed else None


def lacks(attempt: Attempt) -> bool:
    """Whether an attempt left something out: its answer a key point or a test, or there was no answer."""
    if attempt.status in ("skipped", "silent"):
        return True
    points = attempt.counting.points if attempt.counting else ()
    code = attempt.solution.result if attempt.solution else None
    return any(point.verdict in LACKING for point in points) or (code is not None and code.score < 100)
