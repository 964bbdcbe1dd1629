"""Whether two formulas are the same for every value of their symbols."""

from __future__ import annotations

import cmath
import operator
import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from zlib import crc32

from interviewer.scoring.mathematics.parser import Tree, symbols
from interviewer.scoring.words import stem

if TYPE_CHECKING:
    import sympy

POINTS = 4
TOLERANCE = 1e-9
_SEED = 20
_MATRICES = frozenset(map(stem, ["matrix", "vector", "jacobian", "hessian"]))
_ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
"""Of numbers and of sympy's expressions alike."""
_MOST_EXPONENT = 64


def equal(one: Tree, other: Tree) -> bool:
    """Whether both are the same by structure, or have the same values at random points.

    Products of matrices, which a transpose or their names give away, keep their order; sympy compares those.
    """
    if one == other:
        return True
    names = symbols(one)
    if not names or names != symbols(other):
        return False
    if _has_matrices(one) or _has_matrices(other):
        return _same_matrices(one, other)
    rng = random.Random(_SEED)
    points = [{name: rng.uniform(0.1, 0.9) for name in sorted(names)} for _ in range(POINTS)]
    return all(_agree(one, other, point) for point in points)


def expression(tree: Tree) -> sympy.Expr:
    """`tree` in sympy, from symbols only; beside a matrix single Latin letters do not commute."""
    import sympy

    matrices = _has_matrices(tree)

    def build(part: Tree) -> sympy.Expr:
        kind = part[0]
        if kind == "number":
            value = part[1]
            assert isinstance(value, Fraction)
            return sympy.Rational(value.numerator, value.denominator)
        if kind == "symbol":
            name = str(part[1])
            return sympy.Symbol(name, commutative=not matrices or not _may_be_matrix(name))
        inner = [build(each) for each in part[1:] if isinstance(each, tuple)]
        if kind == "call":
            return sympy.Function(str(part[1]))(*inner)
        if kind == "transpose":
            return _transposed(inner[0])
        if kind == "negative":
            return -inner[0]
        left, right = inner
        if operation := _ARITHMETIC.get(str(kind)):
            return operation(left, right)
        return sympy.Pow(left, right, evaluate=not right.is_number or abs(right) <= 1)

    return build(tree)


def _transposed(inner: sympy.Expr) -> sympy.Expr:
    import sympy

    transpose = sympy.Function("transpose")
    if isinstance(inner, sympy.Mul):
        return sympy.Mul(*(_transposed(each) for each in reversed(inner.args)))
    if inner.is_commutative:
        return inner
    return inner.args[0] if inner.func == transpose else transpose(inner)


def _same_matrices(one: Tree, other: Tree) -> bool:
    import sympy

    first, second = (sympy.expand_mul(expression(tree)) for tree in (one, other))
    return bool(first == second)


def _may_be_matrix(name: str) -> bool:
    return len(name) == 1 or not _MATRICES.isdisjoint(name.split())


def _has_matrices(tree: Tree) -> bool:
    if tree[0] == "symbol":
        return not _MATRICES.isdisjoint(str(tree[1]).split())
    return tree[0] == "transpose" or any(_has_matrices(part) for part in tree[1:] if isinstance(part, tuple))


def _agree(one: Tree, other: Tree, point: Mapping[str, float]) -> bool:
    try:
        first, second = _value(one, point), _value(other, point)
    except (ArithmeticError, ValueError):
        return False
    return abs(first - second) <= TOLERANCE * max(abs(first), abs(second), 1e-3)


def _value(tree: Tree, point: Mapping[str, float]) -> complex:
    kind, first = tree[0], tree[1]
    if kind == "symbol":
        return complex(point[str(first)])
    if isinstance(first, Fraction):
        return complex(float(first))
    inner = [_value(part, point) for part in tree[1:] if isinstance(part, tuple)]
    if kind == "call":
        return _call(str(first), inner[0])
    if kind == "negative":
        return -inner[0]
    left, right = inner
    if operation := _ARITHMETIC.get(str(kind)):
        value: complex = operation(left, right)
        return value
    if abs(right) > _MOST_EXPONENT:
        raise OverflowError
    return left**right


def _call(name: str, value: complex) -> complex:
    if name == "log":
        return cmath.log(value)
    if name == "log2":
        return cmath.log(value) / cmath.log(2)
    # A function that we know nothing of: any that is smooth and its own.
    return cmath.sin(value * (1 + crc32(name.encode()) % 997 / 997) + 0.5)
