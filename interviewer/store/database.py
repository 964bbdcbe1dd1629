"""Opens the log's database: private to the user, in WAL mode, brought to the present schema."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewer.store.backup import back_up
from interviewer.store.backup_folder import before, prune
from interviewer.store.exclusive import was_cut_off
from interviewer.store.failures import damaged, is_locked
from interviewer.store.migrations import MIGRATIONS
from interviewer.store.private import make_private
from interviewer.store.sqlite import Database, Migrations
from interviewer.store.version import check_version

_PAUSE = 0.02


def connect(file: Path, *, busy_timeout: float, migrations: Migrations = MIGRATIONS) -> Database:
    """Open a log, made anew where there is none.

    Before a log of an earlier version is changed, a backup of it is made. One that was not closed by
    who wrote to it last is looked over for damage.

    Args:
        file: The database; its folder is made where it does not exist, both for the user alone.
        busy_timeout: Seconds to wait while another process writes.
        migrations: The steps to the present schema.

    Returns:
        A database that any thread may use, one at a time; each statement outside `atomic()` commits.

    Raises:
        StoreError: The database is of a newer version or of another program, and was left as it is; or it
            is damaged.
        sqlite3.Error: Anything that SQLite reports.
        OSError: File or folder cannot be made.
    """
    make_private(file)
    doubtful = was_cut_off(file)
    connection = sqlite3.connect(file, timeout=busy_timeout, isolation_level=None, check_same_thread=False)
    try:
        db = Database(connection, execute_plugins=False)
        check_version(db, file, migrations)
        if doubtful:
            _check_quickly(db, file)
        _use_wal(db, busy_timeout)
        # FULL: a committed attempt outlives a power cut too. At one write a question its price is nothing.
        db.execute("pragma synchronous = full")
        db.execute("pragma foreign_keys = on")
        _migrate(db, file, migrations)
    except BaseException:
        connection.close()
        raise
    return db


def _check_quickly(db: Database, file: Path) -> None:
    (found,) = db.execute("pragma quick_check(1)").fetchone()
    if found != "ok":
        raise damaged(file, found)


def _use_wal(db: Database, busy_timeout: float) -> None:
    deadline = time.monotonic() + busy_timeout
    while True:
        try:
            db.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError as error:
            # Here alone SQLite does not wait by itself: two processes may open a new log at once.
            if not is_locked(error) or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)


def _migrate(db: Database, file: Path, migrations: Migrations) -> None:
    if not migrations.pending(db):
        return
    with _writing(db):
        # Asked again: another process may have migrated while this one waited.
        pending = migrations.pending(db)
        if pending and migrations.applied(db):
            back_up(file, why=before(pending[0].name))
            prune(file)
        migrations.apply(db)


@contextmanager
def _writing(db: Database) -> Iterator[None]:
    """A transaction that holds the write lock from its beginning."""
    db.execute("begin immediate")
    try:
        yield
    except BaseException:
        db.rollback()
        raise
    db.commit()
