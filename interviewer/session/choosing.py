"""What there is to choose from before an interview, and what each choice comes to."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import TYPE_CHECKING, Final

import msgspec

from interviewer.bank import Bank, Role
from interviewer.bank.question import Question
from interviewer.scheduling import TopicStrength
from interviewer.session.questions import blueprint
from interviewer.session.setup import SessionKind, Setup, as_logged, retry
from interviewer.store import SessionRecord, SessionSummary

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime

MOST_WEAK: Final = 3
"""Topics of a drill: few enough that each comes up more than once."""
_LATEST: Final = 12
"""Interviews that are looked through for what was missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An interview in which something was missed."""

    summary: SessionSummary
    setup: Setup
    """Of its retry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an interview comes to."""

    within: int
    """Questions that can be asked in it."""
    questions: int
    """How many of them will be, about."""
    minutes: float
    """What they take, about."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What an interview can be made of, by the bank and the log."""

    bank: Bank
    target: Role | None
    """What one practises for."""
    weakest: tuple[TopicStrength, ...] = ()
    """The topics of a drill, weakest first; none while nothing was graded."""
    past: tuple[Past, ...] = ()
    """The latest interviews in which something was missed, newest first."""
    last: dict[SessionKind, Setup] = field(default_factory=dict)
    """The choices that were made last for each kind, the newest first."""

    @classmethod
    def read(cls, runtime: Runtime) -> Choices:
        """Read them from bank and log, which takes a while.

        Raises:
            BankError: A file of the bank is broken.
            StoreError: The log cannot be used.
        """
        bank, history, target = runtime.bank, runtime.history, runtime.target.role
        retries = (
            (summary, retry(history.attempts(summary.session.id), bank))
            for summary in history.sessions(_LATEST)
        )
        return cls(
            bank=bank,
            target=target,
            weakest=weakest(runtime.strengths(), target),
            past=tuple(Past(summary=summary, setup=setup) for summary, setup in retries if setup),
            last=_last(runtime.log.last_of_each_kind(), bank),
        )

    @property
    def kind(self) -> SessionKind:
        """What was chosen last; a mock interview at first."""
        return next(iter(self.last), "mock")

    def begin(self, kind: SessionKind) -> Setup | None:
        """What to begin a choice of a kind with: the last one of that kind, brought up to date.

        Returns:
            None where there is nothing to ask: no weak topic for a drill, nothing missed for a retry.
        """
        last = self.last.get(kind)
        if kind == "retry":
            means = next(iter(self.last.values())).means if self.last else "voice"
            return replace(self.past[0].setup, means=means) if self.past else None
        setup = last or Setup(kind=kind)
        if kind == "mock" and self.target:  # which a mock interview without a role would be for all the same
            setup = replace(setup, role=setup.role or self.target.id)
        if kind == "drill":
            topics = tuple(strength.topic for strength in self.weakest)
            return replace(setup, topics=topics) if topics else None
        return setup

    def scope(self, setup: Setup) -> Scope | None:
        """What an interview comes to; None where there is no question for it."""
        within = self.questions(setup)
        if not within:
            return None
        mean = sum(question.all_minutes for question in within) / len(within)
        by_time = max(1, round(setup.minutes / mean)) if setup.minutes else len(within)
        count = min(len(within), by_time, setup.questions or len(within))
        return Scope(
            within=len(within), questions=count, minutes=min(count * mean, setup.minutes or count * mean)
        )

    def questions(self, setup: Setup) -> Sequence[Question]:
        """The questions that can be asked."""
        if setup.chosen:
            return [self.bank[id] for id in setup.chosen]
        within = [question for question in self.bank.questions if setup.covers(question)]
        if not setup.by_blueprint:
            return within
        role = (
            self.bank.role(setup.role) if setup.role else blueprint(setup, self.bank.questions, self.target)
        )
        return [question for question in within if role.asks(question)]


def weakest(strengths: Iterable[TopicStrength], role: Role | None) -> tuple[TopicStrength, ...]:
    """The topics that went worst, the weakest first: a few, and no more than half of all that were graded.

    Args:
        strengths: Of all topics.
        role: Only topics that it asks about count, where there is such a one; None for all.
    """
    graded = [each for each in strengths if each.strength is not None]
    asked = [each for each in graded if role and role.share(each.topic)]
    found = asked or graded
    most = min(MOST_WEAK, ceil(len(found) / 2))
    return tuple(sorted(found, key=lambda each: each.strength or 0.0)[:most])


def _last(sessions: Iterable[SessionRecord], bank: Bank) -> dict[SessionKind, Setup]:
    topics, roles = {topic.id for topic in bank.topics}, {role.id for role in bank.roles}
    return {
        setup.kind: _still_there(setup, topics, roles)
        for setup in (msgspec.convert(as_logged(session.kind, session.setup), Setup) for session in sessions)
    }


def _still_there(setup: Setup, topics: Container[str], roles: Container[str]) -> Setup:
    """The choices without what the bank has no more."""
    return replace(
        setup,
        topics=tuple(topic for topic in setup.topics if topic in topics),
        role=setup.role if setup.role in roles else "",
    )
