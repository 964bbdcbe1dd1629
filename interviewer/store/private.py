"""Files and folders for the user's eyes alone."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_OTHERS = 0o077


def make_private(database: Path) -> None:
    """Make a database's file and folder where they do not exist, and close them to other users.

    SQLite gives the files that it puts beside a database the database's own permissions.

    Raises:
        OSError: File or folder cannot be made.
    """
    make_folder(database.parent)
    # Only a new file is opened here: closing one that this process has open as a database would let go
    # of its locks.
    with suppress(FileExistsError):
        os.close(os.open(database, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    for path in with_companions(database):
        with suppress(FileNotFoundError):
            if path.stat().st_mode & _OTHERS:
                path.chmod(0o600)


def make_folder(folder: Path) -> None:
    """Make a folder for the user alone; one that is there stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def with_companions(database: Path) -> tuple[Path, Path, Path]:
    """A database and the files that SQLite keeps beside it: write-ahead log and shared memory."""
    return (database, write_ahead_log(database), database.with_name(f"{database.name}-shm"))


def write_ahead_log(database: Path) -> Path:
    """Where SQLite keeps what was committed but not yet moved into the database."""
    return database.with_name(f"{database.name}-wal")
