"""Texts of the user and of imported questions, without what a terminal or a program would obey."""

from __future__ import annotations

import re

# All control characters but tab and line feed (a terminal obeys them), and those that turn the direction
# of writing, which make a text look as if it said something else.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_UNESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What JSON need not escape, but a terminal may obey."""
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")


def plain(text: str) -> str:
    """The text without characters that a terminal or a program obeys, its lines ended by line feeds."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def plain_json(json: str) -> str:
    """The same JSON, with everything escaped that a terminal obeys."""
    return _UNESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
