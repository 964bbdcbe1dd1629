"""Names made for what is imported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import chain, count

_LONGEST = 60


def slug(text: str, longest: int = _LONGEST) -> str:
    """A text in small letters, digits and hyphens, cut at a word; empty where it has no Latin letter."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = "-".join(re.findall(r"[a-z0-9]+", plain.lower().replace("'", "")))
    return name if len(name) <= longest else (name[: longest + 1].rpartition("-")[0] or name[:longest])


def free(wanted: str, is_taken: Callable[[str], bool], suffix: str = "") -> str:
    """The name that is wanted, or where it is taken the first with a number that is not: `name-2`.

    Args:
        wanted: The name, without its suffix.
        is_taken: Told each name as a whole.
        suffix: What every one of them ends with.
    """
    names = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    return next(name for each in names if not is_taken(name := f"{each}{suffix}"))
