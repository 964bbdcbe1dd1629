"""Counts the processes that were started below this one, also those whose parents have ended."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_PATIENCE = 10.0


@contextmanager
def none_left() -> Iterator[None]:
    """Fails if a process that was started meanwhile does not end."""
    # Whoever loses its parent becomes a child of this process, where it can be counted.
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    known = _children()
    yield
    deadline = time.monotonic() + _PATIENCE
    while (left := _alive(_children() - known)) and time.monotonic() < deadline:
        time.sleep(0.02)
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
    assert not left


def _children() -> set[str]:
    found: set[str] = set()
    for task in Path("/proc/self/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that ended meanwhile
            found.update((task / "children").read_text().split())
    return found


def _alive(children: set[str]) -> set[str]:
    """Those that have not ended; the others are buried."""
    return {child for child in children if os.waitpid(int(child), os.WNOHANG) == (0, 0)}
