"""What a deck of cards is once its file is read, whatever format that had."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One question with its answer, as plain text."""

    place: str
    """Where it stands in the file, for messages: `line 12`, `note 3`."""
    front: str
    """What is asked; formulas in Unicode."""
    back: str
    """The answer; its lines are kept, code stands between lines of three backticks."""
    spoken: str | None = None
    """How the front is said, where that differs by more than its formulas."""
    deck: str = ""
    """Name of its deck, the names above it first, with `::` between; empty where the file names none."""
    tags: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    """Key points that the file itself gives."""
    notes: tuple[str, ...] = ()
    """What was left out of the card, changed or guessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A card that does not come, and why."""

    place: str
    text: str
    """How it begins."""
    reason: str
    """What is wrong with it and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """What a file of cards holds."""

    format: str
    """Name of the file's format, such as `Anki package`."""
    cards: tuple[Card, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    """What concerns the file as a whole, such as an encoding that had to be guessed."""


def excerpt(text: str, longest: int = 60) -> str:
    """The beginning of a text on one line, for messages."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
