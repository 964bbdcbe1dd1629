"""Finds shortcuts that a question rules out, by the code's syntax tree.

A name counts wherever it is used or imported, also under an alias. What shows only when the code runs, such
as `getattr(items, "so" + "rt")`, is not found: whoever practises has no reason to hide from themselves.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from interviewer.coding.harness.recursion import recursive_calls
from interviewer.coding.result import Forbidden

RECURSION = "recursion"


def taken(source: str, forbidden: Sequence[str]) -> Iterator[Forbidden]:
    """Each shortcut that the code takes, with the first line where it does.

    Args:
        source: Python.
        forbidden: A name as `sorted`, `heapq` or `numpy.linalg.inv`; an attribute or method of anything as
            `.sort`; or `recursion`.
    """
    if not forbidden:
        return
    tree = ast.parse(source)
    used = sorted(_used(tree), key=lambda use: use[1])
    own = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    } | {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    for entry in forbidden:
        name = entry.lstrip(".")
        if entry == RECURSION:
            lines = sorted(recursive_calls(tree))
        elif name in own:  # of the candidate's own making
            lines = []
        elif entry.startswith("."):
            lines = [line for use, line in used if f".{use}".endswith(entry) and "." in use]
        else:
            lines = [line for use, line in used if f"{use}.".startswith(f"{name}.")]
        if lines:
            yield Forbidden(name=entry, line=lines[0])


def _used(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The full names of all that is used or imported, with their lines; `?` stands for an unnamed object."""
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                aliases[each.asname or each.name.partition(".")[0]] = (
                    each.name if each.asname else each.name.partition(".")[0]
                )
                yield each.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            for each in node.names:
                aliases[each.asname or each.name] = f"{node.module}.{each.name}"
                yield f"{node.module}.{each.name}", node.lineno
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            yield _full_name(node, aliases).removeprefix("builtins."), node.lineno


def _full_name(node: ast.expr, aliases: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return aliases.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        return f"{_full_name(node.value, aliases)}.{node.attr}"
    return "?"
