"""The log for one process alone: for what must not happen under the eyes of a second instance."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from interviewer.errors import StoreError
from interviewer.store.failures import is_locked
from interviewer.store.private import make_private, write_ahead_log


@contextmanager
def exclusive(database: Path) -> Iterator[sqlite3.Connection]:
    """Open a log, made anew where there is none, and keep everybody else out until the end.

    Its schema is left as it is. When it is closed nothing of it is left in a write-ahead log.

    Raises:
        StoreError: Somebody else has it open.
        sqlite3.Error: Anything else that SQLite reports.
        OSError: File or folder cannot be made.
    """
    make_private(database)
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        try:
            _lock(connection)
        except sqlite3.OperationalError as error:
            if not is_locked(error):
                raise
            raise StoreError(
                f"The log {database} is open in another interviewer. Close that one and try again; nothing "
                "was changed."
            ) from error
        yield connection


def was_cut_off(database: Path) -> bool:
    """Whether whoever wrote last to the log did not close it, and nobody has it open now."""
    try:
        if not write_ahead_log(database).stat().st_size:
            return False
    except FileNotFoundError:
        return False
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        try:
            _lock(connection)
        except sqlite3.OperationalError as error:
            if is_locked(error):
                return False
            raise
    return True


def _lock(connection: sqlite3.Connection) -> None:
    connection.execute("pragma locking_mode = exclusive")
    connection.execute("begin exclusive")
    connection.execute("commit")
