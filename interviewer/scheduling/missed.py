"""Answers of late that missed most of their key points, and the questions that take them up again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from interviewer.bank.question import Question
from interviewer.scheduling.state import QuestionState

SOON: Final = timedelta(days=4)
"""What was missed is taken up again within this time."""

_MOST: Final = 0.5
"""More than this share of the key points is most of them."""


class Missed:
    """What waits to be taken up again: by the question itself, or by one of its follow-ups.

    Args:
        questions: The bank, by id.
        states: What the log says of it, by id; read anew at every use.
        now: The present, timezone-aware.
    """

    def __init__(
        self, questions: Mapping[str, Question], states: Mapping[str, QuestionState], now: datetime
    ) -> None:
        self._questions, self._states, self._now = questions, states, now
        self._waiting = dict.fromkeys(id for id, state in states.items() if self._waits(state))

    def learn(self, state: QuestionState) -> None:
        """Take in the new state of a question of the bank, which stands in `states` already."""
        self._waiting.pop(state.question_id, None)
        if self._waits(state):
            self._waiting[state.question_id] = None

    def again(self, until: datetime) -> Iterator[Question]:
        """Every question that would take up one that was missed until then; some may come twice."""
        for question, state, follow_ups in self._open():
            if state.last_asked <= until:
                yield question
                yield from follow_ups

    def leading_to(self, question_id: str) -> QuestionState | None:
        """The state of one that waits and has a question as a follow-up."""
        return next(
            (
                state
                for _, state, follow_ups in self._open()
                if any(each.id == question_id for each in follow_ups)
            ),
            None,
        )

    def _open(self) -> Iterator[tuple[Question, QuestionState, list[Question]]]:
        for id in self._waiting:
            question, state = self._questions[id], self._states[id]
            follow_ups = [self._questions[each] for each in question.follow_ups if each in self._questions]
            if not any(self._asked_since(each, state) for each in follow_ups):
                yield question, state, follow_ups

    def _asked_since(self, follow_up: Question, missed: QuestionState) -> bool:
        state = self._states.get(follow_up.id)
        return state is not None and state.last_asked > missed.last_asked

    def _waits(self, state: QuestionState) -> bool:
        return (
            state.missed > _MOST * state.points
            and state.last_graded is not None
            and self._now - state.last_graded <= SOON
        )
