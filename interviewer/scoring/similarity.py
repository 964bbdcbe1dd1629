"""How near a statement is to each stretch of an answer, with the question's own words demoted.

An answer that repeats the question is near to every key point. Two measures take that reward away: the
question's direction is projected out of the embeddings, and the question's words count little in the recall.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from interviewer.scoring.embeddings import Array, Encoded, unit
from interviewer.scoring.words import FUNCTION_WORDS, stem

DEMOTED = 0.25
"""Weight of a word that the question has already said, beside 1 for any other."""


def cosine(statement: Encoded, stretches: Sequence[Encoded]) -> Array:
    """Cosine of the sentence embeddings, one for each stretch."""
    return np.stack([stretch.vector for stretch in stretches]) @ statement.vector


def projected(statement: Encoded, stretches: Sequence[Encoded], question: Encoded) -> Array:
    """Cosine of what the sentence embeddings hold beyond the question's."""
    vectors = np.stack([stretch.vector for stretch in stretches])
    beyond = unit(vectors - np.outer(vectors @ question.vector, question.vector))
    own = unit(statement.vector - (statement.vector @ question.vector) * question.vector)
    return beyond @ own


def recall(statement: Encoded, stretches: Sequence[Encoded], asked: Collection[str]) -> Array:
    """Share of the statement's words that each stretch says, by meaning.

    This is the recall of BERTScore (Zhang et al. 2020): each token of the statement is matched with the
    nearest token of the stretch, and the cosines are averaged. Function words are left out, and words whose
    stem is in `asked` weigh `DEMOTED`.
    """
    meaning = [at for at, word in enumerate(statement.words) if word not in FUNCTION_WORDS]
    kept = meaning or list(range(len(statement.words)))
    if not kept:
        return np.zeros(len(stretches), np.float32)
    weights = np.array([DEMOTED if stem(statement.words[at]) in asked else 1.0 for at in kept], np.float32)
    wanted = statement.tokens[kept]
    best = [
        (wanted @ stretch.tokens.T).max(axis=1) if len(stretch.tokens) else np.zeros(len(kept), np.float32)
        for stretch in stretches
    ]
    shares: Array = np.stack(best) @ (weights / weights.sum())
    return shares


def closeness(statement: Encoded, stretches: Sequence[Encoded], asked: Collection[str]) -> Array:
    """Mean of cosine and recall: how alike the statement and each stretch are, right or wrong."""
    both: Array = np.stack([cosine(statement, stretches), recall(statement, stretches, asked)])
    mean: Array = both.mean(axis=0, dtype=np.float32)
    return mean
