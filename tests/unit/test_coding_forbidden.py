"""Shortcuts that a question rules out are found by the syntax of the code."""

from __future__ import annotations

import pytest

from interviewer.coding.harness.forbidden import taken


@pytest.mark.parametrize(
    ("entry", "source", "line"),
    [
        ("sorted", "x = 1\nsorted([2])", 2),
        ("sorted", "s = sorted\ns([2])", 1),
        ("sorted", "import builtins\nbuiltins.sorted([2])", 2),
        ("sorted", "list(map(sorted, []))", 1),
        ("heapq", "import heapq", 1),
        ("heapq", "import heapq as h\nh.merge([], [])", 1),
        ("heapq", "def f():\n    from heapq import merge", 2),
        ("heapq", "from heapq import *", 1),
        ("numpy.linalg.inv", "import numpy as np\nnp.linalg.inv(1)", 2),
        ("numpy.linalg.inv", "from numpy import linalg as la\nla.inv(1)", 2),
        ("numpy.linalg.inv", "from numpy.linalg import inv", 1),
        ("numpy.linalg", "import numpy\n\nnumpy.linalg.pinv(1)", 3),
        (".sort", "[3, 1].sort()", 1),
        (".sort", "import numpy as np\nnp.sort([1])", 2),
        (".sort", "from numpy import sort", 1),
        ("recursion", "def f(n):\n    return f(n - 1)", 2),
        ("recursion", "f = lambda n: f(n - 1)", 1),
        ("recursion", "def f(n):\n    def g(n):\n        return g(n)\n    return g(n)", 3),
        ("recursion", "def f(n):\n    return g(n)\ndef g(n):\n    return f(n)", 2),
        ("recursion", "class A:\n    def f(self):\n        return self.f()", 3),
    ],
)
def test_a_shortcut_is_found_with_its_line(entry: str, source: str, line: int) -> None:
    (only,) = taken(source, [entry])
    assert (only.name, only.line) == (entry, line)


@pytest.mark.parametrize(
    ("entry", "source"),
    [
        ("sorted", "def sorted(items): return items\nsorted([])"),
        ("sorted", "'sorted'  # sorted"),
        ("heapq", "heap = []"),
        (".sort", "def sort(items): return items\nsort([])"),
        (".sort", "sort = 1"),
        ("numpy.linalg.inv", "import numpy as np\nnp.linalg.solve(1, 2)"),
        ("recursion", "def f(n):\n    return g(n)\ndef g(n):\n    return n"),
        ("recursion", "class A:\n    def f(self):\n        return self.b.f()"),
    ],
)
def test_what_only_looks_like_it_is_not(entry: str, source: str) -> None:
    assert list(taken(source, [entry])) == []
