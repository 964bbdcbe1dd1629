"""Runs the code of a question against its tests."""

from __future__ import annotations

import contextlib
import math
import sys
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch  # noqa: F401 - loaded before modules are counted: it makes some that come from no file

from interviewer.bank import Code, CodeTest

TOLERANCE = 1e-5


def failures(code: Code, solution: str) -> list[tuple[CodeTest, object]]:
    """The tests that a solution fails, each with what came instead."""
    module = types.ModuleType("solution")
    names = vars(module)
    names.update(raises=raises, source=solution)
    found: list[tuple[CodeTest, object]] = []
    with _own_modules(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a wrong solution may divide by zero: its result tells
        sys.modules["solution"] = module  # where dataclasses look up the names of their fields' types
        for text in (code.setup or "", solution):
            exec(compile(text, "solution", "exec", dont_inherit=True), names)
        for test in code.tests:
            try:
                got = eval(test.call, names)
            except Exception as error:  # noqa: BLE001 - whatever a solution raises is its result
                found.append((test, error))
            else:
                if not same(got, eval(test.expected, names)):
                    found.append((test, got))
    return found


@contextlib.contextmanager
def _own_modules() -> Iterator[None]:
    """Takes back what a setup has put in the place of modules."""
    before = dict(sys.modules)
    try:
        yield
    finally:
        for name in sys.modules.keys() - before.keys():
            if not hasattr(sys.modules[name], "__file__"):
                del sys.modules[name]
        sys.modules.update(before)


def raises(call: Callable[[], object]) -> str | None:
    """The name of the exception's class that a call raises; None where it raises none."""
    try:
        call()
    except Exception as error:  # noqa: BLE001 - any may be the one expected
        return type(error).__name__
    return None


def same(got: Any, expected: Any) -> bool:
    """Whether two values are equal, numbers within a tolerance; a tensor or array may stand for a list."""
    got, expected = _plain(got), _plain(expected)
    if isinstance(got, np.ndarray) or isinstance(expected, np.ndarray):
        one, other = np.asarray(got), np.asarray(expected)
        if one.shape != other.shape:
            return False
        if one.dtype.kind in "iufc" and other.dtype.kind in "iufc":
            return bool(np.allclose(one, other, rtol=0, atol=TOLERANCE))
        return bool((one == other).all())
    if isinstance(got, bool) or isinstance(expected, bool):
        return got is expected
    if isinstance(got, int | float) and isinstance(expected, int | float):
        return got == expected or math.isclose(got, expected, rel_tol=0, abs_tol=TOLERANCE)
    if isinstance(got, list | tuple) and type(got) is type(expected):
        return len(got) == len(expected) and all(map(same, got, expected))
    if isinstance(got, dict) and isinstance(expected, dict):
        return got.keys() == expected.keys() and all(same(got[key], expected[key]) for key in got)
    return bool(got == expected)


def _plain(value: Any) -> Any:
    if hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    return value.item() if isinstance(value, np.generic) else value
