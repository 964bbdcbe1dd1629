"""The names that tests and candidate see: the candidate's cannot take the place of what the tests need."""

from __future__ import annotations

import ast
import linecache
import sys
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType
from typing import Any

from interviewer.bank.question import Code

SOURCE = "solution.py"
"""The candidate's code in tracebacks."""


class Namespaces:
    """The question's names and those of one solution, in modules of their own.

    The solution begins with the setup's classes, modules and values, and with the functions that the starter
    or the reference solution mention. The tests see the setup's names, the imports of the starter, and of
    the solution only what the starter defines.
    """

    def __init__(self, code: Code) -> None:
        self._code = code
        self._question = _module("question")
        self._given: dict[str, Any] = {}
        self.reference: ModuleType | None = None
        """Of the question, once it was loaded."""

    def prepare(self, source: str) -> None:
        """Run the setup.

        Args:
            source: The solution, which tests may look at as `source`.
        """
        names = vars(self._question)
        names.update(raises=raises, source=source)
        _execute(self._code.setup or "", "setup.py", self._question)
        mentioned = _mentioned(self._code.starter) | _mentioned(self._code.solution)
        self._given = {
            name: value
            for name, value in names.items()
            if not name.startswith("__") and (name in mentioned or not isinstance(value, FunctionType))
        }
        tree = ast.parse(self._code.starter)
        tree.body = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        exec(compile(tree, "starter.py", "exec", dont_inherit=True), names)

    def load(self, source: str, name: str, file: str = SOURCE) -> ModuleType:
        """Run a solution in a module of its own; raises whatever it raises."""
        module = _module(name)
        vars(module).update(self._given)
        _execute(source, file, module)
        return module

    def adopt(self, solution: ModuleType) -> None:
        """Let the tests see what the solution had to define."""
        for name in _defined(self._code.starter):
            if name in vars(solution):
                vars(self._question)[name] = vars(solution)[name]

    def refer(self) -> None:
        """Load the reference solution, which expressions may then be bound to as `reference`."""
        self.reference = self.load(self._code.solution, "reference", "reference.py")

    def bound(self, expression: str, **extra: Any) -> Callable[[], Any]:
        """What computes an expression over the tests' names.

        Args:
            expression: Python.
            extra: More names; they go before all others.
        """
        names = {**vars(self._question), **extra} if extra else vars(self._question)
        compiled = compile(expression, "test", "eval", dont_inherit=True)
        return lambda: eval(compiled, names)


def raises(call: Callable[[], object]) -> str | None:
    """The name of the exception's class that a call raises; None where it raises none."""
    try:
        call()
    except Exception as error:  # noqa: BLE001 - any may be the one expected
        return type(error).__name__
    return None


def _module(name: str) -> ModuleType:
    module = ModuleType(name)
    sys.modules[name] = module  # where dataclasses look up the names of their fields' types
    return module


def _execute(text: str, file: str, module: ModuleType) -> None:
    # For tracebacks, which read the lines of a file from here.
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    exec(compile(text, file, "exec", dont_inherit=True), vars(module))


def _mentioned(text: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}


def _defined(text: str) -> Iterator[str]:
    """The functions, classes and values that a text defines at its top."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (
                each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)
            )
