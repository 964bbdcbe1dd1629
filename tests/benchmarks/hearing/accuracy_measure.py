"""How much of a transcript is right: word error rate, and technical terms."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

# Spelling is not hearing. Of the words with a British ending only the common ones are in Whisper's list.
_BRITISH = re.compile(r"is(?=(?:e[drs]?|ers|ing|ations?)$)")
_PLURAL = re.compile(r"(?<=[sxz])es$|(?<=[cs]h)es$|(?<=\w\w[^s])s$")


def word_errors(said: str, heard: str) -> tuple[int, int]:
    """Words that are wrong, missing or too many, by Levenshtein, and words that were said.

    Both texts are normalised as in the paper on Whisper (appendix C): case, punctuation, numbers,
    contractions and British spelling make no difference.
    """
    expected, got = (_words(text) for text in (said, heard))
    row = list(range(len(got) + 1))
    for i, word in enumerate(expected, 1):
        above, row = row, [i]
        for j, other in enumerate(got, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (word != other)))
    return row[-1], len(expected)


def right(terms: Iterable[str], heard: str) -> list[str]:
    """Those of the terms that are in the transcript.

    Case, hyphens, plurals and where a compound is written apart make no difference: "flash attention" is
    FlashAttention.
    """
    words = _folded(heard)
    return [term for term in terms if _contains(words, "".join(_folded(term)))]


def _contains(words: Sequence[str], term: str) -> bool:
    for first in range(len(words)):
        joined = ""
        for word in words[first:]:
            joined += word
            if joined == term:
                return True
            if not term.startswith(joined):
                break
    return False


def _folded(text: str) -> list[str]:
    return [_PLURAL.sub("", word) for word in _words(text.replace("-", " "))]


def _words(text: str) -> list[str]:
    return [_BRITISH.sub("iz", word) for word in _normaliser()(text).split()]


@cache
def _normaliser() -> Any:
    # Imported late: it brings PyTorch along.
    from whisper.normalizers import EnglishTextNormalizer

    with warnings.catch_warnings():
        # openai-whisper leaves the closing of its list of spellings to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        return EnglishTextNormalizer()
