"""One question as it stands in the text of a topic file; everything around it stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewer.bank.document import Document
from interviewer.bank.reading import questions_of
from interviewer.errors import BankError

_DASH = re.compile(r"( *)-( +(?=\S)| *$)")
_INDENT = 2
"""Of a file's first question."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The lines of a file that are a question."""

    lines: range
    """From its dash on, counted from 0."""
    indent: int
    """Columns before the dash."""
    column: int
    """Where its fields begin."""


def find(file: Path, text: str, id: str) -> Passage:
    """Where a question stands.

    Args:
        file: Names the file in messages.
        text: All of it.
        id: Of the question.

    Raises:
        BankError: It is not there, or not on lines of its own.
    """
    document = Document(file, text)
    for place, question in questions_of(document):
        if question.get("id") == id:
            return _passage(file, text.split("\n"), document.line(place) - 1)
    raise BankError(f"The question '{id}' is not in {file}; see whether the file was changed meanwhile.")


def cut_out(text: str, passage: Passage) -> str:
    """The text of a question as fields that begin a line each."""
    lines = text.split("\n")
    own = [lines[number] for number in passage.lines]
    own[0] = own[0].replace("-", " ", 1)
    return "\n".join(_left(line, passage.column) for line in own).strip("\n") + "\n"


def put_in(text: str, passage: Passage, question: str) -> str:
    """The file with another text for a question."""
    lines = text.split("\n")
    lines[passage.lines.start : passage.lines.stop] = _item(question, passage.indent)
    return "\n".join(lines)


def take_out(text: str, passage: Passage) -> str:
    """The file without a question, and without the comment right above it."""
    lines = text.split("\n")
    first = passage.lines.start
    while first and lines[first - 1].startswith(" " * passage.indent + "#"):
        first -= 1
    del lines[first : passage.lines.stop]
    return "\n".join(lines)


def append(file: Path, text: str, question: str, comment: str = "") -> str:
    """The file with one more question, behind those that it has, and perhaps a comment above it.

    Raises:
        BankError: Those are not on lines of their own.
    """
    document, lines = Document(file, text), text.rstrip("\n").split("\n")
    indent, end = _INDENT, len(lines)
    for place, _ in questions_of(document):
        last = _passage(file, lines, document.line(place) - 1)
        indent, end = last.indent, last.lines.stop
    above = [f"{' ' * indent}# {comment}"] if comment else []
    return "\n".join([*lines[:end], "", *above, *_item(question, indent), *lines[end:], ""])


def _passage(file: Path, lines: list[str], first_field: int) -> Passage:
    start = first_field
    while not (dash := _DASH.match(lines[start])):
        start -= 1
        if start < 0 or lines[start].partition("#")[0].strip() not in ("", "-"):
            raise BankError(
                f"The questions of {file} are not on lines that begin with '- '; edit the file by hand."
            )
    indent = len(dash[1])
    column = len(dash[0]) if start == first_field else _width(lines[first_field])
    end = start + 1
    for number in range(start + 1, len(lines)):
        if lines[number].strip():
            if _width(lines[number]) <= indent:
                break
            end = number + 1
    return Passage(range(start, end), indent, column)


def _item(question: str, indent: int) -> list[str]:
    return list(_indented(question.strip("\n").split("\n"), indent))


def _indented(lines: list[str], indent: int) -> Iterator[str]:
    before = " " * indent + "- "
    for line in lines:
        yield f"{before}{line}" if line.strip() else ""
        before = " " * (indent + 2)


def _left(line: str, column: int) -> str:
    """The line without what is left of a column; a comment may begin there."""
    return line.lstrip() if line[:column].strip() else line[column:]


def _width(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
