"""One side of a card as plain text: without markup, with formulas in Unicode, fit for a file of the bank."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.bank.importing.card import excerpt
from interviewer.bank.importing.latex import without_latex
from interviewer.bank.importing.markup import CODE, is_html, without_markup

LONGEST = 20_000
"""Letters of one side of a card; with more it is no card."""
_UNPRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\uf900-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML does not take, line separators, and characters for private use. The latter come from the fonts of
slides and mean nothing elsewhere."""
_DIRECTIONS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
"""What is not seen: it turns the direction of text, or hides in words."""
_SOUND = re.compile(r"\[(?:sound|anki:play|anki:tts)[^\]]{0,500}\]")


class UnusableError(Exception):
    """The side of a card is nothing that could be asked or said; the message says why."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text, and what was done to it that its owner should know."""

    text: str
    notes: tuple[str, ...] = ()


def clean(field: str, html: bool | None = None) -> Cleaned:
    """One side of a card as plain text.

    Args:
        field: As it stands in the file.
        html: Whether it is HTML; None to see by its tags.

    Raises:
        UnusableError: It is longer than a card can be.
    """
    if len(field) > LONGEST:
        raise UnusableError(f"it has {len(field):,} letters, at most {LONGEST:,}; split it into several")
    notes: list[str] = []
    text, count = _SOUND.subn(" ", field)
    if count:
        notes.append("a sound was left out")
    if is_html(text) if html is None else html:
        text, left_out = without_markup(text)
        notes += [f"a {what} was left out" for what in left_out]
    text, unread = without_latex(text)
    notes += [f"the formula '{excerpt(formula, 40)}' stays as it was typed" for formula in unread]
    return Cleaned(printable(text), tuple(notes))


def on_a_line(text: str) -> str:
    """The text as `printable`, on one line."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """The text with one kind of line break, without what is not seen, spaces at line ends or empty lines."""
    text = re.sub("\r\n?|[\x85\u2028\u2029\x0b\x0c]", "\n", text)
    text = _DIRECTIONS.sub("", _UNPRINTABLE.sub("", text)).expandtabs(4)
    code, lines = False, []
    for line in text.split("\n"):
        if line.strip() == CODE:
            code = not code
        line = line.rstrip() if code else " ".join(line.split())
        if line:
            lines.append(line)
    return "\n".join(lines)
