"""How well a question is remembered: FSRS in continuous time, with grades that may be wrong."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from fsrs import Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS

from interviewer.scheduling.rating import ANSWERED_WELL, rating

if TYPE_CHECKING:
    from interviewer.scheduling.state import QuestionState

CODE: Final = 2
"""Raised whenever a change of the code would make other states of the same outcomes."""

PARAMETERS: Final = (1.0, 4.0, 8.0, 15.0, *DEFAULT_PARAMETERS[4:])
"""FSRS's own but for the stability after a first answer (days; again, hard, good, easy).

FSRS's defaults are those of flashcards, whose first answer comes minutes after the card was first read. Here
the first answer tells what was known already, and what is known for long fades slowly.
"""

_DAY: Final = timedelta(days=1)


class _ContinuousScheduler(Scheduler):
    """FSRS where half a day is half a day; the library counts whole days.

    `first` and `next` are the library's `review_card` without the card and its due date. `stabilities` is
    `next` for what a large bank is valued by, question by question.
    """

    def first(self, rating: Rating) -> Memory:
        return Memory(
            self._initial_stability(rating=rating), self._initial_difficulty(rating=rating, clamp=True)
        )

    def next(self, memory: Memory, days: float, rating: Rating) -> Memory:
        if days < 1:
            stability = self._short_term_stability(stability=memory.stability, rating=rating)
        else:
            stability = self._next_stability(
                difficulty=memory.difficulty,
                stability=memory.stability,
                retrievability=self.retrievability(memory.stability, days),
                rating=rating,
            )
        return Memory(stability, self._next_difficulty(difficulty=memory.difficulty, rating=rating))

    def stabilities(self, memory: Memory, days: float) -> tuple[float, float]:
        if days < 1:
            well, badly = (
                self._short_term_stability(stability=memory.stability, rating=rating)
                for rating in (Rating.Good, Rating.Again)
            )
            return well, badly
        w, stability = self.parameters, memory.stability
        forgotten = 1 - self.retrievability(stability, days)
        growth = (11 - memory.difficulty) * stability ** -w[9] * math.expm1(forgotten * w[10])
        lapsed = w[11] * memory.difficulty ** -w[12] * ((stability + 1) ** w[13] - 1)
        return (
            stability * (1 + math.exp(w[8]) * growth),
            min(lapsed * math.exp(forgotten * w[14]), stability * math.exp(-w[17] * w[18])),
        )

    def retrievability(self, stability: float, days: float) -> float:
        recall: float = (1 + self._FACTOR * max(days, 0.0) / stability) ** self._DECAY
        return recall


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS holds of one question."""

    stability: float
    """Days until recall has fallen to 0.9."""
    difficulty: float
    """1-10."""


@dataclass(frozen=True)
class MemoryModel:
    """FSRS-6 (https://github.com/open-spaced-repetition/fsrs4anki/wiki) that doubts the grades.

    A grade is wrong with probability `noise`. Bayes' rule gives the chance that the answer was truly
    recalled, from the recall predicted and the grade, and the memory moves to the mixture of both cases.

    Attributes:
        parameters: The 21 parameters of FSRS-6.
        noise: Chance that a grade is on the wrong side of "answered well", 0-0.5.
        prior: Chance that a question which was never graded is answered well.
    """

    parameters: tuple[float, ...] = PARAMETERS
    noise: float = 0.1
    prior: float = 0.5

    @cached_property
    def version(self) -> str:
        """Changes whenever the same outcomes would give other states."""
        told = repr((CODE, self.parameters, self.noise, self.prior))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def retrievability(self, stability: float, days: float) -> float:
        """Chance of recall some days after the last answer, 0-1."""
        return (1 + self._factor * max(days, 0.0) / stability) ** -self.parameters[20]  # type: ignore[no-any-return]

    def recall(self, state: QuestionState, at: datetime) -> float:
        """Chance that a question is remembered, 0-1; the prior where it was never graded."""
        if state.stability is None or state.last_graded is None:
            return self.prior
        return self.retrievability(state.stability, (at - state.last_graded) / _DAY)

    def reviewed(self, memory: Memory | None, days: float, rating: Rating) -> Memory:
        """The memory after an answer and after reading the reference answer, if the grade is right.

        Args:
            memory: Before it; None where the question was never graded.
            days: Since the last graded answer.
            rating: Of the answer.
        """
        after = self._scheduler.next(memory, days, rating) if memory else self._scheduler.first(rating)
        # Whoever fails reads the answer anew, and is left with no less than whoever reads it first.
        return Memory(max(after.stability, self.parameters[0]), after.difficulty)

    def stabilities(self, memory: Memory, days: float) -> tuple[float, float]:
        """Stability after an answer that is good and after one that is bad, in days.

        It is that of `reviewed` with Good and with Again, at a third of the time.

        Args:
            memory: Before the answer.
            days: Since the last graded answer.
        """
        well, badly = self._scheduler.stabilities(memory, days)
        return max(well, self.parameters[0]), max(badly, self.parameters[0])

    def graded(self, memory: Memory | None, days: float, score: float) -> Memory:
        """The memory after an answer, given a score that may be wrong.

        Args:
            memory: Before it; None where the question was never graded.
            days: Since the last graded answer.
            score: 0-100.
        """
        predicted = self.retrievability(memory.stability, days) if memory else self.prior
        well = self.reviewed(memory, days, max(rating(score), Rating.Hard))
        badly = self.reviewed(memory, days, Rating.Again)
        return mixture(well, badly, self.believed(predicted, score))

    def believed(self, predicted: float, score: float) -> float:
        """Chance that an answer with this score was truly recalled, by Bayes' rule.

        Args:
            predicted: Chance of recall before the grade was known.
            score: 0-100.
        """
        right, wrong = 1 - self.noise, self.noise
        likely, unlikely = (right, wrong) if score >= ANSWERED_WELL else (wrong, right)
        return predicted * likely / (predicted * likely + (1 - predicted) * unlikely)

    def seems_well(self, chance: float) -> float:
        """Chance that an answer is graded as good, given the chance that it is.

        Args:
            chance: 0-1.
        """
        return self.noise + (1 - 2 * self.noise) * chance

    @cached_property
    def _factor(self) -> float:
        return math.pow(0.9, -1 / self.parameters[20]) - 1

    @cached_property
    def _scheduler(self) -> _ContinuousScheduler:
        return _ContinuousScheduler(
            self.parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )


def mixture(well: Memory, badly: Memory, chance: float) -> Memory:
    """One memory in place of two that are possible.

    Args:
        well: After a good answer.
        badly: After a bad one.
        chance: Of the good one, 0-1.
    """
    return Memory(
        stability=well.stability**chance * badly.stability ** (1 - chance),
        difficulty=chance * well.difficulty + (1 - chance) * badly.difficulty,
    )
