"""When a value counts as the one expected."""

from __future__ import annotations

import math

import numpy as np
import pytest

from interviewer.coding.harness.equality import same


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ([1.0, 2], [1.000001, 2]),
        (1e12 + 100, 1e12),
        (math.nan, math.nan),
        ({"a": [1.0]}, {"a": [1.0000001]}),
        (np.array([1, 2]), [1, 2]),
        (np.float32(0.5), 0.5),
        ({1, 2}, {2, 1}),
    ],
)
def test_equal(got: object, expected: object) -> None:
    assert same(got, expected)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ([1, 2], [1, 2.1]),
        ([1, 2], (1, 2)),
        (1, True),
        ({"a": 1}, {"a": 1, "b": 2}),
        (np.array([1, 2]), [[1, 2]]),
        (math.inf, -math.inf),
        ("1", 1),
        (None, 0),
    ],
)
def test_told_apart(got: object, expected: object) -> None:
    assert not same(got, expected)
