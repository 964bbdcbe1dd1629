"""A question prepared for grading: everything about it that does not change with the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.bank.question import KeyPoint
from interviewer.scoring.embeddings import Embedder, Encoded
from interviewer.scoring.normalise import normalise
from interviewer.scoring.similarity import cosine
from interviewer.scoring.words import content_stems


@dataclass(frozen=True)
class Criterion:
    """One key point with the misconceptions that stand against it."""

    key_point: KeyPoint
    encoded: Encoded
    misconceptions: tuple[tuple[str, Encoded], ...]
    """Each as written, and encoded."""


@dataclass(frozen=True)
class Rubric:
    """A question and its criteria."""

    question: Encoded
    asked: frozenset[str]
    """Stems of the question's words that carry meaning."""
    criteria: tuple[Criterion, ...]


def prepare(
    embedder: Embedder, question: str, key_points: Sequence[KeyPoint], misconceptions: Sequence[str]
) -> Rubric:
    """Encode a question's texts; a misconception without a key point of its own goes to the nearest one."""
    paired = [point.misconception for point in key_points if point.misconception]
    loose = [text for text in misconceptions if text not in paired]
    texts = [question, *(point.point for point in key_points), *paired, *loose]
    encoded = dict(zip(texts, embedder.encode([normalise(text) for text in texts]), strict=True))
    points = [encoded[point.point] for point in key_points]
    against: list[list[str]] = [[p.misconception] if p.misconception else [] for p in key_points]
    for text in loose:
        against[int(np.argmax(cosine(encoded[text], points)))].append(text)
    return Rubric(
        question=encoded[question],
        asked=frozenset(content_stems(normalise(question))),
        criteria=tuple(
            Criterion(point, encoded[point.point], tuple((text, encoded[text]) for text in wrong))
            for point, wrong in zip(key_points, against, strict=True)
        ),
    )
