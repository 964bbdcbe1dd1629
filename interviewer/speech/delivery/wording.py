"""Fillers, hedges and self-corrections in English, each by its words and the words around it.

"Like", "so", "right" and "you know" have ordinary uses as well (Schiffrin 1987, Discourse Markers). They
count only where they stand apart, between commas, silences or filled pauses; other uses are not counted, and
where there are such, the number is a lower bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.speech.delivery.mentions import Mentions, Rule, Surroundings, always, find
from interviewer.speech.delivery.spoken import Spoken, passage

_HESITATION = 0.5
"""Seconds of silence after "so" from which on it leads nowhere."""

_DETERMINERS = "a an the this that these those what which some any every each one same another other all no"
_KINDS = frozenset(_DETERMINERS.split())
"""Words after which "kind" or "sort" is a noun."""


def sounds(said: Sequence[Spoken]) -> Mentions:
    """Filled pauses. Always a lower bound: Whisper learnt from texts that leave most of them out."""
    return Mentions(
        passages=tuple(passage([each]) for each in said if each.is_sound),
        is_lower_bound=True,
    )


def markers(said: Sequence[Spoken]) -> Mentions:
    """Discourse markers that carry no meaning where they stand."""
    return find(said, _MARKERS)


def hedges(said: Sequence[Spoken]) -> Mentions:
    """Words that take back some of what is said."""
    return find(said, _HEDGES)


def corrections(said: Sequence[Spoken]) -> Mentions:
    """Self-corrections that name themselves. Those that come without such words are not told."""
    return replace(find(said, _CORRECTIONS), is_lower_bound=True)


def _apart(use: Surroundings) -> bool:
    return use.set_off


def _aimless(use: Surroundings) -> bool:
    """Whether "so" draws no conclusion: it opens the answer, or is left hanging."""
    if not use.set_off_before:
        return False
    if use.last == len(use.said):
        return True
    after = use.said[use.last]
    return use.first == 0 or after.is_sound or after.pause >= _HESITATION or after.key == "so"


def _not_a_noun(use: Surroundings) -> bool:
    """Whether "kind of" is an adverb: not "this kind of", nor "a new kind of"."""
    two_before = use.said[use.first - 2].key if use.first > 1 else ""
    return use.before not in _KINDS and two_before not in {
        "a",
        "an",
        "the",
        "another",
        "some",
        "every",
        "one",
    }


def _not_explaining(use: Surroundings) -> bool:
    """Whether "I mean" adds nothing: not "by this I mean", nor "no, I mean", which corrects."""
    return use.set_off_before and use.before != "no" and use.after not in {"that", "by", "is", "the"}


def _not_beside_no(use: Surroundings) -> bool:
    return "no" not in (use.before, use.after)


def _not_before(*words: str) -> Rule:
    return lambda use: use.after not in words


_MARKERS: Sequence[tuple[str, Rule]] = (
    ("you know", _apart),
    ("i mean", _not_explaining),
    ("sort of", _not_a_noun),
    ("basically", always),
    ("actually", _not_beside_no),
    ("like", _apart),
    ("right", _apart),
    ("so", _aimless),
)

_HEDGES: Sequence[tuple[str, Rule]] = (
    ("i think", always),
    ("i guess", always),
    ("i believe", always),
    ("i suppose", always),
    ("maybe", always),
    ("perhaps", always),
    ("probably", _not_before("approximately")),
    ("kind of", _not_a_noun),
    ("not sure", always),
    ("not certain", always),
    ("i don't know", always),
    ("something like that", always),
    ("if i remember", always),
    ("as far as i know", always),
    ("as far as i remember", always),
)

_CORRECTIONS: Sequence[tuple[str, Rule]] = (
    ("no i mean", always),
    ("or rather", _not_before("than")),
    ("actually no", always),
    ("no actually", always),
    ("no wait", always),
    ("wait no", always),
    ("sorry", _apart),
    ("i meant", _not_before("to")),
    ("scratch that", always),
    ("let me rephrase", always),
    ("let me rephrase that", always),
    ("let me start again", always),
    ("let me start over", always),
)
