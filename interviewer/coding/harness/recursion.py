"""Finds the calls by which functions call themselves, directly or through one another."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def recursive_calls(tree: ast.Module) -> Iterator[int]:
    """Lines of the calls that close a circle. Functions are told apart by their names alone."""
    calls: dict[str, dict[str, int]] = {}
    for name, function in _functions(tree):
        for called, line in _calls(function):
            calls.setdefault(name, {}).setdefault(called, line)
    for name, others in calls.items():
        for other, line in others.items():
            if name in _reached(other, calls):
                yield line


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))


def _calls(function: ast.AST) -> Iterator[tuple[str, int]]:
    """What a function calls by name, or as a method of `self` or `cls`; that of inner functions included."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            yield node.func.id, node.lineno
        elif (
            isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id in ("self", "cls")
        ):
            yield node.func.attr, node.lineno


def _reached(start: str, calls: dict[str, dict[str, int]]) -> set[str]:
    """All that is called, directly or not, from a function on, itself included."""
    reached, left = {start}, [start]
    while left:
        new = calls.get(left.pop(), {}).keys() - reached
        reached |= new
        left += new
    return reached
