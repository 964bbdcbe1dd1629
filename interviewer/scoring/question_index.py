"""Which questions are nearest to a text in meaning. Vectors are kept: the second search is fast."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from interviewer.bank.question import Question
from interviewer.progress import OnProgress, silent
from interviewer.scoring.embeddings import Array, Embedder

_BATCH = 32


class QuestionIndex:
    """Vectors of questions, each with its answer.

    Args:
        embedder: Makes the vectors.
        file: Where they are kept from one run to the next; made anew where it is missing or damaged.
    """

    def __init__(self, embedder: Embedder, file: Path) -> None:
        self._embedder, self._file = embedder, file

    def rank(
        self,
        questions: Sequence[Question],
        query: str,
        on_progress: OnProgress = silent,
    ) -> list[tuple[str, float]]:
        """Every question's id with its cosine to the query, nearest first.

        Args:
            questions: Any number.
            query: What is looked for.
            on_progress: Called with the questions encoded and those to encode, where some are new.
        """
        if not questions:
            return []
        vectors = self._vectors([_said(each) for each in questions], on_progress)
        near = vectors @ self._embedder.encode([query])[0].vector
        order = np.argsort(-near, kind="stable")
        return [(questions[at].id, float(near[at])) for at in order]

    def nearest(
        self,
        questions: Sequence[Question],
        known: Sequence[Question],
        on_progress: OnProgress = silent,
    ) -> list[tuple[str, float]]:
        """For each question the id of the one that is nearest in meaning, with their cosine.

        Args:
            questions: Those to compare.
            known: What they are compared with, besides the questions that stand before them; their vectors
                are kept.
            on_progress: Called with the questions encoded and those to encode.

        Returns:
            As many as there are questions; an empty id where there is nothing to compare with.
        """
        if not questions:
            return []
        kept = self._vectors([_said(each) for each in known], on_progress) if known else None
        new: list[Array] = []
        for start in range(0, len(questions), _BATCH):
            batch = questions[start : start + _BATCH]
            new += [each.vector for each in self._embedder.encode([_said(each) for each in batch])]
            on_progress(start + len(batch), len(questions))
        vectors = np.stack([*(kept if kept is not None else ()), *new])
        ids = [each.id for each in (*known, *questions)]
        found = []
        for place in range(len(known), len(ids)):
            near = vectors[:place] @ vectors[place]
            best = int(near.argmax()) if place else 0
            found.append((ids[best], float(near[best])) if place else ("", 0.0))
        return found

    def _vectors(self, texts: Sequence[str], on_progress: OnProgress) -> Array:
        keys = [hashlib.sha256(f"{self._embedder.name}\n{text}".encode()).hexdigest() for text in texts]
        known = self._read()
        new = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in known]
        for start in range(0, len(new), _BATCH):
            batch = new[start : start + _BATCH]
            encoded = self._embedder.encode([text for _, text in batch])
            known.update((key, each.vector) for (key, _), each in zip(batch, encoded, strict=True))
            on_progress(start + len(batch), len(new))
        if new:
            self._write({key: known[key] for key in keys})
        return np.stack([known[key] for key in keys])

    def _read(self) -> dict[str, Array]:
        try:
            with np.load(self._file, allow_pickle=False) as kept:
                return dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return {}  # none yet, or one that a newer or broken program left: it is only a cache

    def _write(self, vectors: dict[str, Array]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_name(f".{self._file.name}.part")
        with part.open("wb") as file:
            np.savez(file, keys=np.array(list(vectors)), vectors=np.stack(list(vectors.values())))
        part.replace(self._file)


def _said(question: Question) -> str:
    return f"{question.question} {question.answer}"
