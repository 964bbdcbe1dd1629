"""The formats that the log can be exported to, each a module of its own with a function `render`."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from interviewer.session.export.extract import Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format."""

    name: str
    suffix: str
    """Of its files."""
    whole: bool = False
    """Holds sessions as a whole, not chosen attempts."""
    audio: bool = False
    """Can hold recordings."""
    paths: bool = True
    """Can name recordings' files."""
    binary: bool = False
    """Nothing for a terminal."""

    def render(self, extract: Extract) -> Iterator[str] | Iterator[bytes]:
        """The document, piece by piece.

        Raises:
            EngineError: A library that makes it is not installed.
            StoreError: The log or a recording cannot be read.
        """
        module = importlib.import_module(f"{__package__}.{self.name}")
        return cast("Iterator[str] | Iterator[bytes]", module.render(extract))


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format(name="markdown", suffix=".md"),
        Format(name="html", suffix=".html", audio=True),
        Format(name="csv", suffix=".csv"),
        Format(name="jsonl", suffix=".jsonl", whole=True),
        Format(name="anki", suffix=".apkg", paths=False, binary=True),
    )
}
"""Every format by its name."""


def by_suffix(suffix: str) -> Format | None:
    """The format whose files end so."""
    return next((each for each in FORMATS.values() if each.suffix == suffix.lower()), None)
