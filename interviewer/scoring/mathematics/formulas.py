"""Formulas in a text, typed or spoken: runs of tokens that have operators and operands enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from interviewer.scoring.mathematics.lexer import Lexeme
from interviewer.scoring.mathematics.parser import Tree, parse, symbols
from interviewer.scoring.mathematics.tokens import LONGEST_NAME, Names, Token, tokens

LONGEST = 60
"""Tokens in a formula; more are no sentence."""

_INFIX = ("plus", "minus", "times", "over", "power")
_POSTFIX = ("squared", "cubed", "inverse", "transpose")
_PREFIX = ("function", "root")
_OPERANDS = ("number", "symbol", "letters", "word")


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression in a text.

    Attributes:
        start: First character in the text.
        end: Character after the last.
        trees: What it can be read as.
    """

    start: int
    end: int
    trees: tuple[Tree, ...]


def expected_formulas(found: list[Lexeme]) -> list[Formula]:
    """Formulas of a text whose operands may be any words: "true positives over all positives".

    Where words before it may not belong to the formula, each possible beginning gives one of its own.
    """
    return [
        formula
        for run in _runs(tokens(found))
        for named in _named(run)
        for part in _with_groups(named)
        for formula in _formula(part, None)
    ]


def formulas(found: list[Lexeme], known: Names) -> list[Formula]:
    """Formulas of a text whose operands are symbols, or words that are `known`; longer ones first."""
    return [
        formula
        for run in _runs(tokens(found, known))
        for part in _with_groups(run)
        for formula in _formula(part, known)
    ]


def operands(found: Sequence[Formula]) -> frozenset[str]:
    """The names of all symbols in the formulas."""
    return frozenset[str]().union(*(symbols(tree) for formula in found for tree in formula.trees))


def _runs(every: list[Token]) -> Iterator[list[Token]]:
    """Tokens between breaks. Words that stand beside another operand part a run as well."""
    run: list[Token] = []
    for token in every:
        if token.kind == "break" or (run and _apart(run[-1], token)):
            yield from _trimmed(run)
            run = []
        if token.kind != "break":
            run.append(token)
    yield from _trimmed(run)


def _apart(one: Token, other: Token) -> bool:
    named = [_is_name(one), _is_name(other)]
    if one.kind == other.kind == "word":
        return False
    return (named[0] and other.kind in (*_OPERANDS, *_PREFIX, "open")) or (
        named[1] and one.kind in ("symbol", "letters", "word", "close", *_POSTFIX)
    )


def _is_name(token: Token) -> bool:
    return token.kind == "word" or (token.kind == "symbol" and " " in str(token.value))


def _trimmed(run: list[Token]) -> Iterator[list[Token]]:
    """`run` without operators that miss an operand at its ends."""
    first, last = 0, len(run)
    while first < last and (
        run[first].kind in (*_INFIX, *_POSTFIX, "close")
        and run[first].kind != "minus"
        and not (run[first].kind == "squared" and run[first].spoken)
    ):
        first += 1
    while first < last and run[last - 1].kind in (*_INFIX, *_PREFIX, "open"):
        last -= 1
    if 2 <= last - first <= LONGEST:
        yield run[first:last]


def _named(run: list[Token]) -> Iterator[list[Token]]:
    """`run` with words in a row as one name; that at the beginning with fewer words, too."""
    begin, *parts = [list(group) for _, group in groupby(run, key=lambda token: token.kind == "word")]
    if any(part[0].kind == "word" and len(part) > LONGEST_NAME for part in parts):
        return
    rest = [token for part in parts for token in _one_name(part)]
    named = begin[0].kind == "word"
    for size in range(min(len(begin), LONGEST_NAME), 0, -1) if named else [len(begin)]:
        yield [*_one_name(begin[-size:]), *rest]


def _one_name(part: list[Token]) -> list[Token]:
    if not part or part[0].kind != "word":
        return part
    name = " ".join(str(each.value) for each in part)
    return [Token("symbol", name, part[0].start, part[-1].end, spoken=True)]


def _with_groups(run: list[Token]) -> Iterator[list[Token]]:
    """`run`, and what stands in its brackets."""
    yield run
    opened: list[int] = []
    for at, token in enumerate(run):
        if token.kind == "open":
            opened.append(at)
        elif token.kind == "close" and opened:
            first = opened.pop()
            if at - first - 1 < len(run) - 2:
                yield run[first + 1 : at]


def _formula(part: list[Token], known: Names | None) -> Iterator[Formula]:
    if _is_enough(part):
        trees = parse(part, known.aliases if known else None)
        if trees:
            yield Formula(part[0].start, part[-1].end, trees)


def _is_enough(part: list[Token]) -> bool:
    """Whether there is an operator, and operands for it, of which one is no number."""
    kinds = [token.kind for token in part]
    implied = sum(
        one in (*_OPERANDS, "close") and other in ("symbol", "letters", "function", "root", "open")
        for one, other in pairwise(kinds)
    )
    operators = sum(kind in (*_INFIX, *_POSTFIX, "root") for kind in kinds) + (
        implied and "function" in kinds
    )
    own = sum(kind in _OPERANDS for kind in kinds) + sum(kind in ("root", *_POSTFIX) for kind in kinds)
    return bool(operators) and own >= 2 and any(kind in ("symbol", "letters", "word") for kind in kinds)
