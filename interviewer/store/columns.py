"""Values as the log's columns hold them: times, JSON documents, texts."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

from interviewer.store.records import Document


def from_time(at: datetime) -> str:
    """ISO 8601 in UTC, of a fixed width.

    Raises:
        ValueError: The time has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone")
    return at.astimezone(timezone.utc).isoformat(timespec="microseconds")


def to_time(text: str) -> datetime:
    """The time, timezone-aware."""
    return datetime.fromisoformat(text)


def from_document(document: Document) -> str:
    """JSON.

    Raises:
        ValueError: A number in it is not finite.
    """
    return from_text(json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def to_document(text: str) -> Document:
    """The plain data of the JSON."""
    document: dict[str, Any] = json.loads(text)
    return document


def from_text(text: str) -> str:
    """The text; half characters, which a terminal can hand over but UTF-8 cannot hold, become `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")
