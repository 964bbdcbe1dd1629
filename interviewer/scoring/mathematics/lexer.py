"""Cuts a text into numbers, words and signs, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿˣ", "0123456789+-nx")
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉ₖₙₜᵢⱼ", "0123456789kntij")

_GREEK = r"[\u0370-\u03ff]"
_LETTER = rf"(?!{_GREEK})[^\W\d_⁰¹²³⁴-⁹⁺⁻ⁿˣᵀ⊤₀-₉ₖₙₜᵢⱼ½⅓⅔¼¾]"
_LEXEME = re.compile(
    r"(?P<number>(?:\d{1,3}(?:,\d{3}){1,9}(?!\d)|\d{1,30}(?!\d))(?:\.\d{1,30})?(?:[eE][-+−]?\d{1,3}(?!\d))?|\.\d{1,30})"
    # Greek letters stand for themselves: "λI" is a product, while "\u03bcs" is a unit.
    rf"|(?P<word>(?:\u03bcs\b|{_GREEK}|(?:{_LETTER})+(?:['’](?:{_LETTER})+)*)(?:_\{{\w+\}}|_\w+|\d+|[₀-₉ₖₙₜᵢⱼ]+)?)"
    r"|(?P<sign>[⁺⁻]?[⁰¹²³⁴-⁹]{1,4}|[⁺⁻]?[ⁿˣ]|\*\*|->|=>|<=|>=|!=|\S)"
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A number in digits, a word, or a sign.

    Attributes:
        kind: "number", "word" or "sign".
        text: As written.
        start: First character in the text.
        end: Character after the last.
    """

    kind: str
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()


def lexemes(text: str) -> list[Lexeme]:
    """All of `text` but the spaces, in order."""
    return [
        Lexeme(match.lastgroup or "", match.group(), match.start(), match.end())
        for match in _LEXEME.finditer(text)
    ]


def lower(found: list[Lexeme], at: int) -> str:
    """What stands at `at`, in lower case; empty before the first and after the last."""
    return found[at].lower if 0 <= at < len(found) else ""


def glued(found: list[Lexeme], at: int) -> bool:
    """Whether nothing stands between the lexemes at `at - 1` and `at`."""
    return 0 < at < len(found) and found[at - 1].end == found[at].start
