"""Which attempts and interviews of the log are meant, beside the words in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from interviewer.store.columns import from_time
from interviewer.store.records import AttemptStatus

_OF_ATTEMPTS = {
    "topic": "a.topic = :topic",
    "status": "a.status = :status",
    "flagged": "a.flagged",
}
_EITHER = {
    "kind": "{kind} = :kind",
    "since": "{at} >= :since",
    "until": "{at} < :until",
    "at_least": "{score} >= :at_least",
    "below": "{score} < :below",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What is asked of an attempt; without anything every one fits."""

    topic: str | None = None
    """Id of its topic."""
    kind: str | None = None
    """Of its interview."""
    status: AttemptStatus | None = None
    flagged: bool = False
    """Whether only those fit that the user has flagged."""
    since: datetime | None = None
    """Asked then or later."""
    until: datetime | None = None
    """Asked before then."""
    at_least: float | None = None
    """Its score, 0-100."""
    below: float | None = None
    """Its score is less; what was not graded fits neither limit."""

    @property
    def values(self) -> dict[str, object]:
        """The parameters of the conditions."""
        return {
            "topic": self.topic,
            "kind": self.kind,
            "status": self.status,
            "flagged": self.flagged or None,
            "since": from_time(self.since) if self.since else None,
            "until": from_time(self.until) if self.until else None,
            "at_least": self.at_least,
            "below": self.below,
        }

    def of_attempts(self) -> list[str]:
        """The conditions on the attempts `a`."""
        return [
            *self._given(_OF_ATTEMPTS),
            *self._given(
                _EITHER,
                kind="(select kind from sessions where id = a.session_id)",
                at="a.asked_at",
                score="a.score",
            ),
        ]

    def of_sessions(self) -> list[str]:
        """The conditions on the interviews `s` with their mean score in `t`.

        One fits where one of its attempts has the topic, the status and the flag.
        """
        of_attempts = self._given(_OF_ATTEMPTS)
        one = " and ".join(["a.session_id = s.id", *of_attempts])
        return [
            *([f"exists (select 1 from attempts a where {one})"] if of_attempts else ()),
            *self._given(_EITHER, kind="s.kind", at="s.started_at", score="t.mean_score"),
        ]

    def _given(self, conditions: Mapping[str, str], **columns: str) -> list[str]:
        values = self.values
        return [text.format(**columns) for name, text in conditions.items() if values[name] is not None]


EVERYTHING = Narrowing()
"""What every attempt and every interview fits."""
