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
    missed: int = 0
    """Key points that the answer missed."""
    points: int = 0
    """Key points that were graded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """The question to ask next, and a true sentence that says why."""

    question: Question
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicStrength:
    """How well a topic goes: the share of its questions that would be answered well now."""

    topic: str
    strength: float | None
    """0-100; None while nothing of the topic was ever graded."""
    attempts: int
    last: datetime | None
    """When a question of it was last asked."""
    low: float | None = None
    """Lower end of the 90 % interval of the strength, 0-100."""
    high: float | None = None
    """Upper end."""
