"""Reads one numeral, in digits or in words: "2.5e-3", "zero point eight", "four fifths", "70 billion".

Written by hand: `text_to_num` gives neither places in the text nor fractions, and leaves "point eight".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from interviewer.scoring.mathematics.lexer import Lexeme, glued, lower
from interviewer.scoring.words import FUNCTION_WORDS

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SUFFIXES = {"k": 10**3, "K": 10**3, "M": 10**6, "B": 10**9, "bn": 10**9, "T": 10**12}
_DIGITS = {**{word: value for word, value in _SMALL.items() if value < 10}, "oh": 0, "o": 0, "nought": 0}
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "hundredth": 100,
    "thousandth": 1000, **{f"{word}th": value for word, value in _SMALL.items() if value > 3},
    **{f"{word[:-1]}ieth": value for word, value in _TENS.items()},
}  # fmt: skip
_BEGINS = frozenset({*_SMALL, *_TENS, "a", "an", "half", "point"})
_GLYPHS = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
}
LONGEST = 30
"""Words or digits of one number."""
EXACT_BELOW = 100
"""Whole numbers below are counted, not rounded."""
ROUNDEST = 100
"""A whole number may be rounded to one in so many, however many zeros it ends in."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written.

    Attributes:
        value: Exactly what is written.
        step: One in its last place, as far as it may be rounded; 0 where it is exact.
        size: Lexemes that it takes.
        fraction: Whether it is written as one: "two thirds".
    """

    value: Fraction
    step: Fraction
    size: int
    fraction: bool = False


def numeral(found: list[Lexeme], at: int) -> Numeral | None:
    """The longest numeral that begins at `at`."""
    if at >= len(found):
        return None
    if found[at].text in _GLYPHS:
        return Numeral(_GLYPHS[found[at].text], Fraction(0), 1, fraction=True)
    if found[at].kind == "number":
        return _in_digits(found, at)
    if found[at].lower not in _BEGINS:
        return None
    return _part(found, at) or _in_words(found, at)


def _in_digits(found: list[Lexeme], at: int) -> Numeral:
    written = found[at].text.replace(",", "").replace("−", "-")
    value, end = Fraction(written), at + 1
    mantissa, _, exponent = written.lower().partition("e")
    step = Fraction(10) ** (int(exponent or 0) - len(mantissa.partition(".")[2]))
    if glued(found, end) and found[end].text in _SUFFIXES and not _goes_on(found, end):
        value, step, end = value * _SUFFIXES[found[end].text], step * _SUFFIXES[found[end].text], end + 1
    return _scaled(found, at, end, value, step)


def _goes_on(found: list[Lexeme], at: int) -> bool:
    return glued(found, at + 1) and (found[at + 1].kind != "sign" or found[at + 1].text in "^(*/+·×√ᵀ")


def _scaled(found: list[Lexeme], at: int, end: int, value: Fraction, step: Fraction) -> Numeral:
    while lower(found, end) in _SCALES and end - at <= LONGEST:
        scale = _SCALES[lower(found, end)]
        value, step, end = value * scale, step * scale, end + 1
    return Numeral(value, _rounded_to(value, step), end - at)


def _rounded_to(value: Fraction, step: Fraction) -> Fraction:
    """One in the last place of `value` that says something."""
    if value.denominator > 1:
        return step
    if abs(value) < EXACT_BELOW:
        return Fraction(0)
    digits = str(abs(value.numerator))
    return min(Fraction(10 ** (len(digits) - len(digits.rstrip("0")))), abs(value) / ROUNDEST)


def _part(found: list[Lexeme], at: int) -> Numeral | None:
    """ "two thirds", "a half", "half a ..."."""
    word = lower(found, at)
    if word == "half" and lower(found, at + 1) in ("a", "an"):
        return Numeral(Fraction(1, 2), Fraction(0), 1, fraction=True)
    count = 1 if word in ("a", "an") else _SMALL.get(word, 0)
    at_part = at + 2 if lower(found, at + 1) in ("-", "‑") else at + 1
    name = lower(found, at_part)
    name = {"halves": "half"}.get(name, name)
    part = _PARTS.get(name if count == 1 else name.removesuffix("s"), 0)
    if not count or not part or (count > 1 and name in _PARTS and name != "half"):
        return None
    if word in ("a", "an") and name != "half" and _names_a_thing(found, at_part + 1):
        return None
    return Numeral(Fraction(count, part), Fraction(0), at_part + 1 - at, fraction=True)


def _names_a_thing(found: list[Lexeme], at: int) -> bool:
    """Whether a noun follows, as in "a third layer"."""
    return at < len(found) and found[at].kind == "word" and found[at].lower not in FUNCTION_WORDS


def _in_words(found: list[Lexeme], at: int) -> Numeral | None:
    whole, end = _cardinal(found, at)
    if lower(found, end) == "point" and lower(found, end + 1) in _DIGITS:
        digits, last = "", end + 1
        while lower(found, last) in _DIGITS and len(digits) <= LONGEST:
            digits, last = digits + str(_DIGITS[lower(found, last)]), last + 1
        step = Fraction(1, 10 ** len(digits))
        return _scaled(found, at, last, whole + int(digits) * step, step)
    return _scaled(found, at, end, Fraction(whole), Fraction(1)) if end > at else None


def _cardinal(found: list[Lexeme], at: int) -> tuple[int, int]:
    """A whole number in words, and where it ends: at `at` where there is none."""
    if lower(found, at) in ("a", "an") and lower(found, at + 1) not in (*_SCALES, "hundred"):
        return 0, at
    total, group, end = 0, 0, at
    while True:
        word = lower(found, end)
        follows = lower(found, end + 1)
        if word in ("a", "an") and end == at:
            group = 1
        elif word in _TENS and group % 100 == 0:
            group += _TENS[word]
            if follows in ("-", "‑") and 0 < _SMALL.get(lower(found, end + 2), 0) < 10:
                end += 1
        elif word in _SMALL and (
            group % 100 == 0 or (0 < _SMALL[word] < 10 and group % 10 == 0 and group % 100 >= 20)
        ):
            group += _SMALL[word]
        elif word == "hundred" and 0 < group < 100:
            group *= 100
        elif word in _SCALES and group:
            total, group = total + group * _SCALES[word], 0
        elif not (
            word == "and"
            and end > at
            and lower(found, end - 1) in ("hundred", *_SCALES)
            and (follows in _SMALL or follows in _TENS)
        ):
            return total + group, end
        end += 1
