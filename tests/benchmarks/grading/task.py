"""What is graded: an answer, and all that a grader may know of its question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.bank.question import KeyPoint, Question

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One answer to grade; equal ones are graded once.

    Attributes:
        question: As asked.
        reference: A full answer.
        key_points: At least one.
        answer: The words of the candidate.
        misconceptions: Those that no single key point is paired with.
    """

    question: str
    reference: str
    key_points: tuple[KeyPoint, ...]
    answer: str
    misconceptions: tuple[str, ...] = ()

    @classmethod
    def of(cls, question: Question, answer: str) -> Task:
        """An answer to a question of the bank."""
        return cls(
            question=question.question,
            reference=question.answer,
            key_points=question.key_points,
            answer=answer,
        )


def sentences(reference: str) -> tuple[KeyPoint, ...]:
    """The sentences of a reference answer, as key points for a question that has none."""
    parts = [part for part in _BETWEEN_SENTENCES.split(reference.strip()) if len(part.split()) > 1]
    return tuple(KeyPoint(point=part) for part in parts or [reference])
