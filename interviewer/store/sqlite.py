"""sqlite-utils, imported without the array libraries that it looks for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _hidden(*names: str) -> Iterator[None]:
    """Let these modules look as if they were not installed, unless they are loaded already."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None: an import of it fails
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


# sqlite_utils.db imports numpy and pandas wherever they are installed, only to know how their scalars
# map to column types. No such scalar reaches the log, and the first screen must not wait for numpy.
with _hidden("numpy", "pandas"):
    from sqlite_utils import Database, Migrations

__all__ = ["Database", "Migrations"]
