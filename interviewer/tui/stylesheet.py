"""A stylesheet that is parsed once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.css.stylesheet import Stylesheet


class KeptStylesheet(Stylesheet):
    """Keeps what it has parsed for as long as the variables of the theme are the same.

    Textual parses all that it has anew for each screen that is opened for the first time, and keeps but the
    last 64 files: with more of them, each new kind of widget costs the parsing of all.

    Args:
        variables: Of the theme.
    """

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = {}  # type: ignore[assignment]  # without a bound, and safe to fill from a thread

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take on those of another theme."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what is new."""
        self.parse()

    def foresee(self, files: Iterable[Path]) -> dict[Path, str]:
        """Parse files that will be read; any thread may do that. Gives their texts."""
        texts = {file: file.read_text(encoding="utf-8") for file in files}
        for file, text in texts.items():
            self._parse_rules(text, read_from=(str(file), ""))
        return texts
