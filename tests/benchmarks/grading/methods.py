"""The grader, and simpler ways to give an answer a score from 0 to 1, to set beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from interviewer.bank.question import KeyPoint
from interviewer.scoring import similarity
from interviewer.scoring.embeddings import Embedder, Encoded

GRADER = "grader"
COSINE, RECALL, LENGTH = BASELINES = ("cosine of whole answers", "BERTScore's recall", "length alone")
METHODS = (GRADER, *BASELINES)

Method = Callable[[str, str, Sequence[KeyPoint], str], float]
"""From question, reference, key points and answer to a score."""

HALF_OF_ONE = 60
"""Words for which `length` gives 0.5."""
_KEPT_TEXTS = 32


def baselines() -> dict[str, Method]:
    """The simpler ways by name, over one embedder."""
    embedder = Embedder()

    @lru_cache(_KEPT_TEXTS)
    def encode(text: str) -> Encoded:
        return embedder.encode([text])[0]

    def cosine(_question: str, reference: str, _points: Sequence[KeyPoint], answer: str) -> float:
        return max(0.0, float(similarity.cosine(encode(reference), [encode(answer)])[0]))

    def recall(_question: str, reference: str, _points: Sequence[KeyPoint], answer: str) -> float:
        return max(0.0, float(similarity.recall(encode(reference), [encode(answer)], asked=())[0]))

    return {COSINE: cosine, RECALL: recall, LENGTH: length}


def length(_question: str, _reference: str, _points: Sequence[KeyPoint], answer: str) -> float:
    """The more words, the higher, whatever they say."""
    words = len(answer.split())
    return words / (words + HALF_OF_ONE)
