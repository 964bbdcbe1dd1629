"""What was heard wrongly, by what the candidate made of the transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

_LONGEST = 4
"""Words on either side. What replaces more is written anew, not corrected."""

_ALIKE = 0.4
"""Share of letters in common, in order, from which on one word can be taken for the other: "pee pee oh" and
PPO have 0.55, "laura" and LoRA 0.67, "uses" and "employs" 0.18."""

_EDGES = re.compile(r"^[^\w]+|[^\w+]+$")
_SENTENCE_END = (".", "?", "!", ":")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A few words that took the place of what was heard."""

    heard: str
    meant: str
    """As written, without the punctuation around it."""
    is_name: bool
    """Whether it is spelled as no common word is: LoRA, F1, t-SNE, or with a capital inside a sentence."""


@lru_cache(maxsize=256)
def corrections(heard: str, meant: str) -> tuple[Correction, ...]:
    """The places of a transcript in which words were put right; nothing that was only rephrased.

    Args:
        heard: The transcript.
        meant: The same as corrected.
    """
    return tuple(_corrections(heard, meant))


def _corrections(heard: str, meant: str) -> Iterator[Correction]:
    before, after = heard.split(), meant.split()
    matcher = SequenceMatcher(None, [*map(_plain, before)], [*map(_plain, after)], autojunk=False)
    for change, first, last, start, end in matcher.get_opcodes():
        if change != "replace" or max(last - first, end - start) > _LONGEST:
            continue
        was, now = (" ".join(map(_bare, words)) for words in (before[first:last], after[start:end]))
        if _sounds_alike(was, now):
            begins = start == 0 or after[start - 1].endswith(_SENTENCE_END)
            yield Correction(heard=was, meant=now, is_name=is_name(now, opens=begins))


def _sounds_alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, _letters(one), _letters(other), autojunk=False)
    return matcher.ratio() >= _ALIKE


def is_name(words: str, *, opens: bool = False) -> bool:
    """Whether they are spelled as no common words are: with a capital, a digit or a hyphen among letters."""
    inside = words[opens:]  # a capital at the beginning of a sentence says nothing
    return any(map(str.isalpha, words)) and any(
        sign.isupper() or sign.isdigit() or sign == "-" for sign in inside
    )


def _plain(word: str) -> str:
    return _bare(word).casefold()


def _bare(word: str) -> str:
    return _EDGES.sub("", word)


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
