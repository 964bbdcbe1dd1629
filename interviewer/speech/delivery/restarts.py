"""False starts: words that were broken off, and words that were said twice.

Function words are what speakers repeat when they hesitate (Maclay & Osgood 1959, Word 15; Fraundorf & Watson
2013, Language and Cognitive Processes 29). Only they count alone, and only phrases that begin with one: "very
very", "log log", "step by step", "more and more" are said on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewer.speech.delivery.mentions import Mentions
from interviewer.speech.delivery.spoken import Passage, Spoken, passage

_LONGEST = 4
"""Words of a phrase that is looked for again."""

_FUNCTION_WORDS = """
a an the this these those i you he she it we they my your his her its our their of in on at for from with into
because if when while where which who what how is are was were be has have can could will would should do does
it's that's there's we're you're
"""
_OPENING = frozenset(_FUNCTION_WORDS.split())
_JOINING = frozenset({"and", "or", "but", "to", "by", "then", "so", "as"})
"""Function words that repeat alone, "and and", but begin phrases that are doubled on purpose."""


def restarts(said: Sequence[Spoken]) -> Mentions:
    """Words broken off and words repeated at once. A lower bound: Whisper tidies many of them away."""
    fluent = [each for each in said if not each.is_sound]
    return Mentions(passages=tuple(_found(fluent)), is_lower_bound=True)


def _found(said: Sequence[Spoken]) -> Iterator[Passage]:
    first = 0
    while first < len(said):
        length = _repeated(said, first)
        if length:
            yield passage(said[first : first + 2 * length])
        elif said[first].is_cut_off:
            yield passage(said[first : first + 1])
        first += max(length, 1)


def _repeated(said: Sequence[Spoken], first: int) -> int:
    """How many words from there on are said again at once; 0 where none are."""
    for length in range(min(_LONGEST, (len(said) - first) // 2), 0, -1):
        once, again = said[first : first + length], said[first + length : first + 2 * length]
        words = _OPENING if length > 1 else _OPENING | _JOINING
        if (
            once[0].key in words
            and all(one.key == other.key for one, other in zip(once, again, strict=True))
            and not any(each.opens for each in said[first + 1 : first + 2 * length])
        ):
            return length
    return 0
