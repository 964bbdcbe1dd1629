"""Cards in JSON: a list of objects, or an object that holds one, whatever its fields are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from interviewer.bank.importing.building import Builder
from interviewer.errors import BankError

_FRONTS = ("question", "front", "term", "prompt", "q", "text", "input")
_BACKS = ("answer", "back", "definition", "response", "a", "output", "extra")
_LISTS = ("questions", "cards", "notes", "flashcards", "items", "data", "terms", "results")
_NAMES = ("deck", "topic", "name", "title")
_DEEPEST = 8


def read_json(text: str, builder: Builder) -> str:
    """Add the cards of JSON, or of JSON lines; gives the name of its format.

    Raises:
        BankError: It is no JSON, or holds no cards.
    """
    format = "JSON"
    try:
        data = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        lines = _json_lines(text)
        if lines is None:
            raise BankError(
                f"{builder.file} is not JSON ({error}); export it anew, or mend it there."
            ) from error
        data, format = lines, "JSON lines"
    entries = list(_entries(data, "", 0))
    if not entries:
        raise BankError(
            f"{builder.file} holds no cards; write a list of objects with a 'question' and an 'answer' each."
        )
    for number, (entry, deck) in enumerate(entries, start=1):
        _add(number, entry, deck, builder)
        builder.progress(number, len(entries))
    return format


def _json_lines(text: str) -> list[Any] | None:
    try:
        found = [msgspec.json.decode(line) for line in text.split("\n") if line.strip()]
    except (msgspec.DecodeError, RecursionError):
        return None
    return found if len(found) > 1 and all(isinstance(entry, dict) for entry in found) else None


def _entries(data: Any, deck: str, depth: int) -> Iterator[tuple[Any, str]]:
    """What may be a card, with the name of its deck."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        yield from ((entry, deck) for entry in data)
    elif isinstance(data, dict):
        named = next((data[key] for key in _NAMES if isinstance(data.get(key), str)), "")
        inner = f"{deck}::{named}" if deck and named else deck or named
        held = [key for key in _LISTS if isinstance(data.get(key), list)]
        for key in held:
            yield from ((entry, inner) for entry in data[key])
        below = data.get("children")
        for child in below if isinstance(below, list) else []:
            yield from _entries(child, inner, depth + 1)
        if not held and not isinstance(below, list):
            for key, value in data.items():
                if isinstance(value, list | dict):
                    yield from _entries(value, f"{inner}::{key}" if inner else key, depth + 1)
                elif isinstance(value, str) and key not in _NAMES:
                    yield {"question": key, "answer": value}, inner


def _add(number: int, entry: Any, deck: str, builder: Builder) -> None:
    place = f"card {number}"
    if isinstance(entry, list) and len(entry) > 1 and all(isinstance(part, str) for part in entry):
        entry = {"question": entry[0], "answer": "\n".join(entry[1:])}
    if not isinstance(entry, dict):
        builder.leave_out(
            place, str(entry)[:200], "it is no object with a 'question' and an 'answer'; make it one"
        )
        return
    fields = {str(key).lower(): value for key, value in entry.items()}
    if isinstance(fields.get("fields"), list):  # CrowdAnki
        values = [value for value in fields["fields"] if isinstance(value, str)]
        front, back = values[0] if values else "", "\n".join(values[1:])
    else:
        front, back = _first(fields, _FRONTS), _first(fields, _BACKS)
    builder.add(
        place,
        front,
        back,
        deck=_first(fields, ("deck", "topic")) or deck,
        tags=_tags(fields.get("tags"), fields.get("difficulty")),
        points=tuple(_points(fields.get("key_points"))),
    )


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(fields[name]) for name in names if isinstance(fields.get(name), str | int | float)), "")


def _tags(tags: Any, difficulty: Any) -> tuple[str, ...]:
    found = tags.split() if isinstance(tags, str) else tags if isinstance(tags, list) else []
    return tuple(tag for tag in (*found, difficulty) if isinstance(tag, str))


def _points(points: Any) -> Iterator[str]:
    for entry in points if isinstance(points, list) else []:
        point = entry.get("point") if isinstance(entry, dict) else entry
        if isinstance(point, str):
            yield point
