"""What the outcomes of one question come down to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from interviewer.scheduling.memory import Memory, MemoryModel
from interviewer.scheduling.pick import Outcome
from interviewer.scheduling.rating import ANSWERED_WELL


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionState:
    """One question's history, small enough to keep for each question of a large bank."""

    question_id: str
    topic: str
    asked: int
    """Times that it was asked."""
    last_asked: datetime
    last_score: float | None = None
    """Score of the last graded answer, 0-100."""
    last_graded: datetime | None = None
    """When that answer was asked for."""
    missed: int = 0
    """Key points that it missed."""
    points: int = 0
    """Key points that were graded in it."""
    stability: float | None = None
    """Days until recall falls to 0.9; None while nothing was graded."""
    difficulty: float | None = None
    """1-10, as FSRS has it; None while nothing was graded."""
    first_well: bool | None = None
    """Whether the first graded answer was good: what is known of the topic before practice shows here."""
    first_graded: datetime | None = None
    graded: int = 0
    """Answers that were graded."""
    well: float = 0.0
    """How many of them were good; a fraction where answers to come are reckoned with."""

    @property
    def memory(self) -> Memory | None:
        """What FSRS holds; None while nothing was graded."""
        if self.stability is None or self.difficulty is None:
            return None
        return Memory(self.stability, self.difficulty)


def advance(state: QuestionState | None, outcome: Outcome, model: MemoryModel) -> QuestionState:
    """The state after one more outcome.

    Args:
        state: Before it; None for the first.
        outcome: Later than all that the state holds.
        model: How memory moves.
    """
    state = state or QuestionState(
        question_id=outcome.question_id, topic=outcome.topic, asked=0, last_asked=outcome.at
    )
    state = replace(state, asked=state.asked + 1, last_asked=outcome.at, topic=outcome.topic)
    if outcome.score is None:
        return state
    well = outcome.score >= ANSWERED_WELL
    days = (outcome.at - state.last_graded) / timedelta(days=1) if state.last_graded else 0.0
    memory = model.graded(state.memory, days, outcome.score)
    first = state.first_graded is None
    return replace(
        state,
        last_score=outcome.score,
        last_graded=outcome.at,
        missed=outcome.missed,
        points=outcome.points,
        stability=memory.stability,
        difficulty=memory.difficulty,
        first_well=well if first else state.first_well,
        first_graded=outcome.at if first else state.first_graded,
        graded=state.graded + 1,
        well=state.well + well,
    )


def replay(outcomes: Iterable[Outcome], model: MemoryModel) -> dict[str, QuestionState]:
    """The states of all questions, by id, after the outcomes in their order."""
    states: dict[str, QuestionState] = {}
    for outcome in outcomes:
        states[outcome.question_id] = advance(states.get(outcome.question_id), outcome, model)
    return states
