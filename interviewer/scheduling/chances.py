"""The chance of a good answer: what is remembered of the question, and what is known of its topic.

Both are opinions, pooled in log odds (logarithmic opinion pool, Genest & Zidek 1986). The weights were fitted
once, by logistic regression, to the true recall of simulated candidates of three kinds
(`tests/benchmarks/scheduling/`).
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from fsrs import Rating

from interviewer.bank.question import Difficulty
from interviewer.scheduling.memory import MemoryModel
from interviewer.scheduling.state import QuestionState
from interviewer.scheduling.topics import HARDNESS, Level

ITEM: Final = 0.5
"""Weight of the question's own memory."""
COMMON: Final = 0.65
"""Weight of how often answers are good, over all topics."""
RATE: Final = 0.4
"""Weight of how often they are good in its topic, against all topics."""
TOPIC: Final = 0.14
"""Weight of what was known of its topic before practice."""
_BASE: Final = 0.45

_LEAST_ODDS: Final = 1e-6
"""Nothing is remembered for sure."""

_KEPT: Final = 0.9
_KEPT_FOR: Final = 21.0
"""Of what was known before any practice, this share is still known after so many days."""

_DAY: Final = timedelta(days=1)


class Prospects(NamedTuple):
    """Chance of a good answer to a question, 0-1."""

    now: float
    then: float
    """On the day, without practice until then."""
    after: float
    """On the day, expected if the question is practised now."""


def practised(retrievability: float, level: Level, difficulty: Difficulty) -> float:
    """Chance of a good answer to a question that was practised, 0-1."""
    return _pooled(_topic_odds_against(level, difficulty), retrievability)


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


def prospects(
    model: MemoryModel,
    state: QuestionState | None,
    level: Level,
    difficulty: Difficulty,
    *,
    now: datetime,
    day: datetime,
) -> Prospects:
    """Chances of a good answer that tell what practising a question now is worth."""
    days = (day - now) / _DAY
    memory = state.memory if state else None
    if state is None or memory is None or state.last_graded is None:
        return _prospects_of_new(model, level, difficulty, days)
    elapsed = (now - state.last_graded) / _DAY
    against, retrievability = _topic_odds_against(level, difficulty), model.retrievability
    well, badly = model.stabilities(memory, elapsed)
    known = _pooled(against, retrievability(memory.stability, elapsed))
    then = _pooled(against, retrievability(memory.stability, elapsed + days))
    if_well = _pooled(against, retrievability(well, days))
    if_badly = _pooled(against, retrievability(badly, days))
    return Prospects(known, then, known * if_well + (1 - known) * if_badly)


def _prospects_of_new(model: MemoryModel, level: Level, difficulty: Difficulty, days: float) -> Prospects:
    known, kept = level.chance(difficulty), _kept(days)
    read, confirmed = (model.reviewed(None, 0.0, rating) for rating in (Rating.Again, Rating.Good))
    learned = practised(model.retrievability(read.stability, days), level, difficulty)
    kept_with_practice = max(model.retrievability(confirmed.stability, days), kept)
    return Prospects(now=known, then=known * kept, after=known * kept_with_practice + (1 - known) * learned)


def _topic_odds_against(level: Level, difficulty: Difficulty) -> float:
    """Odds against a good answer by all but the question's own memory."""
    topic = TOPIC * level.mean + COMMON * level.common + RATE * (level.rate - level.common)
    return math.exp(HARDNESS[difficulty] - topic - _BASE)


def _pooled(topic_odds_against: float, retrievability: float) -> float:
    # The logistic of the weighted log odds, with less of logarithms: a large bank is valued by it.
    item_odds_against = max(1 / retrievability - 1, _LEAST_ODDS)
    return 1 / (1 + topic_odds_against * math.pow(item_odds_against, ITEM))


def _kept(days: float) -> float:
    return math.pow(_KEPT, max(days, 0.0) / _KEPT_FOR)
