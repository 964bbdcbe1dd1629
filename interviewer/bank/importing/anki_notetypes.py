"""Which fields of Anki's notes are asked and which are the answer, and what the decks are called.

Both stand in the JSON of `col` up to schema 11, and in tables of their own, as protobuf messages, after it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

_FIELD = re.compile(r"\{\{[#^/]?(?:[\w-]+:)*\s*([^{}]*?)\s*\}\}")
_FRONT, _BACK = 1, 2
"""Numbers of the templates in the message `Notetype.Template.Config` of Anki's `notetypes.proto`."""
_TEXT = 2
"""Protobuf's wire type of text, see https://protobuf.dev/programming-guides/encoding/."""


@dataclass(frozen=True, slots=True)
class NoteType:
    """The fields of a note in their order, and the templates of its first card."""

    fields: tuple[str, ...]
    front: str
    back: str

    def sides(self, values: Sequence[str]) -> tuple[str, str]:
        """What a note asks and what it answers: the fields named on each side, those asked on the first."""
        named = dict(zip(self.fields, values, strict=False))
        asked = [name for name in _named(self.front) if name in named]
        asked = asked or list(named)[:1]
        told = [name for name in _named(self.back) if name in named and name not in asked]
        if not told and "cloze:" not in self.front:
            told = [name for name in named if name not in asked]
        return _joined(named, asked), _joined(named, told)


def note_types(db: sqlite3.Connection, tables: Collection[str]) -> dict[int, NoteType]:
    """The note types of a collection by their ids.

    Raises:
        ValueError: Their description is damaged.
        sqlite3.Error: The file is.
    """
    if "notetypes" not in tables:
        return dict(_old_types(_json(db, "models")))
    fields: dict[int, list[str]] = {}
    for kind, _, name in sorted(rows(db, "select ntid, ord, name from fields", int, int, str)):
        fields.setdefault(kind, []).append(name)
    templates: dict[int, bytes] = {}
    for kind, _, config in sorted(rows(db, "select ntid, ord, config from templates", int, int, bytes)):
        templates.setdefault(kind, config)
    found = {}
    for (kind,) in rows(db, "select id from notetypes", int):
        texts = dict(_texts(templates.get(kind, b"")))
        found[kind] = NoteType(tuple(fields.get(kind, ())), texts.get(_FRONT, ""), texts.get(_BACK, ""))
    return found


def decks(db: sqlite3.Connection, tables: Collection[str]) -> dict[int, str]:
    """The names of the decks by their ids, with `::` between a deck and the one it is in."""
    if "decks" in tables:
        found = rows(db, "select id, name from decks", int, str)
        return {id: name.replace("\x1f", "::") for id, name in found}
    described = _json(db, "decks")
    return {
        int(id): str(deck.get("name", ""))
        for id, deck in described.items()
        if isinstance(deck, dict) and id.lstrip("-").isdigit()
    }


def rows(db: sqlite3.Connection, query: str, *types: type) -> Iterator[tuple[Any, ...]]:
    """What a query finds, without the rows that hold other types: a column of SQLite takes any."""
    return (row for row in db.execute(query) if all(map(isinstance, row, types)))


def _json(db: sqlite3.Connection, column: str) -> Mapping[str, Any]:
    row = db.execute(f"select {column} from col").fetchone()
    try:
        data = msgspec.json.decode(row[0]) if row and row[0] else {}
    except (msgspec.DecodeError, RecursionError, TypeError) as error:
        raise ValueError(f"its {column} are not JSON") from error
    return data if isinstance(data, dict) else {}


def _old_types(models: Mapping[str, Any]) -> Iterator[tuple[int, NoteType]]:
    for id, model in models.items():
        if not isinstance(model, dict) or not id.lstrip("-").isdigit():
            continue
        fields = tuple(str(field["name"]) for field in _objects(model.get("flds")) if "name" in field)
        template = next(iter(_objects(model.get("tmpls"))), {})
        yield int(id), NoteType(fields, str(template.get("qfmt", "")), str(template.get("afmt", "")))


def _objects(data: Any) -> list[dict[str, Any]]:
    """The objects of a list, in the order of their `ord`."""
    found = [entry for entry in data if isinstance(entry, dict)] if isinstance(data, list) else []
    return sorted(found, key=lambda entry: entry["ord"] if isinstance(entry.get("ord"), int) else 0)


def _named(template: str) -> list[str]:
    return list(dict.fromkeys(_FIELD.findall(template)))


def _joined(named: Mapping[str, str], names: Sequence[str]) -> str:
    return "<br>".join(named[name] for name in names if named[name].strip())


def _texts(message: bytes) -> Iterator[tuple[int, str]]:
    """The fields of a protobuf message that are text, with their numbers; ends where it is damaged."""
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        number, wire_type = key >> 3, key & 7
        if wire_type == 0:
            _, place = _varint(message, place)
        elif wire_type == _TEXT:
            length, place = _varint(message, place)
            if place + length > len(message):
                return
            yield number, message[place : place + length].decode("utf-8", "replace")
            place += length
        elif wire_type in (1, 5):
            place += 8 if wire_type == 1 else 4
        else:
            return


def _varint(message: bytes, place: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and the place after it."""
    value = shift = 0
    while place < len(message) and shift < 64:
        byte = message[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            break
    return value, place
