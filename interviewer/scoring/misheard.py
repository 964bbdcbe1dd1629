"""Finds terms that speech recognition wrote as other words that sound alike: "soft macs" for softmax."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import jellyfish

from interviewer.scoring.words import FUNCTION_WORDS, stem

LONGEST = 4
"""Words that one term may have been heard as."""
FEWEST_SOUNDS = 4
"""A shorter sequence of sounds says too little: "wait" may well be meant where "weight" is expected."""
ALIKE = 0.8
"""Likeness of the letters (Jaro-Winkler) of several words with equal sounds."""
ALIKE_BUT_ONE = 0.88
"""The same where one sound differs, or where a single word was heard, which may well be meant."""
FEWEST_SOUNDS_BUT_ONE = 5
WHOLE = 5
"""Letters from which an expected word among several was heard right."""
ENDING = 3
"""Letters by which forms of one word may differ in length."""
ALONE = 7
"""Letters from which a single word may be a term that was misheard; a shorter one may well be meant."""

_WORD = re.compile(r"[^\W\d_]+")
_OPPOSITES = (("intra", "inter"), ("hyper", "hypo"), ("over", "under"))
"""Beginnings that sound alike, or nearly, and turn the meaning round."""
_DENYING = frozenset({"a", "an", "in", "im", "un", "non", "dis"})
"""Beginnings that deny a word, and are or sound like words of their own: "a symmetric" is not asymmetric."""


@dataclass(frozen=True, slots=True)
class Misheard:
    """A stretch of an answer, and the expected term that it sounds like.

    Attributes:
        start: First character in the answer.
        end: Character after the last.
        heard: The stretch as written.
        meant: The term, in lower case.
    """

    start: int
    end: int
    heard: str
    meant: str


def misheard(expected: str, answer: str) -> tuple[Misheard, ...]:
    """Where `answer` seems to have a word of `expected` misheard, in order and without overlap.

    Words are compared by their sounds (Metaphone, Philips 1990) and their letters; what is expected as it
    stands, in whatever form of the word, is left alone.

    Args:
        expected: Reference answer and key points.
        answer: The transcript.
    """
    return tuple(_find(_vocabulary(expected), answer))


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    sounds: dict[str, tuple[str, ...]]
    """The words that sound so."""
    stems: frozenset[str]


@lru_cache(128)
def _vocabulary(expected: str) -> _Vocabulary:
    spoken = [match.group().lower() for match in _WORD.finditer(expected)]
    sounds: dict[str, tuple[str, ...]] = {}
    for word in dict.fromkeys(spoken):
        key = _sound(word)
        if len(key) >= FEWEST_SOUNDS and word not in FUNCTION_WORDS:
            sounds[key] = (*sounds.get(key, ()), word)
    return _Vocabulary(sounds, frozenset(map(stem, spoken)))


def _find(vocabulary: _Vocabulary, answer: str) -> Iterator[Misheard]:
    spoken = list(_WORD.finditer(answer))
    found = [_best(vocabulary, spoken[at : at + LONGEST]) for at in range(len(spoken))]
    at = 0
    while at < len(spoken):
        likeness, meant, count = found[at]
        # "a con volition" is much like its term; without the "a" it is more so.
        if likeness and likeness >= max((other for other, *_ in found[at + 1 : at + count]), default=0.0):
            start, end = spoken[at].start(), spoken[at + count - 1].end()
            yield Misheard(start, end, answer[start:end], meant)
            at += count
        else:
            at += 1


def _best(vocabulary: _Vocabulary, words: list[re.Match[str]]) -> tuple[float, str, int]:
    """Likeness and term of the first words that are most like one, and how many words they are."""
    return max(
        (*_meant(vocabulary, [match.group().lower() for match in words[:count]]), count)
        for count in range(1, _run(words) + 1)
    )


def _run(words: list[re.Match[str]]) -> int:
    """How many of the words stand together with nothing but a space or a hyphen between them."""
    together = 1
    for one, other in pairwise(words):
        if other.start() - one.end() != 1:
            break
        together += 1
    return together


def _meant(vocabulary: _Vocabulary, heard: list[str]) -> tuple[float, str]:
    """The term that these words are most likely meant for, after its likeness; 0 where there is none."""
    several, glued, none = len(heard) > 1, "".join(heard), (0.0, "")
    if all(word in FUNCTION_WORDS or stem(word) in vocabulary.stems for word in heard):
        return none
    if several and any(len(word) >= WHOLE and stem(word) in vocabulary.stems for word in heard):
        return none
    key = _sound(glued)
    if len(key) < FEWEST_SOUNDS or (not several and len(glued) < ALONE):
        return none
    found = (
        (likeness, word)
        for sound, likely in vocabulary.sounds.items()
        if sound == key or (several and _nearly(sound, key))
        for word in likely
        for likeness in [jellyfish.jaro_winkler_similarity(glued, word)]
        if likeness >= (ALIKE if several and sound == key else ALIKE_BUT_ONE)
        and not _opposite(glued, word)
        and not _denied(heard, word)
        and not (several and _inflected(heard, word))
    )
    return max(found, default=none)


def _inflected(heard: list[str], word: str) -> bool:
    """Whether they are a form of the word, beside words that hold the sentence together."""
    content = [one for one in heard if one not in FUNCTION_WORDS]
    return len(content) == 1 and _same_word(content[0], word)


def _same_word(one: str, other: str) -> bool:
    """Whether they are forms of one word."""
    return len(one) >= WHOLE and one[:WHOLE] == other[:WHOLE] and abs(len(one) - len(other)) <= ENDING


def _nearly(sound: str, key: str) -> bool:
    long = min(len(sound), len(key)) >= FEWEST_SOUNDS_BUT_ONE
    return long and bool(jellyfish.levenshtein_distance(sound, key) == 1)


def _opposite(heard: str, word: str) -> bool:
    return any(
        {begin for begin in pair if heard.startswith(begin)}
        != {begin for begin in pair if word.startswith(begin)}
        for pair in _OPPOSITES
    )


def _denied(heard: list[str], word: str) -> bool:
    *before, last = heard
    return FUNCTION_WORDS.issuperset(before) and word.removesuffix(last) in _DENYING


@lru_cache(4096)
def _sound(word: str) -> str:
    return jellyfish.metaphone(word).replace(" ", "")
