"""A small precedence parser (Pratt, 1973) from tokens to trees, with the readings that speech leaves open.

"A over B plus C" is A / B + C or A / (B + C): an operator that is spoken may reach further to either side
than one that is typed. Each choice of reaches gives a reading; those in which something is multiplied by
one, or divided by one or by itself, or numbers are added up, are dropped, for nobody would say that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from interviewer.scoring.mathematics.tokens import Token

Tree = tuple[object, ...]
"""("number", Fraction), ("symbol", name), ("call", function, Tree) or (operator, Tree, ...); an operator is
"+", "-", "*", "/", "^", "negative" or "transpose"."""

_SUM, _PRODUCT, _RATIO, _SIGN, _CALL, _IMPLIED, _POWER = 10, 20, 22, 25, 28, 30, 50
_FAR = 5
"""Binds less than a sum."""
_REACHES: dict[str, tuple[tuple[int, int], ...]] = {
    "plus": ((_SUM, _SUM + 1),),
    "minus": ((_SUM, _SUM + 1),),
    "times": ((_PRODUCT, _PRODUCT + 1), (_PRODUCT, _SUM - 1), (_SUM - 1, _SUM - 1)),
    "over": ((_RATIO, _RATIO + 1), (_FAR, _FAR + 1), (_RATIO, _FAR + 1), (_FAR, _RATIO + 1)),
    "power": ((_POWER, _POWER - 1), (_POWER, _PRODUCT - 1)),
    "squared": ((_POWER, 0), (_FAR, 0)),
    "cubed": ((_POWER, 0), (_FAR, 0)),
    "inverse": ((_POWER, 0), (_FAR, 0)),
    "transpose": ((_POWER + 1, 0),),
    "root": ((0, _CALL), (0, _FAR - 1)),
    "function": ((0, _CALL), (0, _RATIO), (0, _FAR - 1)),
}
"""How firmly an operator holds what stands left and right of it; the first as typed."""
_POSTFIX = {"squared": 2, "cubed": 3, "inverse": -1}
_OPERANDS = ("number", "symbol", "function", "root", "open")
ONE: Tree = ("number", Fraction(1))


def parse(tokens: Sequence[Token], aliases: Mapping[str, str] | None = None) -> tuple[Tree, ...]:
    """The trees that `tokens` can be read as, the likeliest first; none where they are no formula.

    Args:
        tokens: Without breaks.
        aliases: Names for which initials stand.
    """
    open_kinds = sorted(
        {each.kind for each in tokens if each.spoken and len(_REACHES.get(each.kind, ())) > 1}
    )
    rows = (False, True) if any(each.kind == "letters" for each in tokens) else (False,)
    trees: dict[Tree, None] = {}
    for split in rows:
        spelled = list(_letters(tokens, aliases or {}, split=split))
        for chosen in product(*(_REACHES[kind] for kind in open_kinds)):
            tree = _Parser(spelled, dict(zip(open_kinds, chosen, strict=True))).whole()
            if tree:
                trees[tree] = None
    return tuple(tree for tree in trees if not _idle(tree))


def symbols(tree: Tree) -> frozenset[str]:
    """The names of all symbols and functions in `tree`."""
    if tree[0] == "symbol":
        return frozenset([str(tree[1])])
    own = frozenset([str(tree[1])] if tree[0] == "call" else [])
    return own.union(*(symbols(part) for part in tree[1:] if isinstance(part, tuple)))


def _letters(tokens: Sequence[Token], aliases: Mapping[str, str], *, split: bool) -> Iterator[Token]:
    """`tokens` with letters in a row as one symbol, or as one symbol each."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and tokens[end].kind == "letters":
            end += 1
        row = tokens[at:end]
        if not row:
            yield tokens[at]
            at += 1
            continue
        transposed = end < len(tokens) and tokens[end].kind == "transpose"
        text = "".join(str(each.value) for each in row)
        pieces = list(text) if split else [text[:-1], text[-1]] if transposed else [text]
        for piece in filter(None, pieces):
            yield Token("symbol", aliases.get(piece, piece), row[0].start, row[-1].end, spoken=False)
        at = end


class _NoFormulaError(Exception):
    """The tokens make no formula."""


@dataclass
class _Parser:
    tokens: list[Token]
    chosen: dict[str, tuple[int, int]]
    at: int = 0

    def whole(self) -> Tree | None:
        try:
            tree = self._expression(0)
        except (_NoFormulaError, RecursionError):
            return None
        return tree if self.at == len(self.tokens) else None

    def _kind(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def _next(self) -> Token:
        if self.at >= len(self.tokens):
            raise _NoFormulaError
        self.at += 1
        return self.tokens[self.at - 1]

    def _reach(self, token: Token) -> tuple[int, int]:
        reaches = _REACHES.get(token.kind)
        if not reaches:
            raise _NoFormulaError
        if token.spoken:
            return self.chosen.get(token.kind, reaches[0])
        return (_PRODUCT, _PRODUCT + 1) if token.kind == "over" else reaches[0]

    def _expression(self, least: int) -> Tree:
        left = self._prefix()
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind == "close":
                break
            if token.kind in _OPERANDS:
                if least > _IMPLIED:
                    break
                if token.kind == "number":
                    raise _NoFormulaError
                left = ("*", left, self._expression(_IMPLIED + 1))
                continue
            hold, reach = self._reach(token)
            if hold < least:
                break
            self.at += 1
            left = self._joined(token, left, reach)
        return left

    def _joined(self, token: Token, left: Tree, reach: int) -> Tree:
        if token.kind in _POSTFIX:
            return ("^", left, ("number", Fraction(_POSTFIX[token.kind])))
        if token.kind == "transpose":
            return ("transpose", left)
        sign = {"plus": "+", "minus": "-", "times": "*", "over": "/", "power": "^"}[token.kind]
        return (sign, left, self._expression(reach))

    def _prefix(self) -> Tree:
        token = self._next()
        if token.kind in ("number", "symbol"):
            return (token.kind, token.value)
        if token.kind == "minus":
            power = self.at > 1 and self.tokens[self.at - 2].kind == "power"
            return ("negative", self._expression(_POWER - 1 if power and not token.spoken else _SIGN))
        if token.kind == "squared":
            return ("^", self._expression(_POWER), ("number", Fraction(2)))
        if token.kind == "open":
            inside = self._expression(0)
            if self._next().kind != "close":
                raise _NoFormulaError
            return inside
        if token.kind in ("function", "root"):
            return self._call(token)
        raise _NoFormulaError

    def _call(self, token: Token) -> Tree:
        if self._kind() == "open":
            argument = self._prefix()
        else:
            argument = self._expression(self._reach(token)[1] if token.spoken else _IMPLIED + 1)
        if token.kind == "root":
            return ("^", argument, ("number", Fraction(1, 2)))
        if token.value == "exp":
            return ("^", ("symbol", "e"), argument)
        return ("call", token.value, argument)


def _idle(tree: Tree) -> bool:
    """Whether `tree` has a part that nobody would say, since it is simply a number or another part."""
    parts = [part for part in tree[1:] if isinstance(part, tuple)]
    return (
        (tree[0] == "*" and ONE in parts)
        or (tree[0] in ("+", "-") and all(part[0] == "number" for part in parts))
        or (tree[0] == "/" and (parts[1] == ONE or parts[0] == parts[1]))
        or any(map(_idle, parts))
    )
