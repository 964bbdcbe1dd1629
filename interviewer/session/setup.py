"""The choices that an interview is started with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interviewer.bank.question import Question

SessionKind = Literal["mock", "practice"]
Means = Literal["voice", "typing"]

TIME_ALLOWANCE = 1.5
"""A timed answer may take this many times the minutes that the bank expects of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """A mock interview is timed, its feedback comes at the end; practice has no clock and tells at once."""

    kind: SessionKind = "mock"
    questions: int | None = 5
    """End after this many questions; None for no such limit."""
    minutes: float | None = None
    """End when this much interview time is used; None for no such limit."""
    topics: tuple[str, ...] = ()
    """Ids of the topics to ask about; empty for all."""
    role: str = ""
    """Id of the role whose blueprint a mock interview follows; empty for that of the settings."""
    chosen: tuple[str, ...] = ()
    """Ids of exactly the questions to ask, in their order, within these limits; empty to have them picked."""
    means: Means = "voice"
    """How answers are given, until the candidate changes it at a question."""
    strict: bool = False
    """A mock interview as on the day: each question is said once, each answer is given once and ended by the
    candidate alone, and there is no pause."""

    @property
    def timed(self) -> bool:
        """Whether questions have a time limit."""
        return self.kind == "mock"

    def limit(self, question: Question) -> float | None:
        """Seconds for the answer to a question, its code included; None where it may take any time."""
        coding = self.coding_limit(question)
        return None if coding is None else coding + question.minutes * 60 * TIME_ALLOWANCE

    def coding_limit(self, question: Question) -> float | None:
        """Seconds of these that the code may take; None where it may take any time."""
        return question.coding_minutes * 60 if self.timed else None

    def covers(self, question: Question) -> bool:
        """Whether the question belongs to one of the chosen topics."""
        return not self.topics or question.topic in self.topics
