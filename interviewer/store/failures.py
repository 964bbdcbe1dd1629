"""What SQLite and the file system report, as sentences that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewer.errors import StoreError
from interviewer.store.backup_folder import backups

_DAMAGED = "The log {file} is damaged ({error}). {mend}"
_RESTORE = (
    "`interviewer restore newest` puts back the backup of {made_at} and keeps the damaged file beside it."
)
_RECOVER = (
    "There is no backup of it. Copy it somewhere safe first; then save what is left with "
    "`sqlite3 {file} .recover`."
)
_UNWRITABLE = (
    "The log {file} cannot be written ({error}). Make the file and its folder writable, "
    "or set INTERVIEWER_HOME to another folder."
)
# SQLite's result codes by their fixed texts, since Python 3.10 does not hand out the codes themselves.
_SENTENCES = (
    (
        "is full",
        "There is no room left for the log {file}. Free some space and try again; all that was logged "
        "is kept.",
    ),
    (
        "is locked",
        "Another program is writing to the log {file} and does not let go. Close it and try again.",
    ),
    (
        "not a database",
        "{file} is not a log: it holds something else or was overwritten; it was left as it is. {mend}",
    ),
    ("malformed", _DAMAGED),
    ("readonly", _UNWRITABLE),
    ("unable to open", _UNWRITABLE),
    (
        "disk I/O error",
        "The disk failed while the log {file} was read or written. Look whether it is full, over a quota or "
        "no longer there, and try again; all that was logged is kept.",
    ),
    ("closed database", "The log {file} was closed before this could be done. Start anew."),
)
_OTHER = "The log {file} cannot be used: {error}. `interviewer doctor` looks it over."


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turn an error of SQLite or of the file system about the log `file` into a `StoreError`."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        sentence = next((sentence for sign, sentence in _SENTENCES if sign in text), _OTHER)
        raise StoreError(sentence.format(file=file, error=text, mend=_mend(file))) from error
    except OSError as error:
        raise StoreError(_UNWRITABLE.format(file=file, error=error.strerror)) from error


def is_locked(error: sqlite3.Error) -> bool:
    """Whether the database was only held by somebody else at that moment."""
    return "is locked" in str(error)


def damaged(file: Path, found: str) -> StoreError:
    """The error that says that `found` is wrong inside the log."""
    return StoreError(_DAMAGED.format(file=file, error=" ".join(found.split()), mend=_mend(file)))


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error says that the file itself is damaged."""
    return any(sign in str(error) for sign in ("malformed", "not a database"))


def _mend(file: Path) -> str:
    there = backups(file)
    if not there:
        return _RECOVER.format(file=file)
    return _RESTORE.format(made_at=f"{there[0].made_at.astimezone():%Y-%m-%d %H:%M}")
