"""What is wrong with a file of the bank, where, and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """One fault; as text it reads `FILE:LINE: what is wrong; how to mend it`."""

    file: str
    line: int
    """Counted from 1."""
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    """A mend for a name that is not known: the nearest one that is, else the sentence `otherwise`."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean '{near[0]}'?" if near else otherwise
