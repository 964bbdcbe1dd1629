"""Words of a text, the ones that carry meaning, and a stem that brings their forms together."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_FUNCTION_WORDS = """
    a an the this that these those it its they them their there here he she his her we us our you your i
    me my is are was were be been being am do does did done has have had having will would can could may
    might must shall should of to in on at by for from with without into onto over under between among
    through during about as than then so and or but nor if when where while because since although
    though both either each every all any some such no not never what which who whom whose how why also
    just only very more most much many other another same own too up down out off again once one s t don
    doesn didn isn aren wasn weren won can't cannot don't doesn't didn't isn't aren't wasn't weren't
    won't it's that's there's let's i'm you're we're they're get gets got go goes going thing things
    kind sort way before after above below less least
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that hold a sentence together and say little themselves."""

_SUFFIXES = """
    ifications ification ifying ified ifies ify isations izations isation ization ational nesses ments
    ness ment ising izing ised ized ises izes ations ation ating ated ates ings ing edly ed ions ion
    ally ively ive ities ity ies ied ance ence able ible ent ant ate ise ize al ly es er ers or s e y
"""
_LONGEST_FIRST = sorted(_SUFFIXES.split(), key=len, reverse=True)


def words(text: str) -> list[str]:
    """The words of `text` in order, in lower case; numbers count as words, signs do not."""
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


def stem(word: str) -> str:
    """`word` without its ending, so that "classifies" and "classification" share most of their letters.

    One suffix is taken off, the longest that leaves four letters. It only has to be the same for both sides.
    """
    for suffix in _LONGEST_FIRST:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def content_stems(text: str) -> list[str]:
    """Stems of the words of `text` that carry meaning, in order."""
    return [stem(word) for word in words(text) if word not in FUNCTION_WORDS]
