"""When a value is the one expected."""

from __future__ import annotations

import math
import sys
from typing import Any

ABSOLUTE = 1e-5
RELATIVE = 1e-9
"""Numbers are equal within one of the two."""


def same(got: Any, expected: Any) -> bool:
    """Whether two values are equal, numbers within a tolerance; a tensor or array may stand for a list.

    True and 1 are told apart, and so are a list and a tuple. NaN is equal to NaN.
    """
    got, expected = _plain(got), _plain(expected)
    np = sys.modules.get("numpy")
    if np and (isinstance(got, np.ndarray) or isinstance(expected, np.ndarray)):
        one, other = np.asarray(got), np.asarray(expected)
        if one.shape != other.shape:
            return False
        if one.dtype.kind in "iufc" and other.dtype.kind in "iufc":
            return bool(np.allclose(one, other, rtol=RELATIVE, atol=ABSOLUTE, equal_nan=True))
        return bool((one == other).all())
    if isinstance(got, bool) or isinstance(expected, bool):
        return got is expected
    if isinstance(got, int | float) and isinstance(expected, int | float):
        return (
            got == expected
            or (math.isnan(got) and math.isnan(expected))
            or math.isclose(got, expected, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
        )
    if isinstance(got, list | tuple) and type(got) is type(expected):
        return len(got) == len(expected) and all(map(same, got, expected))
    if isinstance(got, dict) and isinstance(expected, dict):
        return got.keys() == expected.keys() and all(same(got[key], expected[key]) for key in got)
    return bool(got == expected)


def _plain(value: Any) -> Any:
    torch, np = sys.modules.get("torch"), sys.modules.get("numpy")
    if torch and isinstance(value, torch.Tensor):
        value = value.detach().cpu().numpy()
    return value.item() if np and isinstance(value, np.generic) else value
