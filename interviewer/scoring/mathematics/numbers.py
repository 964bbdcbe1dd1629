"""Quantities in a text, typed or spoken: a number with its unit, where it has one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from interviewer.scoring.mathematics.lexer import SUPERSCRIPTS, Lexeme, glued, lower
from interviewer.scoring.mathematics.numerals import EXACT_BELOW, Numeral, numeral
from interviewer.scoring.mathematics.units import unit

ROUNDING = Fraction(1, 100)
"""Share by which two ways of rounding may differ."""
MOST_EXPONENT = 400

_OPERATORS = frozenset("+*/^·⋅÷√−")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a text.

    Attributes:
        start: First character in the text.
        end: Character after the last, unit included.
        value: In the first unit of its kind: seconds, bits; 80 % is 0.8.
        kind: What its unit measures; empty for a pure number.
        factor: How many of the first unit its own is.
        step: One in its last place; 0 where it is exact.
        fraction: Whether it is written as one, and so may have no end in decimals.
        whole: Whether it is a small whole number, which nobody rounds.
    """

    start: int
    end: int
    value: Fraction
    kind: str
    factor: Fraction
    step: Fraction
    fraction: bool
    whole: bool


def quantities(found: list[Lexeme]) -> list[Quantity]:
    """All quantities in order. "One" alone is a pronoun and left out, as are figures within names."""
    quantified: list[tuple[Quantity, int, int]] = []
    at = 0
    while at < len(found):
        size, quantity = _quantity(found, at)
        if quantity:
            quantified.append((quantity, at, at + size))
        at += max(size, 1)
    touching = {
        each
        for (_, _, end), (_, start, _), each in zip(
            quantified, quantified[1:], range(len(quantified) - 1), strict=False
        )
        if end == start and quantified[each][0].kind == ""
    }
    return [
        quantity
        for index, (quantity, start, end) in enumerate(quantified)
        if index not in touching
        and index - 1 not in touching
        and not (end - start == 1 and found[start].lower == "one")
    ]


def equal(one: Quantity, other: Quantity) -> bool:
    """Whether both say the same, however they were rounded.

    Small whole numbers and powers are exact, and so are nothing and all.
    """
    if one.kind != other.kind:
        return False
    if one.value == other.value:
        return True
    if one.whole or other.whole or any(each.value in (0, 1) for each in (one, other)):
        return False
    difference = abs(one.value - other.value)
    if difference > ROUNDING * max(abs(one.value), abs(other.value)):
        return False
    coarser = max(one.step, other.step)
    cut = one.fraction or other.fraction
    return difference < coarser if cut else 2 * difference <= coarser


def _quantity(found: list[Lexeme], at: int) -> tuple[int, Quantity | None]:
    """What begins at `at`, and how many lexemes it takes."""
    sign = -1 if _is_minus(found, at) else 1
    first = at + (sign < 0)
    number = numeral(found, first)
    if not number:
        return 0, None
    if _within_a_name(found, first):
        return number.size + (sign < 0), None
    number = _power(found, first, number)
    whole = number.value.denominator == 1 and abs(number.value) < EXACT_BELOW
    end = first + number.size
    after = end
    if number.fraction:
        after += lower(found, end) == "of" and lower(found, end + 1) in ("a", "an")
        after += lower(found, after) in ("a", "an")
    digits = found[first].kind == "number"
    if lower(found, end) == "-" and glued(found, end) and glued(found, end + 1):
        after += 1
    measured, size = unit(found, after, digits=digits)
    if size and measured.kind == "times" and numeral(found, after + size):
        size = 0
    if size:
        end = after + size
    factor = measured.factor if size else Fraction(1)
    if digits and glued(found, end) and found[end].kind == "word":
        return end - at, None
    if any(0 <= each < len(found) and found[each].text in _OPERATORS for each in (at - 1, end)):
        return end - at, None
    return end - at, Quantity(
        start=found[at].start,
        end=found[end - 1].end,
        value=sign * number.value * factor,
        kind=measured.kind if size else "",
        factor=factor,
        step=(Fraction(1) if whole and factor < 1 else number.step) * factor,
        fraction=number.fraction,
        whole=whole and factor >= 1,
    )


def _is_minus(found: list[Lexeme], at: int) -> bool:
    if lower(found, at) in ("minus", "negative"):
        return at == 0 or not numeral(found, at - 1)
    return (
        lower(found, at) in ("-", "−")
        and glued(found, at + 1)
        and not (glued(found, at) and (found[at - 1].kind != "sign" or found[at - 1].text in (")", "]")))
    )


def _within_a_name(found: list[Lexeme], at: int) -> bool:
    """ "GPT-4", "L one", "v2.0", "3-by-3" after its first."""
    if glued(found, at) and (
        found[at - 1].kind == "word" or (found[at - 1].text in ("-", "_") and glued(found, at - 1))
    ):
        return True
    before = found[at - 1] if at else None
    return bool(before and before.kind == "word" and len(before.text) == 1 and before.lower != "a")


def _power(found: list[Lexeme], at: int, number: Numeral) -> Numeral:
    """`number` with what multiplies, raises or divides it: "8.4 times ten to the 22", "2^10", "1/3"."""
    end = at + number.size
    raised = _raised(found, end, number)
    if raised:
        return raised
    if lower(found, end) in ("times", "x", "×", "·", "*"):
        base = numeral(found, end + 1)
        power = _raised(found, end + 1 + base.size, base) if base and base.value == 10 else None
        if power:
            return Numeral(
                number.value * power.value, number.step * power.value, number.size + 1 + power.size
            )
    if lower(found, end) in ("/", "over") and not number.fraction:
        return _ratio(found, end + 1, number, 1) or number
    if lower(found, end) == "out" and lower(found, end + 1) == "of":
        return _ratio(found, end + 2, number, 2) or number
    return number


def _ratio(found: list[Lexeme], at: int, above: Numeral, between: int) -> Numeral | None:
    below = numeral(found, at)
    if not below or not below.value or below.fraction or lower(found, at + below.size) == "/":
        return None
    size = above.size + between + below.size
    return Numeral(above.value / below.value, Fraction(0), size, fraction=True)


def _raised(found: list[Lexeme], end: int, base: Numeral) -> Numeral | None:
    sign = lower(found, end)
    superscript = sign.translate(SUPERSCRIPTS)
    if superscript != sign and glued(found, end) and superscript.lstrip("+-").isdecimal():
        return _to_the(base, int(superscript), 1)
    if sign in ("^", "**"):
        size = 1
    elif sign == "to" and lower(found, end + 1) == "the":
        size = 2 + (lower(found, end + 2) == "power") + (lower(found, end + 3) == "of")
    else:
        return None
    minus = lower(found, end + size) in ("minus", "-", "−")
    exponent = numeral(found, end + size + minus)
    if not exponent or exponent.value.denominator > 1 or exponent.value > MOST_EXPONENT:
        return None
    return _to_the(base, int(-exponent.value if minus else exponent.value), size + minus + exponent.size)


def _to_the(base: Numeral, exponent: int, more: int) -> Numeral | None:
    if base.value <= 0 or base.value > 10**6 or base.value.denominator > 1 or abs(exponent) > MOST_EXPONENT:
        return None
    return Numeral(base.value**exponent, Fraction(0), base.size + more)
