"""What practising a question now is worth."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from interviewer.bank.question import Question
from interviewer.scheduling.candidates import Candidate
from interviewer.scheduling.chances import chance, chance_after_practice
from interviewer.scheduling.memory import MemoryModel
from interviewer.scheduling.state import QuestionState
from interviewer.scheduling.topics import Level

_AROUND: Final = 1.0
"""Minutes that a question takes beside its answer: it is read out, and the feedback is read."""

_SPACING: Final = 0.06
"""What a full rest is worth beside the gain."""

_A_DAY: Final = 8
"""Questions of a day of practice, by which a round over the bank is reckoned."""

SOON: Final = timedelta(days=4)
"""What was missed is taken up again within this time."""

_MISSED: Final = 0.02
"""What taking up again an answer that missed every point is worth beside the gain."""

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
        leads_here: QuestionState | None = None,
    ) -> Candidate:
        """A question with its value.

        Args:
            question: Any question.
            state: What the log says of it.
            level: Of its topic.
            importance: Its weight in the interview; 1 is the mean.
            leads_here: Of a question that has this one as a follow-up, and whose answer missed points.
        """
        now = chance(self.model, state, level, question.difficulty, now=self.now, at=self.now)
        then = chance(self.model, state, level, question.difficulty, now=self.now, at=self.day)
        after = chance_after_practice(
            self.model, state, level, question.difficulty, now=self.now, at=self.day
        )
        gain = after - then
        worth = gain + _SPACING * self._rest(state)
        worth += _MISSED * max(self.missed(state), self.missed(leads_here))
        if state is None and now < _TOO_HARD:
            worth *= now / _TOO_HARD
        return Candidate(
            question=question,
            recall_now=now,
            recall_then=then,
            gain=gain,
            minutes=question.minutes,
            value=importance * worth / (question.minutes + _AROUND),
        )

    def missed(self, state: QuestionState | None) -> float:
        """Share of the key points that an answer of late missed, 0-1."""
        if state is None or not state.points or state.last_graded is None:
            return 0.0
        return state.missed / state.points if self.now - state.last_graded <= SOON else 0.0

    def _rest(self, state: QuestionState | None) -> float:
        """How far a question is rested, 0-1: practice does more when it is spaced (Cepeda et al. 2006)."""
        if state is None:
            return 1.0
        round_of_bank = timedelta(days=max(self.size / _A_DAY, 1.0))
        return 1 - math.exp(-max(self.now - state.last_asked, timedelta(0)) / round_of_bank)
