"""How much a question counts in the interview that is prepared for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from interviewer.bank.question import Question
from interviewer.bank.role import Role


def importance(questions: Sequence[Question], role: Role | None) -> dict[str, float]:
    """The weight of each question, by id; the mean over all is 1.

    A role's weight goes to its topics by their share, inside a topic to the difficulties by the role's mix,
    and inside those to every question alike. Without a role all weigh 1, and likewise where the role asks
    about none of them.

    Args:
        questions: The bank.
        role: The blueprint of the interview.
    """
    if role is None:
        return {question.id: 1.0 for question in questions}
    cells = Counter((question.topic, question.difficulty) for question in questions)
    mix: dict[str, float] = {}
    for topic, difficulty in cells:
        mix[topic] = mix.get(topic, 0.0) + role.difficulty.weight(difficulty)
    weights = {
        (topic, difficulty): role.share(topic)
        * role.difficulty.weight(difficulty)
        / (mix[topic] or 1)
        / count
        for (topic, difficulty), count in cells.items()
    }
    total = sum(weights[cell] * count for cell, count in cells.items())
    if not total:
        return importance(questions, None)
    return {
        question.id: weights[question.topic, question.difficulty] * len(questions) / total
        for question in questions
    }
