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
    """Draws one question at a time, and keeps in mind which were asked.

    A question that takes longer than what is left of the interview is not asked; only one that would
    otherwise have no question at all asks one that is too long.
    """

    def __init__(self, rng: random.Random, minutes_left: MinutesLeft, asked: Sequence[str]) -> None:
        self._rng, self._minutes_left = rng, minutes_left
        self._asked = list(asked)

    def next(self) -> Pick | None:
        """The next question and why; None when none is left that fits."""
        pick = self._draw(self._minutes_left())
        if pick is None and not self._asked:
            pick = self._draw(None)
        if pick:
            self._asked.append(pick.question.id)
        return pick

    @abstractmethod
    def _draw(self, minutes_left: float | None) -> Pick | None: ...


class PickedQuestions(_DrawnQuestions):
    """Asks the scheduler for each question, by all that is in the log at that moment.

    Args:
        standing: Gives the schedule.
        setup: Limits the questions to the chosen topics.
        rng: Source of chance.
        minutes_left: Of the interview.
        asked: Ids of questions that were asked in this interview already.
        first: A pick that was made already and is to be asked before all others.
    """

    def __init__(
        self,
        standing: Standing,
        setup: Setup,
        rng: random.Random,
        minutes_left: MinutesLeft = lambda: None,
        asked: Sequence[str] = (),
        first: Pick | None = None,
    ) -> None:
        super().__init__(rng, minutes_left, asked)
        self._standing, self._topics, self._first = standing, setup.topics, first

    def _draw(self, minutes_left: float | None) -> Pick | None:
        if self._first:
            first, self._first = self._first, None
            return first
        with self._standing.schedule() as schedule:
            return schedule.pick(self._asked, self._standing.now(), self._rng, self._topics, minutes_left)


class RoleQuestions(_DrawnQuestions):
    """Samples the questions by the blueprint of a role.

    Args:
        role: The blueprint.
        questions: All questions of the bank.
        setup: Limits them to the chosen topics.
        rng: Source of chance.
        minutes_left: Of the interview.
        asked: Ids of questions that were asked in this interview already.
    """

    def __init__(
        self,
        role: Role,
        questions: Sequence[Question],
        setup: Setup,
        rng: random.Random,
        minutes_left: MinutesLeft = lambda: None,
        asked: Sequence[str] = (),
    ) -> None:
        super().__init__(rng, minutes_left, asked)
        self._role = role
        self._questions = tuple(question for question in questions if setup.covers(question))

    def _draw(self, minutes_left: float | None) -> Pick | None:
        asked = set(self._asked)
        fits = [
            question
            for question in self._questions
            if question.id in asked or minutes_left is None or question.all_minutes <= minutes_left
        ]
        return sample(self._role, fits, self._asked, self._rng)


class ChosenQuestions:
    """Asks the given questions in their order."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._left = list(questions)

    def next(self) -> Pick | None:
        """The next question; None after the last."""
        return Pick(question=self._left.pop(0), reason="You chose this question.") if self._left else None


def blueprint(setup: Setup, questions: Sequence[Question], target: Role | None) -> Role:
    """What a mock interview without a role of its own is sampled by.

    Args:
        setup: The chosen topics.
        questions: All questions of the bank.
        target: The role that one practises for.

    Returns:
        The target, where it asks about the chosen topics; else a blueprint that has all of these alike.
    """
    topics = dict.fromkeys(question.topic for question in questions if setup.covers(question))
    if target and any(map(target.share, topics)):
        return target
    return Role(
        id="",
        title=f"A mock interview over {'the chosen' if setup.topics else 'all'} topics",
        description="",
        minutes=60,
        difficulty=DifficultyMix(easy=1, medium=1, hard=1),
        topics=tuple(TopicShare(topic=topic) for topic in topics),
    )
