"""What the two processes say to each other: one JSON object a line, requests down, replies and events up."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any

import msgspec

from interviewer.settings import Settings

MEND_MEMORY = "close other programs, or set stt_model to 'tiny.en'."
"""How a sentence about the lack of memory ends."""


class Configuration(msgspec.Struct, frozen=True, kw_only=True):
    """The first line that a worker is sent."""

    settings: Settings
    data: Path
    cache: Path


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Ask for `method` of the service; the reply carries the same `id`."""

    id: int
    method: str
    params: dict[str, Any]


class Reply(msgspec.Struct, frozen=True, kw_only=True, tag="reply"):
    """A request was carried out."""

    id: int
    result: Any = None


class Failure(msgspec.Struct, frozen=True, kw_only=True, tag="failure"):
    """A request failed: `error` is the name of a class in `interviewer.errors`."""

    id: int
    error: str
    message: str


class Event(msgspec.Struct, frozen=True, kw_only=True, tag="event"):
    """Something happened that nobody waits for."""

    name: str
    data: dict[str, Any]


Answer = Reply | Failure | Event


def line(message: Configuration | Request | Answer) -> bytes:
    """One message as a line of JSON."""
    return msgspec.json.encode(message, enc_hook=_to_plain) + b"\n"


def from_plain(kind: type[Any], value: Any) -> Any:
    """msgspec's hook for reading what it does not know: paths travel as text."""
    if kind is Path:
        return Path(value)
    raise NotImplementedError(f"{kind.__name__} cannot travel between the processes")


def _to_plain(value: Any) -> Any:
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, float):  # one of NumPy's, which are floats in all but their class
        return float(value)
    raise NotImplementedError(f"{type(value).__name__} cannot travel between the processes")
