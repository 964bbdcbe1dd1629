"""What every grading engine offers."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from interviewer.bank.question import KeyPoint, Question
from interviewer.scoring.assessment import Assessment
from interviewer.scoring.explained import Explained


class Grader(Protocol):
    """Grades an answer by the key points that it makes."""

    name: str
    """Name and version: another one where the same answer may get another score."""

    @abstractmethod
    def warm_up(self) -> None:
        """Load what grading needs, so that the first answer does not wait for it.

        Raises:
            ModelError: The weights are missing or damaged.
        """

    @abstractmethod
    def grade(
        self,
        question: str,
        reference: str,
        key_points: Sequence[KeyPoint],
        answer: str,
        misconceptions: Sequence[str] = (),
    ) -> Assessment:
        """Grade any answer to any question.

        Args:
            question: The question as asked.
            reference: A full answer to it.
            key_points: What a full answer says; at least one.
            answer: The words of the candidate.
            misconceptions: Wrong beliefs about the question that no single key point is paired with.

        Returns:
            Score, a result for each key point in the order given, and remarks. Evidence is an exact part of
            `answer`.
        """

    def explain(
        self,
        question: str,
        reference: str,
        key_points: Sequence[KeyPoint],
        answer: str,
        misconceptions: Sequence[str] = (),
    ) -> Explained:
        """As `grade`, with explanations where the engine has them."""
        return Explained(assessment=self.grade(question, reference, key_points, answer, misconceptions))

    def grade_question(self, question: Question, answer: str) -> Assessment:
        """Grade an answer to a question of the bank."""
        return self.grade(question.question, question.answer, question.key_points, answer)
