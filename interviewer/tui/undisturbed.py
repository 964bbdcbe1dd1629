"""A time in which the screen is not held up by the interpreter's own housekeeping."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEVER = 1_000_000


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put off the search of the whole memory for garbage, which takes a tenth of a second, until it is over.

    What is young is still looked through, as always: that takes a few milliseconds.
    """
    kept = gc.get_threshold()
    gc.set_threshold(*kept[:2], _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*kept)
