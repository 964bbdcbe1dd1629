"""A YAML file as plain data of which every part knows its line.

Scalars stay text: what a value means is settled by the field it stands in, not by how it looks. So an
unquoted `no`, `12:30` or `2024-01-01` is the text that was typed, where YAML 1.1 would read a truth value,
a number or a date. Only an empty value and an unquoted `null` or `~` are None.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import ComposerError
from yaml.reader import Reader

from interviewer.bank.problem import Problem

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML built without libyaml: the same, more slowly
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

Place = tuple[str | int, ...]
"""The way from the top of a file to a part of it, such as `("questions", 3, "key_points", 0)`."""

_NULL_TAG = "tag:yaml.org,2002:null"
_NULL = re.compile(r"(~|null|Null|NULL|)\Z")

# libyaml's words, and how an author mends what they complain of; the first that occurs counts.
_SYNTAX_MENDS = (
    ("mapping values", "put quotes around text that has a colon in it, or write it as a block below '>'"),
    ("tab character", "indent with spaces"),
    ("start any token", "indent with spaces, and put quotes around text that begins with @, ` or %"),
    ("alias", "put quotes around text that begins with '*'"),
    ("anchor or tag", "put quotes around text that begins with '&' or '!'"),
    ("quoted scalar", "close the quotes"),
    ("flow", "close the bracket, or put quotes around text that begins with '[' or '{'"),
    ("single document", "a file holds one topic: take the line '---' out"),
    ("simple key", "give the line the form 'field: text', or indent it as part of the text above"),
    (
        "",
        "line it up with the fields above, and put quotes around text that begins with a sign or "
        "goes on after a closing quote",
    ),
)


class _Loader(_SafeLoader):
    """Resolves nothing but null; every other scalar is text."""

    yaml_implicit_resolvers = {start: [(_NULL_TAG, _NULL)] for start in ("", "~", "n", "N")}  # noqa: RUF012


class Document:
    """One file of the bank before anything is known of topics and questions.

    Attributes:
        file: The file's path, as it stands in messages.
        name: The file's name without its ending.
        data: Dicts, lists, text and None; None as a whole where the file cannot be read.
        problems: What is wrong with the file as YAML; others add what they find.
    """

    def __init__(self, path: Path, text: str | None = None) -> None:
        """Read a file. Nothing is raised: what went wrong is in `problems`.

        Args:
            path: The file.
            text: What it holds, where that is not to be read from it.
        """
        self.file, self.name = str(path), path.stem
        self.data: Any = None
        self.problems: list[Problem] = []
        self._lines: dict[Place, int] = {}
        text = self._read(path) if text is None else text
        if text is not None:
            self._parse(text)

    def line(self, place: Place) -> int:
        """Line of a field's name or of a list's item, from 1; of what holds it where it does not exist."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def report(self, place: Place, message: str) -> None:
        """Note a problem with a part of the file."""
        self.problems.append(Problem(self.file, self.line(place), message))

    def _report_line(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.file, line, message))

    def _read(self, path: Path) -> str | None:
        try:
            raw = path.read_bytes()
        except OSError as error:
            self._report_line(1, f"the file cannot be read ({error.strerror}); check its permissions")
            return None
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self._report_line(line, "this is not UTF-8; save the file with the encoding UTF-8")
            return None
        if control := Reader.NON_PRINTABLE.search(text):
            line = text.count("\n", 0, control.start()) + 1
            self._report_line(line, f"the control character {control.group()!r} is not text; delete it")
            return None
        return text

    def _parse(self, text: str) -> None:
        try:
            root = yaml.compose(text, _Loader)
            if root is None:
                self._report_line(1, "the file is empty; write a topic in it, or delete it")
            else:
                self.data = self._plain(root, (), text)
        except yaml.MarkedYAMLError as error:
            mark, said = _mark_of(error), f"{error.context or ''} {error.problem or ''}".strip()
            mend = next(mend for words, mend in _SYNTAX_MENDS if words in said)
            self._report_line(mark.line + 1 if mark else 1, f"this is not YAML for a topic ({said}); {mend}")

    def _plain(self, node: yaml.Node, place: Place, text: str) -> Any:
        # YAML would drop the first word of such text as a mark of its own, and with anchors a part could
        # hold itself.
        if text[node.start_mark.index : node.start_mark.index + 1] in ("&", "!"):
            raise ComposerError(None, None, "an anchor or tag has no use here", node.start_mark)
        self._lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place, text)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*place, number), text) for number, item in enumerate(node.value)]
        return None if node.tag == _NULL_TAG else node.value.strip()

    def _mapping(self, node: yaml.MappingNode, place: Place, text: str) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.value:
            inner, line = (*place, key.value), key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                mend = "put quotes around text in brackets"
                self._report_line(line, f"the name of a field must be a word; {mend}")
            elif key.value in data:
                first = self.line(inner)
                self._report_line(line, f"'{key.value}' stands already in line {first}; take one of them out")
            else:
                self._lines[inner] = line
                data[key.value] = self._plain(value, inner, text)
        return data


def _mark_of(error: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Where the fault is: where an unclosed thing was opened, else where reading stopped."""
    opened = re.search("quoted scalar|flow|simple key", error.context or "")
    return error.context_mark if opened else error.problem_mark
