"""What helps a candidate on: the next thing to say, and never the whole of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interviewer.bank.question import Question
from interviewer.scoring.words import FUNCTION_WORDS, content_stems, words

COST = 10.0
"""Points of 100 that a hint costs: about half of what a key point brings, of which there are five or six. So
a point that is made with a hint is worth more than one that is not made, and less than one made alone."""

SAID = 0.6
"""Share of a point's words from which it needs no hint; how they were put is for the grader."""

_MOST_TERMS = 6
_SHOWN = 0.4
"""Share of a point's words that carry meaning in a hint at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One that was taken."""

    text: str
    cost: float = COST
    """Points of 100."""


def next_hint(question: Question, taken: Sequence[Hint], said: str) -> str | None:
    """The hint to give: at first what belongs in a full answer, then how its points begin, by their weight.

    There is at most one for each key point. Whatever the answer has by its words is passed over.

    Args:
        question: The question in hand.
        taken: Hints that were given already.
        said: The answer so far.

    Returns:
        A sentence or two; None where nothing is left to hint at.
    """
    if len(taken) >= len(question.key_points):
        return None
    told = " ".join(hint.text for hint in taken)
    by_weight = sorted(question.key_points, key=lambda point: -point.weight)
    begins = [
        text
        for point in by_weight
        if not has_words(said, point.point)
        for text in [f"One begins: “{beginning(point.point)} …”"]
        if text not in told
    ]
    if taken:
        return begins[0] if begins else None
    terms = _terms(question, said)
    helps = [f"Words that belong in it: {', '.join(terms)}."] if terms else begins[:1]
    if not helps:
        return None
    count = len(question.key_points)
    return f"A full answer makes {count} {'points' if count > 1 else 'point'}. {helps[0]}"


def less(score: float | None, hints: Iterable[Hint]) -> float | None:
    """A score, 0-100, after what the hints cost; None stays None."""
    return None if score is None else max(0.0, score - cost(hints))


def cost(hints: Iterable[Hint]) -> float:
    """Points of 100 that hints cost together."""
    return sum(hint.cost for hint in hints)


def beginning(statement: str) -> str:
    """The first words of a statement, up to some that carry meaning: not quite half of these."""
    every = statement.split()
    telling = [number for number, word in enumerate(every, 1) if _carries_meaning(word)] or [1]
    shown = max(int(_SHOWN * len(telling)), min(2, len(telling) // 2), 1)
    return " ".join(every[: telling[shown - 1]]).rstrip(",;:")


def has_words(text: str, statement: str) -> bool:
    """Whether a text has most words of a statement."""
    wanted = set(content_stems(statement))
    return bool(wanted) and len(wanted & set(content_stems(text))) >= SAID * len(wanted)


def _terms(question: Question, said: str) -> list[str]:
    """Terms that are in neither the question nor the answer so far."""
    there = f"{question.question} {said}".casefold()
    return [term for term in question.terms if term.casefold() not in there][:_MOST_TERMS]


def _carries_meaning(word: str) -> bool:
    return any(part not in FUNCTION_WORDS for part in words(word))
