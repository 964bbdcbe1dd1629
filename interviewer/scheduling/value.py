"""What practising a question now is worth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from interviewer.bank.question import Question
from interviewer.scheduling.candidates import Candidate
from interviewer.scheduling.chances import Prospects, prospects
from interviewer.scheduling.memory import MemoryModel
from interviewer.scheduling.state import QuestionState
from interviewer.scheduling.topics import Level

_AROUND: Final = 1.0
"""Minutes that a question takes beside its answer: it is read out, and the feedback is read."""

_SPACING: Final = 0.06
"""What a full rest is worth beside the gain."""

_A_DAY: Final = 8
"""Questions of a day of practice, by which a round over the bank is reckoned."""

_NOTHING: Final = timedelta(0)

_TOO_HARD: Final = 0.2
"""Chance of a good answer below which a new question waits until the candidate's level has risen."""


@dataclass(frozen=True)
class Valuer:
    """Values questions as of one moment.

    Attributes:
        model: How memory moves.
        now: The present.
        day: The day of the interview.
        size: Questions in the bank.
    """

    model: MemoryModel
    now: datetime
    day: datetime
    size: int

    def candidate(
        self,
        question: Question,
        state: QuestionState | None,
        level: Level,
        importance: float,
    ) -> Candidate:
        """A question with its value.

        Args:
            question: Any question.
            state: What the log says of it.
            level: Of its topic.
            importance: Its weight in the interview; 1 is the mean.
        """
        found = self._prospects(question, state, level)
        return Candidate(
            question=question,
            recall_now=found.now,
            recall_then=found.then,
            gain=found.after - found.then,
            minutes=question.all_minutes,
            value=self._value(question, state, importance, found),
        )

    def value(
        self,
        question: Question,
        state: QuestionState | None,
        level: Level,
        importance: float,
    ) -> float:
        """The value alone, for which a large bank need not wait for the rest.

        Args:
            question: Any question.
            state: What the log says of it.
            level: Of its topic.
            importance: Its weight in the interview; 1 is the mean.
        """
        return self._value(question, state, importance, self._prospects(question, state, level))

    def _value(
        self, question: Question, state: QuestionState | None, importance: float, found: Prospects
    ) -> float:
        return importance * self._worth(found, state) / (question.all_minutes + _AROUND)

    def _prospects(self, question: Question, state: QuestionState | None, level: Level) -> Prospects:
        return prospects(self.model, state, level, question.difficulty, now=self.now, day=self.day)

    def _worth(self, found: Prospects, state: QuestionState | None) -> float:
        worth = found.after - found.then + _SPACING * self._rest(state)
        if state is None and found.now < _TOO_HARD:
            worth *= found.now / _TOO_HARD
        return worth

    def _rest(self, state: QuestionState | None) -> float:
        """How far a question is rested, 0-1: practice does more when it is spaced (Cepeda et al. 2006)."""
        if state is None:
            return 1.0
        return 1 - math.exp(-max(self.now - state.last_asked, _NOTHING) / self._round)

    @cached_property
    def _round(self) -> timedelta:
        """Time of a round over the bank."""
        return timedelta(days=max(self.size / _A_DAY, 1.0))
