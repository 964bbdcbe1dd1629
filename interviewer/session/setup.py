"""The choices that an interview is started with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interviewer.bank.question import Question

SessionKind = Literal["mock", "practice"]
Means = Literal["voice", "typing"]

TIME_ALLOWANCE = 1.5
"""A timed question may take this many times the minutes that the bank expects of it."""


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

    @property
    def timed(self) -> bool:
        """Whether questions have a time limit."""
        return self.kind == "mock"

    def limit(self, question: Question) -> float | None:
        """Seconds that the answer to a question may take; None where it may take any time."""
        return question.minutes * 60 * TIME_ALLOWANCE if self.timed else None

    def covers(self, question: Question) -> bool:
        """Whether the question belongs to one of the chosen topics."""
        return not self.topics or question.topic in self.topics
