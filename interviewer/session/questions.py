"""Where an interview's questions come from."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from interviewer.bank.question import Question
from interviewer.bank.role import DifficultyMix, Role, TopicShare
from interviewer.scheduling import Pick, sample
from interviewer.session.schedule import Standing
from interviewer.session.setup import Setup

MinutesLeft = Callable[[], float | None]
"""Gives the minutes of interview time that are left; None where there is no limit."""


class _DrawnQuestions(ABC):
    """Draws one question at a time.

    A question that takes longer than what is left of the interview is not asked; only one that would
    otherwise have no question at all asks one that is too long.
    """

    def __init__(self, rng: random.Random, minutes_left: MinutesLeft) -> None:
        self._rng, self._minutes_left = rng, minutes_left

    def next(self, asked: Sequence[str]) -> Pick | None:
        """The next question and why; None when none is left that fits."""
        pick = self._draw(asked, self._minutes_left())
        if pick is None and not asked:
            pick = self._draw(asked, None)
        return pick

    @abstractmethod
    def _draw(self, asked: Sequence[str], minutes_left: float | None) -> Pick | None: ...


class PickedQuestions(_DrawnQuestions):
    """Asks the scheduler for each question, by all that is in the log at that moment.

    Args:
        standing: Gives the schedule.
        setup: Limits the questions to the chosen topics and difficulties.
        rng: Source of chance.
        minutes_left: Of the interview.
        first: A pick that was made already and is to be asked before all others.
    """

    def __init__(
        self,
        standing: Standing,
        setup: Setup,
        rng: random.Random,
        minutes_left: MinutesLeft = lambda: None,
        first: Pick | None = None,
    ) -> None:
        super().__init__(rng, minutes_left)
        self._standing, self._setup, self._first = standing, setup, first

    def _draw(self, asked: Sequence[str], minutes_left: float | None) -> Pick | None:
        if self._first:
            first, self._first = self._first, None
            return first
        with self._standing.schedule() as schedule:
            return schedule.pick(
                asked,
                self._standing.now(),
                self._rng,
                self._setup.topics,
                minutes_left,
                self._setup.difficulties,
            )


class RoleQuestions(_DrawnQuestions):
    """Samples the questions by the blueprint of a role.

    Args:
        role: The blueprint.
        questions: All questions of the bank.
        setup: Limits them to the chosen topics and difficulties.
        rng: Source of chance.
        minutes_left: Of the interview.
    """

    def __init__(
        self,
        role: Role,
        questions: Sequence[Question],
        setup: Setup,
        rng: random.Random,
        minutes_left: MinutesLeft = lambda: None,
    ) -> None:
        super().__init__(rng, minutes_left)
        self._role = role
        self._questions = tuple(question for question in questions if setup.covers(question))

    def _draw(self, asked: Sequence[str], minutes_left: float | None) -> Pick | None:
        had = set(asked)
        fits = [
            question
            for question in self._questions
            if question.id in had or minutes_left is None or question.all_minutes <= minutes_left
        ]
        return sample(self._role, fits, asked, self._rng)


class ChosenQuestions:
    """Asks the given questions in their order, but for those that were asked to follow up on an answer.

    Args:
        questions: The questions.
        reason: Why these.
    """

    def __init__(self, questions: Sequence[Question], reason: str = "You chose this question.") -> None:
        self._questions, self._reason = tuple(questions), reason

    def next(self, asked: Sequence[str]) -> Pick | None:
        """The next question; None after the last."""
        left = (question for question in self._questions if question.id not in asked)
        question = next(left, None)
        return Pick(question=question, reason=self._reason) if question else None


def blueprint(setup: Setup, questions: Sequence[Question], target: Role | None) -> Role:
    """What an interview without a role of its own is sampled by.

    Args:
        setup: The chosen topics and difficulties.
        questions: All questions of the bank.
        target: The role that one practises for.

    Returns:
        The target, where it asks about what is chosen; else a blueprint that has all topics of it alike.
    """
    covered = [question for question in questions if setup.covers(question)]
    if target and any(map(target.asks, covered)):
        return target
    return Role(
        id="",
        title=f"A mock interview over {'the chosen' if setup.topics else 'all'} topics",
        description="",
        minutes=60,
        difficulty=DifficultyMix(easy=1, medium=1, hard=1),
        topics=tuple(TopicShare(topic=topic) for topic in dict.fromkeys(each.topic for each in covered)),
    )
