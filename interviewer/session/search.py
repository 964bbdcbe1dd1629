"""Finds questions by word and by meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from interviewer.bank.question import Question
from interviewer.bank.search import by_words
from interviewer.errors import InterviewerError
from interviewer.progress import OnProgress, silent
from interviewer.session.models import Models

NEAR = 0.25
"""Cosine below which a question is not taken for one about the text."""
_DAMPING = 60
"""Of reciprocal rank fusion (Cormack, Clarke & Buettcher 2009): how little the first places stand out."""


async def search(
    questions: Sequence[Question],
    query: str,
    models: Models,
    on_progress: OnProgress = silent,
    on_problem: Callable[[InterviewerError], None] = lambda error: None,
) -> list[Question]:
    """The questions that a text is about, best first: those found by word and by meaning, ranks fused.

    Args:
        questions: Where to look.
        query: Words, or a sentence.
        models: Measures meaning.
        on_progress: Called with the questions read and those to read, where some are new.
        on_problem: Called when meaning cannot be measured; what is found by word is returned all the same.
    """
    ranked = [by_words(questions, query)]
    try:
        ranked.append(list(await near(query, models, on_progress)))
    except InterviewerError as error:
        on_problem(error)
    by_id = {question.id: question for question in questions}
    return [by_id[id] for id in fused([id for id in ids if id in by_id] for ids in ranked)]


async def near(query: str, models: Models, on_progress: OnProgress = silent) -> tuple[str, ...]:
    """Ids of the questions of the bank that are near to a text in meaning, nearest first.

    Raises:
        InterviewerError: Meaning cannot be measured.
    """
    return tuple(id for id, cosine in await models.rank_questions(query, on_progress) if cosine >= NEAR)


def fused(ranked: Iterable[Iterable[str]]) -> list[str]:
    """Several rankings of ids as one."""
    points: dict[str, float] = {}
    for ids in ranked:
        for place, id in enumerate(ids):
            points[id] = points.get(id, 0.0) + 1 / (_DAMPING + place)
    return sorted(points, key=lambda id: -points[id])
