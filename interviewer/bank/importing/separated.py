"""Tables of cards: Anki's text export with its headers, CSV, TSV, what Quizlet and Brainscape export."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewer.bank.importing.building import Builder

SEPARATORS: Mapping[str, str] = {
    "tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " ",
}  # fmt: skip
"""Anki's names for them; any other single sign may stand for itself."""
_GUESSED = "\t", ";", ",", "|"
_HEADER = re.compile(r"#([a-z ]+):(.*)")
_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("front", "question", "term", "prompt", "q", "card front", "text", "word"), "front"),
    **dict.fromkeys(("back", "answer", "definition", "response", "a", "card back", "reply"), "back"),
    **dict.fromkeys(("tags", "tag", "labels"), "tags"),
    **dict.fromkeys(("deck", "deck name", "topic", "subject", "category"), "deck"),
    **dict.fromkeys(("notetype", "note type", "guid", "id"), "other"),
}
"""What a column is, by its name in small letters."""
_COLUMN_HEADERS = {
    "tags column": "tags",
    "deck column": "deck",
    "notetype column": "other",
    "guid column": "other",
}
_SAMPLE_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the table is written."""

    separator: str = "\t"
    html: bool | None = None
    """None to see by each field."""
    deck: str = ""
    tags: tuple[str, ...] = ()
    """Those of every card."""
    columns: Mapping[int, str] = field(default_factory=dict)
    """What a column is: `front`, `back`, `tags`, `deck` or `other`, by its number from 0. Of the rest the
    first that is not empty is asked and the others are the answer."""
    width: int | None = None
    """How many columns are named; where a row has more, the answer goes on."""
    quoted: bool = True
    anki: bool = False
    """Whether the file began with Anki's headers."""


Row = tuple[int, list[str]]
"""Number of its first line, and its fields."""


def is_table(text: str) -> bool:
    """Whether the text looks like a table of cards: headers of Anki, or most lines split in the same way."""
    return text.startswith("#separator:") or _separator_of(_without_comments(text)) is not None


def read_table(text: str, builder: Builder) -> str:
    """Add the cards of a table; gives the name of its format.

    Args:
        text: The file, its lines ended by newlines.
        builder: Takes the cards.

    A line without a separator goes on with the answer above it, as in an export whose answers have line
    breaks of their own; the card says so, since it could as well be a card that lost its answer.
    """
    layout, first = _headers(text)
    rows = list(_rows(text, layout, first))
    if rows and (named := _named_columns(rows[0][1])):
        layout = replace(layout, columns={**named, **layout.columns}, width=len(rows[0][1]))
        rows = rows[1:]
    for number, (line, fields) in enumerate(rows, start=1):
        _add(line, fields, layout, builder)
        builder.progress(number, len(rows))
    if layout.anki:
        return "Anki text export"
    return "tab-separated text" if layout.separator == "\t" else "CSV"


def _headers(text: str) -> tuple[Layout, int]:
    """The layout that Anki's headers say, or that the text shows, and how many lines they take."""
    layout, columns, first = Layout(), dict[int, str](), 0
    separator = None
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        first += 1
        header = _HEADER.fullmatch(line.strip())
        if not header:
            continue
        name, value = header[1], header[2].strip()
        if name == "separator":
            separator = SEPARATORS.get(value.lower(), header[2][:1] or "\t")
        elif name == "html":
            layout = replace(layout, html=value.lower() == "true")
        elif name == "deck":
            layout = replace(layout, deck=value)
        elif name == "tags":
            layout = replace(layout, tags=tuple(value.split()))
        elif name == "columns":
            names = value.split(separator or "\t") if separator else re.split("[\t,;]", value)
            columns.update(_known(names))
        elif name in _COLUMN_HEADERS and value.isdigit() and int(value):
            columns[int(value) - 1] = _COLUMN_HEADERS[name]
        else:
            continue
        layout = replace(layout, anki=True)
    if separator is None:
        lines = text.split("\n")[first : first + _SAMPLE_LINES]
        separator = _separator_of("\n".join(lines)) or ("," if lines and "," in lines[0] else "\t")
    # Quizlet quotes nothing: there a quotation mark is what the card says.
    quoted = layout.anki or separator != "\t" or '\t"' in text or text.lstrip().startswith('"')
    return replace(layout, separator=separator, columns=columns, quoted=quoted), first


def _known(names: Sequence[str]) -> dict[int, str]:
    kinds = [_COLUMNS.get(name.strip().lower()) for name in names]
    return {number: kind for number, kind in enumerate(kinds) if kind and kind not in kinds[:number]}


def _named_columns(fields: Sequence[str]) -> dict[int, str]:
    """What the columns are where a row names them, among them what is asked and the answer."""
    known = _known(fields)
    return known if {"front", "back"} <= set(known.values()) else {}


def _without_comments(text: str) -> str:
    lines = text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]
    return "\n".join(line for line in lines if not line.startswith("#"))


def _separator_of(sample: str) -> str | None:
    """The sign that splits most lines into the same number of fields; None where none does."""
    lines = [line for line in sample.split("\n") if line.strip()]
    for separator in _GUESSED:
        if lines and _named_columns(lines[0].replace('"', "").split(separator)):
            return separator
    for separator in _GUESSED:
        try:
            rows = [row for row in csv.reader(io.StringIO(sample), delimiter=separator) if row]
        except csv.Error:
            continue
        counts = [len(row) for row in rows]
        usual = max(set(counts), key=counts.count, default=1)
        # A tab is in no sentence; the others are, so that they must agree.
        enough = 0.3 if separator == "\t" else 0.9
        if usual > 1 and counts.count(usual) >= enough * len(rows) and (separator == "\t" or usual < 8):
            return separator
        if separator == "\t" and any("\t" in line for line in lines[:1]):
            return separator
    return None


def _rows(text: str, layout: Layout, first: int) -> Iterator[Row]:
    """The rows with the lines they begin at; those that are empty are skipped."""
    lines = text.split("\n")[first:]
    if not layout.quoted:
        yield from (
            (n, line.split(layout.separator)) for n, line in enumerate(lines, first + 1) if line.strip()
        )
        return
    # Only a quotation mark that is never closed takes the line that is added here.
    reader = csv.reader((f"{line}\n" for line in (*lines, "end")), delimiter=layout.separator)
    begun, last = first + 1, first + len(lines)
    try:
        for row in reader:
            following = first + reader.line_num + 1
            if begun <= last < following - 1:
                raise csv.Error("a quotation mark is never closed")
            if begun <= last and any(part.strip() for part in row):
                yield begun, row
            begun = following
    except csv.Error:  # or a field beyond csv's limit
        rest = lines[begun - first - 1 :]
        yield from ((n, line.split(layout.separator)) for n, line in enumerate(rest, begun) if line.strip())


def _add(line: int, fields: list[str], layout: Layout, builder: Builder) -> None:
    named: dict[str, str] = {}
    others: list[str] = []
    notes: list[str] = []
    if layout.width and len(fields) > layout.width:
        notes.append(
            f"it has {len(fields)} columns, not {layout.width}: put quotes around text with a separator"
        )
        begin = next((number for number, kind in layout.columns.items() if kind == "back"), layout.width - 1)
        end = begin + 1 + len(fields) - layout.width
        fields = [*fields[:begin], layout.separator.join(fields[begin:end]), *fields[end:]]
    for number, text in enumerate(fields):
        kind = layout.columns.get(number)
        if kind is None:
            others.append(text)
        else:
            named[kind] = text
    front, back = named.get("front"), named.get("back")
    if front is None:
        others = [text for text in others if text.strip()]
        front, others = (others[0], others[1:]) if others else ("", [])
    if back is None:
        back, others = "\n".join(text for text in others if text.strip()), []
    place = f"line {line}"
    if not back.strip() and len(fields) == 1 and not layout.anki and builder.continues(front, place):
        return
    builder.add(
        place,
        front,
        back,
        html=layout.html,
        deck=named.get("deck") or layout.deck,
        tags=(*layout.tags, *named.get("tags", "").split()),
        notes=tuple(notes),
    )
