"""Finds numbers and formulas of an answer that say what is expected in another notation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviewer.scoring.mathematics import equality, numbers
from interviewer.scoring.mathematics.formulas import Formula, expected_formulas, formulas, operands
from interviewer.scoring.mathematics.lexer import lexemes
from interviewer.scoring.mathematics.numbers import Quantity, quantities
from interviewer.scoring.mathematics.tokens import Names
from interviewer.scoring.misheard import Misheard


def readings(expected: Sequence[str], answer: str) -> tuple[Misheard, ...]:
    """Where `answer` has a number or a formula of `expected` in another notation, in order, without overlap.

    What is written letter for letter as expected is left out, and so is what has no equal there.

    Args:
        expected: Key points, or other texts that are right.
        answer: The words of the candidate.
    """
    known = _known(tuple(expected))
    found = lexemes(answer)
    taken: list[tuple[int, int]] = []
    results: list[Misheard] = []
    said = formulas(found, known.names)
    for formula in sorted(said, key=lambda each: each.start - each.end):
        if _free(formula, taken):
            meant = [text for text, other in known.formulas if not set(formula.trees).isdisjoint(other.trees)]
            meant = meant or [text for text, other in known.formulas if _same(formula, other)]
            if meant:
                taken.append((formula.start, formula.end))
                results += _read(answer, formula.start, formula.end, meant)
    # A number within a formula that is not expected is part of something else.
    taken += [(formula.start, formula.end) for formula in said]
    for quantity in quantities(found):
        if _free(quantity, taken):
            near = [(text, other) for text, other in known.quantities if numbers.equal(quantity, other)]
            near.sort(key=lambda each: _distance(quantity, each[1]))
            results += _read(answer, quantity.start, quantity.end, [text for text, _ in near])
    return tuple(sorted(results, key=lambda each: each.start))


@dataclass(frozen=True, slots=True)
class _Known:
    formulas: tuple[tuple[str, Formula], ...]
    """With their wording, the longest first."""
    quantities: tuple[tuple[str, Quantity], ...]
    names: Names


@lru_cache(256)
def _known(expected: tuple[str, ...]) -> _Known:
    stated: list[tuple[str, Formula]] = []
    counted: list[tuple[str, Quantity]] = []
    for text in expected:
        found = lexemes(text)
        stated += [(_wording(text, each), each) for each in expected_formulas(found)]
        counted += [(_wording(text, each), each) for each in quantities(found)]
    stated.sort(key=lambda each: -len(each[0]))
    return _Known(tuple(stated), tuple(counted), Names.of(operands([formula for _, formula in stated])))


def _wording(text: str, stretch: Formula | Quantity) -> str:
    """As it stands in the text, but for the capital of a sentence's first word."""
    words = text[stretch.start : stretch.end]
    return words[0].lower() + words[1:] if words[:1].isupper() and words[1:2].islower() else words


def _free(stretch: Formula | Quantity, taken: Iterable[tuple[int, int]]) -> bool:
    return all(stretch.end <= start or end <= stretch.start for start, end in taken)


def _distance(one: Quantity, other: Quantity) -> tuple[bool, ...]:
    """What sets two ways to write a quantity apart, the gravest first."""
    return one.value != other.value, one.factor != other.factor, one.fraction != other.fraction


def _same(one: Formula, other: Formula) -> bool:
    return any(equality.equal(first, second) for first in one.trees for second in other.trees)


def _read(answer: str, start: int, end: int, meant: Sequence[str]) -> Iterator[Misheard]:
    heard = answer[start:end]
    if meant and _plain(heard) not in map(_plain, meant):
        yield Misheard(start, end, heard, meant[0])


def _plain(wording: str) -> list[str]:
    """The words that tell one wording from another."""
    return [word for word in wording.lower().split() if word not in ("a", "an", "the")]
