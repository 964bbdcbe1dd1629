"""Cards as questions of the bank, with key points proposed from their answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from interviewer.bank.importing.card import Card, Deck, LeftOut, excerpt
from interviewer.bank.importing.names import free, slug
from interviewer.bank.importing.statements import statements, without_code
from interviewer.bank.importing.topics import Home, TopicMap
from interviewer.bank.lint import WORDS_A_MINUTE
from interviewer.bank.question import Difficulty, KeyPoint, Question
from interviewer.bank.rules import IMPORTED_KEY_POINTS

_LONGEST_NAME = 48
_LONGEST_ANSWER = 300
"""Words, some two minutes and a half of speech."""
_MOST_TERMS = 8
_LEAST_MINUTES = 0.5
_DIFFICULTIES: dict[str, Difficulty] = {
    "easy": "easy", "e": "easy", "beginner": "easy", "basic": "easy", "medium": "medium", "m": "medium",
    "intermediate": "medium", "hard": "hard", "h": "hard", "advanced": "hard", "difficult": "hard",
}  # fmt: skip
_TERM = re.compile(
    r"(?<![\w^_{\\])(?:[A-Z][a-z]*[A-Z][A-Za-z0-9]*|[A-Z]{2,}[a-z0-9]*)(?:-[A-Za-z0-9]+)?(?![\w^_}])"
)
_SHORT_TERM = re.compile(
    r"(?!(?:what|why|how|when|where|which|who|is|are|do|does|can|code|explain|define|describe|list|name|give|"
    r"state|prove|derive|compare|write|show|find)\b)\w[\w' /-]*",
    re.IGNORECASE,
)
_FEW_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A question that may be imported, with the card that it comes from."""

    card: Card
    home: Home
    question: Question
    notes: tuple[str, ...]
    """What its owner should look at: of the card, and of what was made of it."""


def draft(
    deck: Deck, topics: TopicMap, taken: Collection[str]
) -> tuple[tuple[Draft, ...], tuple[LeftOut, ...]]:
    """The questions that a deck makes, and the cards that make none, with those that were left out before.

    Args:
        deck: The cards.
        topics: Finds the topic of each.
        taken: Ids that there are.
    """
    drafts: list[Draft] = []
    left_out = list(deck.left_out)
    ids = set(taken)
    first: dict[str, str] = {}
    for card in deck.cards:
        key = _key(card)
        if fault := _fault(card, first.get(key)):
            left_out.append(LeftOut(place=card.place, text=excerpt(card.front), reason=fault))
            continue
        first[key] = card.place
        home = topics.home(card)
        id = free(f"{home.id}-{slug(card.front, _LONGEST_NAME) or 'card'}", ids.__contains__)
        ids.add(id)
        drafts.append(_draft(card, home, id))
    return tuple(drafts), tuple(left_out)


def _fault(card: Card, before: str | None) -> str:
    if before:
        return f"the card at {before} says the same"
    if not any(map(str.isalnum, without_code(card.back))):
        return "its answer is code, which cannot be said; add a sentence that tells the idea"
    if len(statements(card.back)) not in IMPORTED_KEY_POINTS:
        return "its answer makes no statement; write one in a sentence"
    return ""


def _draft(card: Card, home: Home, id: str) -> Draft:
    words = len(without_code(card.back).split())
    notes = list(card.notes)
    if words > _LONGEST_ANSWER:
        notes.append(f"the answer has {words} words; shorten it to what can be said")
    given = card.points[: IMPORTED_KEY_POINTS.stop - 1]
    return Draft(
        card=card,
        home=home,
        question=Question(
            id=id,
            topic=home.id,
            difficulty=next(
                (_DIFFICULTIES[tag.lower()] for tag in card.tags if tag.lower() in _DIFFICULTIES), "medium"
            ),
            kind="concept",
            question=_asked(card.front),
            answer=card.back,
            key_points=tuple(KeyPoint(point=point) for point in given or statements(card.back)),
            minutes=max(_LEAST_MINUTES, -(-words // (WORDS_A_MINUTE / 4)) / 4),
            spoken=card.spoken,
            terms=tuple(_terms(f"{card.front} {card.back}"))[:_MOST_TERMS],
            imported="proposed",
        ),
        notes=tuple(notes),
    )


def _asked(front: str) -> str:
    """The front as a question: a mere term, as decks of vocabulary have it, is to be explained."""
    term = _SHORT_TERM.fullmatch(front) and len(front.split()) <= _FEW_WORDS
    return f"Explain: {front}" if term else front


def _terms(text: str) -> Iterable[str]:
    """Acronyms and names in mixed letters, which speech recognition would not expect."""
    return dict.fromkeys(match[0] for match in _TERM.finditer(text))


def _key(card: Card) -> str:
    return " ".join(re.findall(r"\w+", f"{card.front} {card.back}".casefold()))
