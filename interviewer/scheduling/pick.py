"""What the scheduler takes and gives: past outcomes in, a question and the reason for it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from interviewer.bank.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One graded or skipped attempt of the past."""

    question_id: str
    topic: str
    at: datetime
    """When the question was asked, timezone-aware."""
    score: float | None
    """0-100; None where it was skipped or never graded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """The question to ask next, and a true sentence that says why."""

    question: Question
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicStrength:
    """How well a topic goes, from its outcomes."""

    topic: str
    strength: float | None
    """Expected score 0-100; None while nothing of the topic was ever graded."""
    attempts: int
    last: datetime | None
