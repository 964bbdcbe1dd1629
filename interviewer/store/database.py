"""Opens the log's database: private to the user, in WAL mode, brought to the present schema."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from interviewer.errors import StoreError
from interviewer.store.failures import is_locked
from interviewer.store.migrations import MIGRATIONS
from interviewer.store.sqlite import Database, Migrations

_OTHERS = 0o077
_PAUSE = 0.02


def connect(file: Path, *, busy_timeout: float, migrations: Migrations = MIGRATIONS) -> Database:
    """Open a log, made anew where there is none.

    Before a log of an earlier version is changed, a copy of it is kept beside it.

    Args:
        file: The database; its folder is made where it does not exist, both for the user alone.
        busy_timeout: Seconds to wait while another process writes.
        migrations: The steps to the present schema.

    Returns:
        A database that any thread may use, one at a time; each statement outside `atomic()` commits.

    Raises:
        StoreError: The database is of a newer version or of another program; it was left as it is.
        sqlite3.Error: Anything that SQLite reports.
        OSError: File or folder cannot be made.
    """
    _make_private(file)
    connection = sqlite3.connect(file, timeout=busy_timeout, isolation_level=None, check_same_thread=False)
    try:
        db = Database(connection, execute_plugins=False)
        _check_history(db, file, migrations)
        _use_wal(db, busy_timeout)
        # FULL: a committed attempt outlives a power cut too. At one write a question its price is nothing.
        db.execute("pragma synchronous = full")
        db.execute("pragma foreign_keys = on")
        _migrate(db, file, migrations)
    except BaseException:
        connection.close()
        raise
    return db


def _make_private(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Only a new file is opened here: closing one that this process has open as a database would let go
    # of its locks. SQLite gives the files beside a database the database's own permissions.
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    for path in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        with suppress(FileNotFoundError):
            if path.stat().st_mode & _OTHERS:
                path.chmod(0o600)


def _check_history(db: Database, file: Path, migrations: Migrations) -> None:
    with db.atomic():
        applied = [migration.name for migration in migrations.applied(db)]
        tables = set(db.table_names()) - {Migrations.migrations_table}
    unknown = _unknown(applied, migrations)
    if unknown:
        raise StoreError(
            f"The log {file} was written by a newer version of interviewer, which added "
            f"{', '.join(unknown)}. Upgrade with `pip install --upgrade interviewer`, or set "
            "INTERVIEWER_HOME to another folder; the file was left as it is."
        )
    if tables and not applied:
        raise StoreError(
            f"{file} is a database of another program, with the tables {', '.join(sorted(tables))}. "
            "Move it away or set INTERVIEWER_HOME to another folder; it was left as it is."
        )


def _unknown(applied: list[str], migrations: Migrations) -> list[str]:
    """Names among those applied that this version has no step for."""
    with closing(Database(memory=True, execute_plugins=False)) as empty:
        known = {migration.name for migration in migrations.pending(empty)}
    return [name for name in applied if name not in known]


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
            _back_up(file, file.with_name(f"{file.stem}-before-{pending[0].name}{file.suffix}"))
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


def _back_up(file: Path, backup: Path) -> None:
    partial = backup.with_name(f"{backup.name}.partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(partial)) as target:
        source.backup(target)
    partial.replace(backup)
