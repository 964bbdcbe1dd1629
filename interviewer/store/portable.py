"""An interview as it leaves one log and enters another: all that was logged of it, and no row's id.

A field that is not known is an error: what a reader passes over would be lost without a word.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from interviewer.store.records import AttemptStatus, Document, Means, SessionStatus

Moment = Annotated[datetime, Meta(tz=True)]
Score = Annotated[float, Meta(ge=0, le=100)]
Seconds = Annotated[float, Meta(ge=0, le=1e9)]
Ruling = Literal["covered", "partly", "missed", "contradicted"]
Verdict = Literal["covered", "partly", "missed", "contradicted", "unsure"]


class _Portable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What leaves a log. Its moments can be told in the time of any zone."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            moment = getattr(self, name)
            if isinstance(moment, datetime) and not 1970 <= moment.year < 9999:
                raise ValueError(f"No interview was in the year {moment.year}, as `{name}` says")


class PortablePoint(_Portable, frozen=True, kw_only=True):
    """The verdict on one key point."""

    point: str
    weight: float
    verdict: Verdict
    probability: Annotated[float, Meta(ge=0, le=1)]
    evidence: str


class PortableAssessment(_Portable, frozen=True, kw_only=True):
    """One grading of an answer."""

    graded_at: Moment
    score: Score
    document: Document
    """The whole assessment, as the grader gave it."""
    points: tuple[PortablePoint, ...]
    counts: bool
    """Whether it is the one that counts."""


class PortableOverride(_Portable, frozen=True, kw_only=True):
    """A verdict of the user."""

    point: str
    verdict: Ruling
    reason: str
    made_at: Moment


class PortableSolution(_Portable, frozen=True, kw_only=True):
    """The code of an answer."""

    draft: str
    """What stood in the editor last."""
    code: str | None = None
    """What was submitted."""
    score: Score | None = None
    """Of the code alone."""
    result: Document | None = None
    """All that came of running it."""
    explained: bool = False
    """Whether the candidate went on to explain it."""


class PortableHint(_Portable, frozen=True, kw_only=True):
    """A hint that was taken."""

    text: str
    cost: Score
    """Points that it cost."""


class PortableAttempt(_Portable, frozen=True, kw_only=True):
    """One question that was asked, and all that came of it."""

    number: Annotated[int, Meta(ge=1, lt=2**31)]
    """Place in the session, from 1."""
    question_id: str
    topic: str
    question: Document
    """As it stood in the bank when it was asked."""
    reason: str
    """Why it was picked."""
    asked_at: Moment
    status: AttemptStatus
    means: Means | None = None
    seconds: Seconds | None = None
    """Time the candidate took."""
    recording: Annotated[str, Meta(pattern=r"^[^/\\:\x00]+$", max_length=60)] | None = None
    """File name inside the recordings folder."""
    transcript: Document | None = None
    """What speech recognition heard."""
    answer: str | None = None
    """What was graded: the transcript as corrected, or the typed text."""
    draft: str | None = None
    """What stood in the editor last."""
    note: str | None = None
    flagged: bool = False
    score: Score | None = None
    """The score that counts."""
    assessments: tuple[PortableAssessment, ...] = ()
    """Every grading, the first one first."""
    overrides: tuple[PortableOverride, ...] = ()
    solution: PortableSolution | None = None
    hints: tuple[PortableHint, ...] = ()
    """In the order they were taken."""
    follows: Annotated[int, Meta(ge=1, lt=2**31)] | None = None
    """Number of the answer that it follows; None for a question of the interview's own."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if sum(assessment.counts for assessment in self.assessments) > 1:
            raise ValueError("Only one assessment of an attempt can count")
        if len({override.point for override in self.overrides}) < len(self.overrides):
            raise ValueError("A key point of an attempt can have one override at most")


class PortableSession(_Portable, frozen=True, kw_only=True):
    """One interview, whole. When it began and its kind tell it from every other one."""

    kind: str
    setup: Document
    """The choices it was started with."""
    started_at: Moment
    ended_at: Moment | None = None
    status: SessionStatus
    clock: Seconds = 0.0
    """Seconds on the interview's clock."""
    attempts: tuple[PortableAttempt, ...] = ()
    """In the order they were asked."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if len({attempt.number for attempt in self.attempts}) < len(self.attempts):
            raise ValueError("Each attempt of a session has a number of its own")
