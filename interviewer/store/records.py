"""The rows of the log as typed objects. Documents made elsewhere are kept as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Document = dict[str, Any]
"""Plain data that JSON can hold; what it means is known to who wrote it."""

SessionStatus = Literal["running", "finished", "ended"]
"""`finished`: ran to its end; `ended`: the user ended it early; `running`: now, or it was cut off."""

AttemptStatus = Literal["asked", "answered", "graded", "skipped", "silent"]
"""`asked`: no answer yet; `answered`: a recording or a text is there, not graded;
`silent`: no speech heard."""

Means = Literal["voice", "typing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """One interview."""

    id: int
    kind: str
    """`mock`, `practice`, `drill`, `retry` or `custom`, or `ask` for a question asked on the command line."""
    setup: Document
    """The choices it was started with."""
    started_at: datetime
    ended_at: datetime | None
    status: SessionStatus
    clock: float = 0.0
    """Seconds on its clock, which stands still while the candidate reads or waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptRecord:
    """One question of an interview, and what came of it."""

    id: int
    session_id: int
    session_kind: str
    """Of the session."""
    session_setup: Document = field(default_factory=dict)
    """Of the session."""
    number: int
    """Place in the session, from 1."""
    question_id: str
    topic: str
    question: Document
    """The question as it stood in the bank when it was asked."""
    reason: str
    """Why it was picked."""
    asked_at: datetime
    status: AttemptStatus
    means: Means | None
    """How it was answered."""
    seconds: float | None
    """Time the candidate took, pauses of the interview left out."""
    recording: str | None
    """File name inside the recordings folder."""
    transcript: Document | None
    """What speech recognition heard."""
    answer: str | None
    """What was graded: the transcript as corrected, or the typed text."""
    assessment: Document | None
    score: float | None
    """The one that counts, 0-100: the assessment's, unless the user disagrees or there is code."""
    overrides: tuple[Document, ...] = ()
    """Verdicts of the user, with `point`, `verdict`, `reason` and `made_at`."""
    solution: Document | None = None
    """The code of an answer, with `draft`, `code`, `result` and `explained`."""
    hints: tuple[Document, ...] = ()
    """Those that were taken, in their order, with `text` and `cost`."""
    follows: int | None = None
    """Number of the answer of this session that it follows; None for a question of the interview's own."""
    draft: str | None = None
    """What stood in the editor last, where it was not handed in."""
    note: str | None = None
    """The user's own."""
    flagged: bool = False
    """Whether the user has marked it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInHand:
    """How far the answer to the question in hand is."""

    attempt_id: int
    draft: str | None
    """What stands in the editor; None once it was handed in."""
    means: Means
    seconds: float
    """Time the candidate took so far."""
    code: str | None = None
    """What stands in the editor for code; None where none is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How an interview under way stands."""

    session_id: int
    clock: float
    """Seconds on the interview's clock."""
    answer: AnswerInHand | None
    """None while no question is in hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSummary:
    """One interview in a list."""

    session: SessionRecord
    asked: int
    """Questions that were asked."""
    answered: int
    """Of these, answered by voice or typing, graded or not."""
    graded: int
    skipped: int
    mean_score: float | None
    """0-100, over those that were graded; None where none was."""
    seconds: float
    """Time the candidate took for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRecord:
    """What a scheduler needs to know of an attempt."""

    question_id: str
    topic: str
    asked_at: datetime
    status: AttemptStatus
    score: float | None
    """0-100; None where it was not graded."""
    missed: int = 0
    """Key points that were missed, by the verdicts that count."""
    points: int = 0
    """Key points that were graded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRecord:
    """What is kept of the model that a scheduler makes its states by."""

    document: str
    """Its parameters, as whoever keeps them writes them; empty until then."""
    answers: int
    """Answers that it could be fitted to when it was last fitted."""
