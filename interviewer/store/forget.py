"""Deletes from the log so that nothing of it can be read from the file any more."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interviewer.store.columns import from_time, to_time
from interviewer.store.connection import Connection
from interviewer.store.exclusive import exclusive
from interviewer.store.private import with_companions, write_ahead_log

_GIVEN = "(select value from json_each(:given))"
_DELETE = (
    f"delete from sessions where id in {_GIVEN}",
    "delete from question_versions where id not in (select question_version_id from attempts)",
)
_SEARCH_INDEXES = "select name from sqlite_master where type = 'table' and sql like '%using fts5%'"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedAttempt:
    """What has to be known of an attempt to forget it."""

    id: int
    session_id: int
    asked_at: datetime
    recording: str | None
    """File name inside the recordings folder."""
    waiting: bool
    """Whether it is neither graded nor skipped nor silent."""


def logged_attempts(connection: Connection) -> tuple[LoggedAttempt, ...]:
    """Every attempt of the log."""
    with connection.reading() as db:
        found = db.execute(
            "select id, session_id, asked_at, recording, status in ('asked', 'answered') from attempts"
        )
        return tuple(
            LoggedAttempt(
                id=id, session_id=session, asked_at=to_time(at), recording=recording, waiting=bool(waiting)
            )
            for id, session, at, recording, waiting in found
        )


def holds(backup: Path, started_at: Iterable[datetime]) -> bool:
    """Whether a backup has a session that began at one of these times; one that cannot be read may have."""
    if write_ahead_log(backup).exists():
        return True  # set aside as it was: to read it would change it
    try:
        address = f"{backup.absolute().as_uri()}?immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            found = connection.execute("select started_at from sessions").fetchall()
    except sqlite3.DatabaseError:
        return True
    return not {start for (start,) in found}.isdisjoint(map(from_time, started_at))


def forget_sessions(log: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Delete sessions and all that belongs to them.

    Args:
        log: Opened by `exclusive`: what is in a write-ahead log is deleted when that is closed.
        ids: Of the sessions.
    """
    _change(log, _DELETE, ids)
    # An index keeps deleted words until it happens to be merged.
    for (index,) in log.execute(_SEARCH_INDEXES).fetchall():
        log.execute(f"insert into {index}({index}) values ('rebuild')")
    log.execute("vacuum")


def forget_recordings(log: sqlite3.Connection, names: Sequence[str]) -> None:
    """Note that recordings are no longer there; `log` was opened by `exclusive`."""
    _change(log, (f"update attempts set recording = null where recording in {_GIVEN}",), names)


def forget_log(database: Path) -> None:
    """Delete the log itself.

    Raises:
        StoreError: Somebody else has it open.
    """
    with exclusive(database):
        pass
    for file in with_companions(database):
        file.unlink(missing_ok=True)


def _change(log: sqlite3.Connection, statements: Iterable[str], given: Sequence[int | str]) -> None:
    log.execute("pragma foreign_keys = on")
    log.execute("pragma secure_delete = on")
    log.execute("begin immediate")
    try:
        for statement in statements:
            log.execute(statement, {"given": json.dumps(given)})
    except BaseException:
        log.rollback()
        raise
    log.commit()
