"""Cloze deletions: `{{c1::hidden::hint}}` in Anki's fields, as questions with a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator

GAP = "[…]"
"""Stands for what is hidden."""
_TOKEN = re.compile(r"\{\{c(\d{1,2})::|\}\}", re.IGNORECASE)


def numbers(field: str) -> tuple[int, ...]:
    """The numbers of the clozes in a field, ascending; each makes a card."""
    return tuple(sorted({int(match[1]) for match in _TOKEN.finditer(field) if match[1]}))


def hidden(field: str, number: int) -> str:
    """The field with the cloze of that number hidden, by its hint where it has one; the others shown."""
    return "".join(_pieces(field, number))


def revealed(field: str) -> str:
    """The field with every cloze shown."""
    return "".join(_pieces(field, None))


def _pieces(field: str, number: int | None) -> Iterator[str]:
    """The field's text piece by piece, without marks and hints. As in Anki, clozes may stand in clozes."""
    open_numbers: list[int] = []
    place = 0
    for token in [*_TOKEN.finditer(field), None]:
        text = field[place : token.start() if token else len(field)]
        closing = token is not None and token[1] is None
        shown, _, hint = text.partition("::") if closing and open_numbers else (text, "", "")
        if number not in open_numbers:
            yield shown
        if token is None:
            return
        place = token.end()
        if token[1]:
            open_numbers.append(int(token[1]))
        elif not open_numbers:
            yield token[0]  # braces of something else
        elif open_numbers.pop() == number and number not in open_numbers:
            yield f"[{hint}]" if hint else GAP
