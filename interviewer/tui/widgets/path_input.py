"""Where the name of a file is typed; the right arrow takes what is suggested."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.suggester import Suggester
from textual.widgets import Input


class PathInput(Input):
    """Suggests the files and folders that begin as what is typed.

    Args:
        placeholder: Shown while it is empty.
        id: Of the widget.
    """

    def __init__(self, placeholder: str, *, id: str) -> None:
        super().__init__(placeholder=placeholder, id=id, compact=True, suggester=_Files())

    @property
    def path(self) -> Path:
        """The file that is named."""
        return Path(self.value.strip()).expanduser()


class _Files(Suggester):
    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(_first, value)


def _first(value: str) -> str | None:
    """The first of the names that go on as a path does."""
    folder, slash, start = value.rpartition("/")
    if not start:
        return None
    try:
        names = sorted(Path(f"{folder}{slash}" or ".").expanduser().iterdir())
    except OSError:
        return None
    found = next((path for path in names if path.name.startswith(start)), None)
    return f"{folder}{slash}{found.name}{'/' if found.is_dir() else ''}" if found else None
