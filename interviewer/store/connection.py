"""The open database of the log: threads take turns, and what goes wrong is told in a sentence."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.store.failures import explained

if TYPE_CHECKING:
    from interviewer.store.sqlite import Database

BUSY_TIMEOUT = 5.0
"""Seconds to wait while another process writes to the log."""


class Connection:
    """What the parts of the log share; `Connection.open` makes one.

    Any thread may use it: they take turns. Inside `reading` and `writing` every error of SQLite and of the
    file system becomes a `StoreError`.

    Attributes:
        file: The database.
    """

    def __init__(self, db: Database, file: Path) -> None:
        self.file = file
        self._db = db
        self._turn = threading.RLock()

    @classmethod
    def open(cls, file: Path, *, busy_timeout: float = BUSY_TIMEOUT) -> Connection:
        """Open the database, made anew where there is none and brought to the present schema.

        Args:
            file: The database; made readable by the user alone, as is its folder where that is new.
            busy_timeout: Seconds to wait while another process writes.

        Raises:
            StoreError: It cannot be opened, is damaged, or is of a newer version.
        """
        from interviewer.store.database import connect

        with explained(file):
            return cls(connect(file, busy_timeout=busy_timeout), file)

    def close(self) -> None:
        """Close the database; closing twice does nothing."""
        with self.reading() as db:
            db.close()

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """The database, for this thread alone."""
        with self._turn, explained(self.file):
            yield self._db

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """The database in a transaction: on the disk at the end, undone as a whole when it raises."""
        with self.reading() as db, db.atomic():
            yield db
