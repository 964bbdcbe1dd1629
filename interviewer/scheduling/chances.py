"""The chance of a good answer: what is remembered of the question, and what is known of its topic.

Both are opinions, pooled in log odds (logarithmic opinion pool, Genest & Zidek 1986). The weights were fitted
once, by logistic regression, to the true recall of simulated candidates of three kinds
(`tests/benchmarks/scheduling/`).
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Final

from fsrs import Rating

from interviewer.bank.question import Difficulty
from interviewer.scheduling.memory import MemoryModel
from interviewer.scheduling.state import QuestionState
from interviewer.scheduling.topics import HARDNESS, Level, log_odds, logistic

ITEM: Final = 0.5
"""Weight of the question's own memory."""
COMMON: Final = 0.65
"""Weight of how often answers are good, over all topics."""
RATE: Final = 0.4
"""Weight of how often they are good in its topic, against all topics."""
TOPIC: Final = 0.14
"""Weight of what was known of its topic before practice."""
_BASE: Final = 0.45

_KEPT: Final = 0.9
_KEPT_FOR: Final = 21.0
"""Of what was known before any practice, this share is still known after so many days."""

_DAY: Final = timedelta(days=1)


def practised(retrievability: float, level: Level, difficulty: Difficulty) -> float:
    """Chance of a good answer to a question that was practised, 0-1."""
    topic = TOPIC * level.mean + COMMON * level.common + RATE * (level.rate - level.common)
    return logistic(_BASE + ITEM * log_odds(retrievability) + topic - HARDNESS[difficulty])


def unpractised(level: Level, difficulty: Difficulty, days: float) -> float:
    """Chance of a good answer to a question that was never graded, some days from now, 0-1."""
    return level.chance(difficulty) * _kept(days)


def chance(
    model: MemoryModel,
    state: QuestionState | None,
    level: Level,
    difficulty: Difficulty,
    *,
    now: datetime,
    at: datetime,
) -> float:
    """Chance of a good answer at a time, without practice until then, 0-1."""
    if state is None or state.stability is None:
        return unpractised(level, difficulty, (at - now) / _DAY)
    return practised(model.recall(state, at), level, difficulty)


def chance_after_practice(
    model: MemoryModel,
    state: QuestionState | None,
    level: Level,
    difficulty: Difficulty,
    *,
    now: datetime,
    at: datetime,
) -> float:
    """Chance of a good answer at a time, expected if the question is practised now, 0-1."""
    days = (at - now) / _DAY
    if state is None or state.memory is None or state.last_graded is None:
        known = level.chance(difficulty)
        read = model.reviewed(None, 0.0, Rating.Again)
        learned = practised(model.retrievability(read.stability, days), level, difficulty)
        kept = model.retrievability(model.reviewed(None, 0.0, Rating.Good).stability, days)
        return known * max(kept, _kept(days)) + (1 - known) * learned
    elapsed = (now - state.last_graded) / _DAY
    well, badly = (
        practised(
            model.retrievability(model.reviewed(state.memory, elapsed, rating).stability, days),
            level,
            difficulty,
        )
        for rating in (Rating.Good, Rating.Again)
    )
    recalled = chance(model, state, level, difficulty, now=now, at=now)
    return recalled * well + (1 - recalled) * badly


def _kept(days: float) -> float:
    return math.pow(_KEPT, max(days, 0.0) / _KEPT_FOR)
