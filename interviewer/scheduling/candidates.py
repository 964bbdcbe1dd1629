"""What practising a question now is worth, and the questions of a topic in that order."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from random import Random

from interviewer.bank.question import Difficulty, Question

Fits = Callable[[Question], bool]
"""Whether a question may be picked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A question with the numbers that it is picked by."""

    question: Question
    recall_now: float
    """Chance of a good answer now, 0-1."""
    recall_then: float
    """Chance of a good answer on the day, without practice, 0-1."""
    gain: float
    """What practice now adds to that chance."""
    minutes: float
    value: float = 0.0
    """The gain for a minute, by the role's weight and the rules of good practice: what is compared."""


Group = tuple[Difficulty, float]
"""Difficulty and minutes: questions of a topic that were never graded and share both are worth the same."""


class TopicQueue:
    """A topic's questions by their value.

    Those that were practised stand in their order; those that were not stand in groups, each of one value.

    Args:
        questions: All of the topic.
    """

    def __init__(self, questions: Iterable[Question]) -> None:
        self.questions = {question.id: question for question in questions}
        self._value: dict[str, float] = {}
        self._ranked: list[tuple[float, str]] = []
        self._new: dict[Group, dict[str, Question]] = {}
        for question in self.questions.values():
            self._new.setdefault((question.difficulty, question.all_minutes), {})[question.id] = question

    def rank(self, id: str, value: float) -> None:
        """Put a question that was practised in its place."""
        question = self.questions[id]
        if id in self._value:
            self._ranked.pop(bisect_left(self._ranked, (-self._value[id], id)))
        else:
            self._new[question.difficulty, question.all_minutes].pop(id)
        self._value[id] = value
        insort(self._ranked, (-value, id))

    def rank_all(self, values: dict[str, float]) -> None:
        """Put all questions that were practised in their places."""
        for id in values.keys() - self._value.keys():
            question = self.questions[id]
            self._new[question.difficulty, question.all_minutes].pop(id)
        self._value = values
        self._ranked = sorted((-value, id) for id, value in values.items())

    def best_practised(self, fits: Fits) -> tuple[float, Question] | None:
        """The question of most value that fits, with its value."""
        for value, id in self._ranked:
            if fits(self.questions[id]):
                return -value, self.questions[id]
        return None

    def new(self, fits: Fits, rng: Random) -> Iterator[Question]:
        """One that fits of each group of questions that were never graded, at random."""
        for group in self._new.values():
            if question := _any(list(group.values()), fits, rng):
                yield question


_DRAWS = 8


def _any(questions: list[Question], fits: Fits, rng: Random) -> Question | None:
    # A few draws nearly always do; a bank of 100,000 is not filtered for them.
    for _ in range(_DRAWS if questions else 0):
        question = questions[int(rng.random() * len(questions))]
        if fits(question):
            return question
    fitting = [question for question in questions if fits(question)]
    return rng.choice(fitting) if fitting else None
