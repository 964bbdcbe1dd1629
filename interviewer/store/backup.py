"""Backups of the log: made while it is in use, looked over, and put back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from interviewer.errors import StoreError
from interviewer.store.backup_folder import DAMAGED, Backup, described, free_name
from interviewer.store.exclusive import exclusive
from interviewer.store.failures import damaged, explained, is_damage
from interviewer.store.migrations import MIGRATIONS
from interviewer.store.private import make_folder, with_companions
from interviewer.store.sqlite import Database
from interviewer.store.version import check_version
from interviewer.whole_file import whole_file

_REPLACED = "replaced"
"""In the name of a log in whose place a backup was put."""


def back_up(database: Path, target: Path | None = None, *, why: str = "") -> Backup:
    """Copy the log, which may be in use meanwhile, and look the copy over.

    Args:
        database: The log.
        target: Where to; what is there is replaced. By default a new file in the folder of backups.
        why: The occasion, for the default's name.

    Raises:
        StoreError: There is no log, it is damaged, or the copy cannot be written.
    """
    if not database.exists():
        raise StoreError(f"There is no log {database} yet, so there is nothing to back up.")
    if target and target.exists() and target.samefile(database):
        raise StoreError(f"{target} is the log itself. Name another file for the copy.")
    with explained(database), closing(_existing(database)) as source:
        return _copy(source, database, target or free_name(database, why))


def restore(database: Path, backup: Path) -> Path | None:
    """Put a backup in the place of the log, which is kept as a backup itself.

    Args:
        database: The log; nobody else may have it open.
        backup: The database to put there; it stays where it is.

    Returns:
        Where the log that was there is kept, as it was if it is damaged; None where there was none.

    Raises:
        StoreError: The backup is not a whole log of a version that is known, or the log is in use.
    """
    check(backup)
    with explained(database):
        kept = _set_aside_if_damaged(database)
        with exclusive(database) as log, closing(_existing(backup)) as source:
            if log.execute("select count(*) from sqlite_master").fetchone() != (0,):
                kept = _copy(log, database, free_name(database, _REPLACED)).file
            log.execute("pragma journal_mode = delete")
            source.backup(log)
    return kept


def check(backup: Path) -> None:
    """Look whether a file is a whole log of a version that this program knows.

    Raises:
        StoreError: It is not.
    """
    if not backup.is_file():
        raise StoreError(f"There is no backup {backup}; `interviewer restore` lists those that are there.")
    try:
        with closing(_existing(backup)) as connection:
            found = _integrity(connection)
            if found == "ok" and not check_version(
                Database(connection, execute_plugins=False), backup, MIGRATIONS
            ):
                found = "it is empty"
    except sqlite3.Error as error:
        found = str(error)
    if found != "ok":
        raise StoreError(
            f"{backup} cannot be restored, since it is not a whole log ({found}); the log was left as it is. "
            "`interviewer restore` lists the backups that are there."
        )


def _set_aside_if_damaged(database: Path) -> Path | None:
    """Move a damaged log, as it is, into the folder of backups; gives where to."""
    try:
        with exclusive(database) as log:
            if _integrity(log) == "ok":
                return None
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    kept = free_name(database, DAMAGED)
    make_folder(kept.parent)
    for file, target in zip(with_companions(database), with_companions(kept), strict=True):
        if file.exists():
            file.replace(target)
    return kept


def _copy(source: sqlite3.Connection, database: Path, target: Path) -> Backup:
    make_folder(target.parent)
    with whole_file(target) as partial:
        with closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
            # A backup is one file, which can be read also where nothing can be written beside it.
            copy.execute("pragma journal_mode = delete")
            found = _integrity(copy)
        if found != "ok":
            raise damaged(database, found)
    return described(target)


def _existing(file: Path) -> sqlite3.Connection:
    # Not read-only, though nothing is written: who may write also clears away what SQLite puts beside it.
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)


def _integrity(connection: sqlite3.Connection) -> str:
    found: str = connection.execute("pragma integrity_check(1)").fetchone()[0]
    return " ".join(found.split())
