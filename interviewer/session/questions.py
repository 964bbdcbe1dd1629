"""Where an interview's questions come from."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime, timezone

from interviewer.bank.question import Question
from interviewer.bank.role import Role
from interviewer.scheduling import Outcome, Pick, Picker, sample
from interviewer.session.setup import Setup


class _DrawnQuestions(ABC):
    """Draws one question at a time from those of the chosen topics, and keeps in mind which were asked."""

    def __init__(self, questions: Sequence[Question], setup: Setup, rng: random.Random) -> None:
        self._questions = tuple(question for question in questions if setup.covers(question))
        self._rng = rng
        self._asked: list[str] = []

    def next(self) -> Pick | None:
        """The next question and why; None when each has been asked in this interview."""
        pick = self._draw()
        if pick:
            self._asked.append(pick.question.id)
        return pick

    @abstractmethod
    def _draw(self) -> Pick | None: ...


class PickedQuestions(_DrawnQuestions):
    """Asks the scheduler for each question, by all that is in the log at that moment.

    Args:
        questions: All questions of the bank.
        setup: Limits them to the chosen topics.
        outcomes: Reads the log.
        rng: Source of chance.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        setup: Setup,
        outcomes: Callable[[], Sequence[Outcome]],
        rng: random.Random,
    ) -> None:
        super().__init__(questions, setup, rng)
        self._outcomes, self._picker = outcomes, Picker()

    def _draw(self) -> Pick | None:
        return self._picker.pick(
            self._questions,
            outcomes=self._outcomes(),
            asked=self._asked,
            now=datetime.now(timezone.utc),
            rng=self._rng,
        )


class RoleQuestions(_DrawnQuestions):
    """Samples the questions by the blueprint of a role.

    Args:
        role: The blueprint.
        questions: All questions of the bank.
        setup: Limits them to the chosen topics.
        rng: Source of chance.
    """

    def __init__(self, role: Role, questions: Sequence[Question], setup: Setup, rng: random.Random) -> None:
        super().__init__(questions, setup, rng)
        self._role = role

    def _draw(self) -> Pick | None:
        return sample(self._role, self._questions, self._asked, self._rng)


class ChosenQuestions:
    """Asks the given questions in their order."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._left = list(questions)

    def next(self) -> Pick | None:
        """The next question; None after the last."""
        return Pick(question=self._left.pop(0), reason="You chose this question.") if self._left else None
