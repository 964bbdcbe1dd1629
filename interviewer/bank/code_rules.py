"""What the code of a question must hold to beyond the types of its fields. None of it is run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from interviewer.bank.document import Place
from interviewer.bank.question import Code, Growth, RandomTest
from interviewer.bank.rules import BrokenRule

DEFAULT_EXAMPLES = 3
SIZES = 3
"""How many sizes it takes to tell how time grows."""
SPAN = 4
"""How many times the smallest size the largest must be, at least."""

_FORBIDDEN = re.compile(r"\.?[^\W\d]\w*(\.[^\W\d]\w*)*")
_NOT_PYTHON = "this is not Python ({fault}); mend it, and keep the lines with '|', not '>'"
_NO_EXPRESSION = "this is not a Python expression ({fault}); mend it"


def code_rules(code: Code) -> Iterator[BrokenRule]:
    """Each rule that the code of a question breaks."""
    if not code.tests:
        yield ("tests",), "there is no test; write one with a 'call' and what is 'expected'"
    if code.examples > max(DEFAULT_EXAMPLES, len(code.tests)):
        yield ("examples",), f"there are only {len(code.tests)} tests; write a number up to that"
    texts: list[tuple[Place, str]] = [(("starter",), code.starter), (("solution",), code.solution)]
    texts += [(("setup",), code.setup)] if code.setup else []
    texts += [(("wrong", number), text) for number, text in enumerate(code.wrong)]
    for place, text in texts:
        if fault := _syntax_fault(text, "exec"):
            yield place, _NOT_PYTHON.format(fault=fault)
    if not _syntax_fault(code.starter, "exec") and not _defines(code.starter):
        yield (
            ("starter",),
            "the starter defines no function or class; write the signature of what is asked for",
        )
    for number, test in enumerate(code.tests):
        for field in ("call", "expected"):
            if fault := _syntax_fault(getattr(test, field), "eval"):
                yield ("tests", number, field), _NO_EXPRESSION.format(fault=fault)
    for number, entry in enumerate(code.forbidden):
        if not _FORBIDDEN.fullmatch(entry):
            mend = "write a name as sorted or numpy.linalg.inv, an attribute as .sort, or recursion"
            yield ("forbidden", number), f"'{entry}' is no name; {mend}"


def random_rules(check: RandomTest) -> Iterator[BrokenRule]:
    """Each rule that a check on random inputs breaks."""
    yield from _uses("inputs", check.inputs, "st", "draw x with it, as in st.lists(st.integers())")
    yield from _uses("call", check.call, "x", "hand it to the candidate's function")
    if fault := _syntax_fault(check.expected, "eval"):
        yield ("expected",), _NO_EXPRESSION.format(fault=fault)


def growth_rules(growth: Growth) -> Iterator[BrokenRule]:
    """Each rule that the measurement of growth breaks."""
    sizes = growth.sizes
    if len(sizes) < SIZES or any(one >= next_ for one, next_ in pairwise(sizes)):
        yield ("sizes",), f"sizes ascend and are {SIZES} at least; write e.g. [1000, 2000, 4000, 8000]"
    elif sizes[0] < 1 or (growth.at_most != "2^n" and sizes[-1] < SPAN * sizes[0]):
        mend = f"begin with 1 or more and end with {SPAN} times that at least"
        yield ("sizes",), f"the sizes are too near to tell how the time grows; {mend}"
    yield from _uses("inputs", growth.inputs, "n", "make an input of that size")
    yield from _uses("call", growth.call, "x", "hand it to the candidate's function")


def _uses(field: str, text: str, name: str, mend: str) -> Iterator[BrokenRule]:
    if fault := _syntax_fault(text, "eval"):
        yield (field,), _NO_EXPRESSION.format(fault=fault)
    elif name not in {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}:
        yield (field,), f"'{field}' does not use {name}; {mend}"


def _defines(text: str) -> bool:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign
    return any(isinstance(node, kinds) for node in ast.parse(text).body)


def _syntax_fault(text: str, mode: str) -> str:
    try:
        compile(text, "<bank>", mode, dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return f"{error.msg}, line {error.lineno}" if isinstance(error, SyntaxError) else str(error)
    return ""
