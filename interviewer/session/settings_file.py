"""The settings with where each is from, and the file that changes are written to."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interviewer import settings
from interviewer.errors import SettingsError
from interviewer.settings import Origin, Settings
from interviewer.store.private import make_folder
from interviewer.whole_file import whole_file

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


class SettingsFile:
    """Writes one setting at a time, at once, and keeps the user's own lines and comments.

    Any thread may use it.

    Args:
        file: TOML file of flat keys; need not exist.
        environ: Environment that outranks the file.
        flags: Values of the command line, which outrank both; None means not given.
    """

    def __init__(
        self, file: Path, environ: Mapping[str, str] = os.environ, flags: Mapping[str, Any] | None = None
    ) -> None:
        self.file = file
        self._environ, self._flags = environ, flags
        self._changes: list[tuple[str, str, str]] = []
        """Setting, and the text of the file before and after; the latest last."""
        self._writing = threading.Lock()

    def load(self) -> Settings:
        """The settings from all sources.

        Raises:
            SettingsError: One of them cannot be used.
        """
        return settings.load(self.file, self._environ, self._flags)

    def origins(self) -> dict[str, Origin]:
        """Where the value of each setting is from.

        Raises:
            SettingsError: The file cannot be read.
        """
        return settings.origins(self.file, self._environ, self._flags)

    @property
    def last_changed(self) -> str | None:
        """The setting that `undo` would put back; None where there is nothing to undo."""
        return self._changes[-1][0] if self._changes else None

    def change(self, name: str, value: Any) -> Settings:
        """Write a value, once it is known to fit.

        Args:
            name: Of the setting.
            value: Typed, or as text.

        Returns:
            The settings that count from now on.

        Raises:
            SettingsError: The value does not fit, or the file cannot be read or written; nothing was changed.
        """
        wanted = settings.fitted(name, value)
        return self._edit(name, lambda document: document.__setitem__(name, _plain(wanted)))

    def reset(self, name: str) -> Settings:
        """Take a setting out of the file, so that its default counts.

        Raises:
            SettingsError: The file cannot be read or written; nothing was changed.
        """
        return self._edit(name, lambda document: document.pop(name, None))

    def undo(self) -> Settings:
        """Put back what the last change that is not undone has replaced, comments included.

        Raises:
            SettingsError: There is none, the file was changed by others since, or it cannot be written.
        """
        with self._writing:
            if not self._changes:
                raise SettingsError("Nothing was changed that could be undone.")
            name, before, after = self._changes[-1]
            if self._read() != after:
                raise SettingsError(
                    f"{self.file} was changed by another program since: to undo '{name}' would undo that too."
                )
            self._write(before)
            self._changes.pop()
            return self.load()

    def _edit(self, name: str, edit: Callable[[TOMLDocument], object]) -> Settings:
        import tomlkit

        with self._writing:
            self.load()  # what is broken already is told before anything is written
            before = self._read()
            document = tomlkit.parse(before)
            edit(document)
            after = tomlkit.dumps(document)
            if after != before:
                self._write(after)
                self._changes.append((name, before, after))
            return self.load()

    def _read(self) -> str:
        try:
            return self.file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"The settings file {self.file} cannot be read: {error}.") from error

    def _write(self, text: str) -> None:
        try:
            make_folder(self.file.parent)
            # A link, as those who keep such files together elsewhere have one, stays a link.
            with whole_file(self.file.resolve()) as partial:
                partial.write_text(text, encoding="utf-8")
        except OSError as error:
            raise SettingsError(
                f"The settings file {self.file} cannot be written: {error.strerror}. Nothing was changed."
            ) from error


def _plain(value: Any) -> Any:
    """What TOML has a form for: it knows no null."""
    return "" if value is None else value
