"""Units of quantities in machine learning, as written and as spoken."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from interviewer.scoring.mathematics.lexer import Lexeme, lower


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts.

    Attributes:
        kind: Units of one kind can be converted; empty for a pure number.
        factor: How many of the kind's first unit it is.
    """

    kind: str
    factor: Fraction


NONE = Unit("", Fraction(1))
PERCENT = Unit("", Fraction(1, 100))


def _named(kind: str, **units: float | Fraction) -> dict[str, Unit]:
    return {name: Unit(kind, Fraction(factor)) for name, factor in units.items()}


_BYTE = 8
_DECIMAL = {"kilo": 10**3, "mega": 10**6, "giga": 10**9, "tera": 10**12, "peta": 10**15, "exa": 10**18}
_BINARY = {"kibi": 2**10, "mebi": 2**20, "gibi": 2**30, "tebi": 2**40}
_TIMES = Unit("times", Fraction(1))
_WORDS = {
    "percent": PERCENT,
    "pct": PERCENT,
    "times": _TIMES,
    **_named("data", bit=1, byte=_BYTE),
    **_named("data", **{f"{name}byte": _BYTE * size for name, size in (_DECIMAL | _BINARY).items()}),
    **_named("data", **{f"{name}bit": size for name, size in _DECIMAL.items()}),
    **_named("time", second=1, millisecond=Fraction(1, 10**3), microsecond=Fraction(1, 10**6)),
    **_named("time", nanosecond=Fraction(1, 10**9), minute=60, hour=3600, day=86400),
    **_named("operations", flop=1, **{f"{name}flop": size for name, size in _DECIMAL.items()}),
}
_SHORT = {
    "%": PERCENT,
    "x": _TIMES,
    "×": _TIMES,
    **_named("data", KB=_BYTE * 10**3, kB=_BYTE * 10**3, MB=_BYTE * 10**6, GB=_BYTE * 10**9),
    **_named("data", TB=_BYTE * 10**12, KiB=_BYTE * 2**10, MiB=_BYTE * 2**20, GiB=_BYTE * 2**30),
    **_named("time", s=1, sec=1, ms=Fraction(1, 10**3), us=Fraction(1, 10**6), ns=Fraction(1, 10**9)),
    **dict.fromkeys(("\N{MICRO SIGN}s", "\N{GREEK SMALL LETTER MU}s"), Unit("time", Fraction(1, 10**6))),
    **_named("time", min=60, h=3600),
    **_named("operations", GFLOPs=10**9, TFLOPs=10**12, PFLOPs=10**15, TFLOPS=10**12, PFLOPS=10**15),
}


def unit(found: list[Lexeme], at: int, *, digits: bool) -> tuple[Unit, int]:
    """The unit at `at` and how many lexemes it takes; `NONE` and 0 where there is none.

    Args:
        found: The text.
        at: The lexeme after the number.
        digits: Whether the number is in digits, so that a short form may follow.
    """
    one, size = _one(found, at, digits=digits)
    if one.kind in ("", "times"):
        return one, size
    per = lower(found, at + size)
    if per == "/" or per == "per":
        other, more = _one(found, at + size + 1, digits=True)
        if other.kind == "time":
            return Unit(f"{one.kind} per time", one.factor / other.factor), size + 1 + more
    return one, size


def _one(found: list[Lexeme], at: int, *, digits: bool) -> tuple[Unit, int]:
    if lower(found, at) == "per" and lower(found, at + 1) == "cent":
        return PERCENT, 2
    if at >= len(found):
        return NONE, 0
    if digits and found[at].text in _SHORT:
        return _SHORT[found[at].text], 1
    word = found[at].lower
    known = _WORDS.get(word) or _WORDS.get(word.removesuffix("s"))
    return (known, 1) if known else (NONE, 0)
