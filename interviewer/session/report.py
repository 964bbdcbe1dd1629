"""What a whole interview tells: how it went, how it compares, what to practise next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from interviewer.scheduling import Pick
from interviewer.session.delivered import over_session
from interviewer.session.history import Attempt
from interviewer.session.setup import Setup, as_logged, retry
from interviewer.store import SessionRecord
from interviewer.store.narrowing import Narrowing

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime

_EARLIER: Final = 5
"""Interviews to compare with: so few that they tell how it went of late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicScore:
    """How one topic went."""

    title: str
    questions: int
    """That were graded."""
    score: float
    """Their mean, 0-100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One interview of the log."""

    session: SessionRecord
    setup: Setup
    attempts: tuple[Attempt, ...]
    """In the order they were asked."""
    topics: tuple[TopicScore, ...]
    """Those of which something was graded, weakest first."""
    delivery: str
    """How its answers were spoken, in a line; empty where none was."""
    earlier: tuple[float, ...]
    """Mean scores of the last interviews of its kind before it, oldest first."""
    retry: Setup | None
    """Asks again what was missed; None where nothing was."""
    suggestion: Pick | None
    """What to practise next, where nothing was missed."""

    @classmethod
    def read(cls, runtime: Runtime, session_id: int) -> Report:
        """Read it from the log, which takes a while.

        Raises:
            BankError: A file of the bank is broken.
            StoreError: The log cannot be used, or has no such session.
        """
        session, attempts = runtime.log.session(session_id), runtime.history.attempts(session_id)
        titles = {topic.id: topic.title for topic in runtime.bank.topics}
        missed = retry(attempts, runtime.bank)
        suggestion = None if missed else runtime.planning.suggest(runners_up=0)
        before = Narrowing(kind=session.kind, until=session.started_at, at_least=0)
        earlier = runtime.session_search.find(before, limit=_EARLIER).sessions
        return cls(
            session=session,
            setup=msgspec.convert(as_logged(session.kind, session.setup), Setup),
            attempts=attempts,
            topics=_topics(attempts, titles),
            delivery=over_session(attempts),
            earlier=tuple(each.mean_score for each in reversed(earlier) if each.mean_score is not None),
            retry=missed,
            suggestion=suggestion.pick if suggestion else None,
        )

    @property
    def graded(self) -> tuple[Attempt, ...]:
        """The answers that have a score, best first."""
        scored = [attempt for attempt in self.attempts if attempt.score is not None]
        return tuple(sorted(scored, key=lambda attempt: -(attempt.score or 0.0)))

    @property
    def score(self) -> float | None:
        """The mean of its answers, 0-100; None where none was graded."""
        return _mean([attempt.score or 0.0 for attempt in self.graded])

    @property
    def before(self) -> float | None:
        """The mean of the last interviews of its kind before it; None without any."""
        return _mean(self.earlier)

    @property
    def seconds(self) -> float:
        """The time that was used: of the interview where that is limited, else of its answers."""
        return self.session.clock if self.setup.minutes else sum(each.seconds or 0 for each in self.attempts)

    @property
    def limit(self) -> float | None:
        """The seconds that there were for that; None without a limit."""
        if self.setup.minutes:
            return self.setup.minutes * 60
        limits = [self.setup.limit(attempt.question) for attempt in self.attempts]
        return sum(limit or 0.0 for limit in limits) if any(limits) else None


def _topics(attempts: Iterable[Attempt], titles: dict[str, str]) -> tuple[TopicScore, ...]:
    scores: dict[str, list[float]] = {}
    for attempt in attempts:
        if attempt.score is not None:
            scores.setdefault(attempt.question.topic, []).append(attempt.score)
    found = [
        TopicScore(title=titles.get(topic, topic), questions=len(own), score=sum(own) / len(own))
        for topic, own in scores.items()
    ]
    return tuple(sorted(found, key=lambda each: each.score))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
