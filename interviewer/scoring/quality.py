"""Whether questions can be graded as they are meant: what the grader's own model makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from interviewer.bank.checking import Finding
from interviewer.bank.question import Question
from interviewer.progress import OnProgress, silent
from interviewer.scoring.embedding_grader import EmbeddingGrader
from interviewer.scoring.embeddings import Embedder, joined
from interviewer.scoring.statements import clauses

CONTAINED = 0.55
"""Cosine that some clause, or sequence of clauses, of the reference answer must have with a key point."""
KNOWN = 0.5
"""Probability that the grader must give a key point when all key points are the answer."""
TOLD_APART = 0.2
"""How much more probable the grader must find a key point in its own words than in its misconception's."""
TWIN = 0.93
"""Cosine of two questions, each with its answer, from which they count as the same."""


def judge(
    questions: Sequence[Question],
    grader: EmbeddingGrader,
    on_progress: OnProgress = silent,
) -> Iterator[Finding]:
    """What is wrong with questions by their meaning.

    - A key point is not in the reference answer.
    - The grader does not find a key point in the key points' own words.
    - The grader takes a misconception for its key point.
    - Two questions ask and answer nearly the same.

    Args:
        questions: Any number.
        grader: Grades the points and the misconceptions as answers; its model measures how near texts are.
        on_progress: Called with the questions done and the questions in all.
    """
    for done, question in enumerate(questions, start=1):
        yield from _points(question, grader)
        on_progress(done, len(questions))
    yield from _twins(questions, grader.embedder)


def _points(question: Question, grader: EmbeddingGrader) -> Iterator[Finding]:
    said = grader.embedder.encode([clause.text for clause in clauses(question.answer)])
    runs = [said[first:last] for first in range(len(said)) for last in range(first + 1, len(said) + 1)]
    spans = np.stack([joined(run).vector for run in runs])
    points = np.stack(
        [each.vector for each in grader.embedder.encode([p.point for p in question.key_points])]
    )
    nearest = (points @ spans.T).max(axis=1)
    stated = _probabilities(question, grader, " ".join(point.point for point in question.key_points))
    for number, point in enumerate(question.key_points):
        place = ("key_points", number)
        if nearest[number] < CONTAINED:
            yield (
                question.id,
                (*place, "point"),
                f"the answer does not say this (similarity {nearest[number]:.2f}); say it there, or drop it",
            )
        if stated[number] < KNOWN:
            message = f"the grader misses it in its own words ({stated[number]:.2f}); say it more plainly"
            yield question.id, (*place, "point"), message
        if not point.misconception:
            continue
        believed = _probabilities(question, grader, point.misconception)[number]
        if stated[number] - believed < TOLD_APART:
            yield (
                question.id,
                (*place, "misconception"),
                f"the grader takes it for the key point ({believed:.2f}, the point itself "
                f"{stated[number]:.2f}); make what is wrong in it plainer",
            )


def _probabilities(question: Question, grader: EmbeddingGrader, answer: str) -> list[float]:
    graded = grader.grade(question.question, question.answer, question.key_points, answer)
    return [point.probability for point in graded.points]


def _twins(questions: Sequence[Question], embedder: Embedder) -> Iterator[Finding]:
    if not questions:
        return
    texts = [f"{question.question} {question.answer}" for question in questions]
    vectors = np.stack([each.vector for each in embedder.encode(texts)])
    near = np.triu(vectors @ vectors.T, k=1)
    for first, second in zip(*np.nonzero(near >= TWIN), strict=True):
        one, other = questions[first], questions[second]
        message = f"this is nearly the question '{one.id}' ({near[first, second]:.2f}); merge them"
        yield other.id, ("question",), message
