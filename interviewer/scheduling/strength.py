"""How well each topic goes, with old outcomes fading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from interviewer.scheduling.pick import Outcome, TopicStrength

HALF_LIFE = timedelta(days=14)
"""Age at which an outcome counts half as much as one of today.

The decay 2^(-age/half-life) is that of half-life regression (Settles & Meeder 2016, "A Trainable Spaced
Repetition Model for Language Learning"). Two weeks is a choice, not a fit: people prepare for interviews
over weeks, so last week must still count and last quarter must not outweigh it.
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Discounted scores of one topic.

    Attributes:
        weight: Sum of the outcomes' weights; each is 1 when fresh.
        points: Sum of weight times score, the score as a share 0-1.
    """

    weight: float
    points: float


def evidence(outcomes: Iterable[Outcome], now: datetime, half_life: timedelta = HALF_LIFE) -> Evidence:
    """Add up the graded ones of `outcomes`, each weighted by 2^(-age/half-life)."""
    weight = points = 0.0
    for outcome in outcomes:
        if outcome.score is not None:
            age = max(now - outcome.at, timedelta(0))
            fresh = 0.5 ** (age / half_life)
            weight += fresh
            points += fresh * outcome.score / 100
    return Evidence(weight, points)


def strength(
    bank_topics: Sequence[str],
    outcomes: Sequence[Outcome],
    now: datetime,
    half_life: timedelta = HALF_LIFE,
) -> tuple[TopicStrength, ...]:
    """How well each topic goes.

    Args:
        bank_topics: Ids of the topics, in the order wanted.
        outcomes: The whole history in any order; other topics' outcomes are left out.
        now: The present, timezone-aware.
        half_life: Age at which an outcome counts half.

    Returns:
        One entry a topic. Its strength is the mean score with fresh outcomes counting most, or None where
        nothing was graded; `attempts` and `last` take in ungraded outcomes too.
    """
    return tuple(_strength_of(topic, outcomes, now, half_life) for topic in bank_topics)


def _strength_of(
    topic: str, outcomes: Sequence[Outcome], now: datetime, half_life: timedelta
) -> TopicStrength:
    own = [outcome for outcome in outcomes if outcome.topic == topic]
    # Scaling every weight by one factor leaves their mean alone; measured from the newest outcome they
    # cannot all vanish, however long ago that was.
    newest = max((outcome.at for outcome in own if outcome.score is not None), default=now)
    found = evidence(own, min(newest, now), half_life)
    return TopicStrength(
        topic=topic,
        strength=100 * found.points / found.weight if found.weight else None,
        attempts=len(own),
        last=max((outcome.at for outcome in own), default=None),
    )
