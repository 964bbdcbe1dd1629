"""Interviews out of one log and into another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from interviewer.errors import StoreError
from interviewer.store import Log
from interviewer.store.descriptions import TABLES
from interviewer.store.portable import (
    PortableAssessment,
    PortableAttempt,
    PortableOverride,
    PortablePoint,
    PortableSession,
    PortableSolution,
)
from interviewer.store.transfer import Transfer
from tests import full_log

DERIVED = {"schedule_states", "schedule_stale", "schedule_model"}


@pytest.fixture
def log(home: Path) -> Iterator[Log]:
    with Log.open(home / "interviewer.db") as opened:
        full_log.fill(opened, home / "recordings")
        yield opened


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Log]:
    with Log.open(tmp_path / "other" / "interviewer.db") as opened:
        yield opened


def portable(log: Log) -> list[PortableSession]:
    transfer = Transfer(log.connection)
    return [transfer.session(session_id) for session_id in transfer.ids()]


def contents(log: Log) -> dict[str, list[tuple[Any, ...]]]:
    with log.connection.reading() as db:
        return {table: sorted(db.execute(f"select * from {table}"), key=repr) for table in TABLES}


def test_an_empty_log_becomes_the_same_log(log: Log, other: Log) -> None:
    added = Transfer(other.connection).add(portable(log))
    assert (added.sessions, added.attempts, added.already) == (2, 5, 0)
    before, after = contents(log), contents(other)
    for table in TABLES.keys() - DERIVED:
        assert after[table] == before[table], table


def test_every_column_is_carried(log: Log) -> None:
    """A column that a migration adds must come along, or be known here as one that is made anew."""
    carried = {
        "sessions": PortableSession,
        "attempts": PortableAttempt,
        "assessments": PortableAssessment,
        "points": PortablePoint,
        "overrides": PortableOverride,
        "solutions": PortableSolution,
    }
    anew = {"id", "session_id", "attempt_id", "assessment_id", "position", "question_version_id"}
    for table, kind in carried.items():
        assert set(TABLES[table].columns) - anew <= set(kind.__struct_fields__), table


def test_what_is_there_already_stays_as_it_is(log: Log, other: Log) -> None:
    sessions = portable(log)
    Transfer(other.connection).add(sessions)
    with other.connection.writing() as db:
        db.execute("update attempts set note = 'written here'")
    before = contents(other)
    added = Transfer(other.connection).add([*sessions, *sessions])
    assert (added.sessions, added.already) == (0, 4)
    assert contents(other) == before


def test_a_session_that_stands_twice_is_added_once(log: Log, other: Log) -> None:
    session = portable(log)[0]
    added = Transfer(other.connection).add([session, session])
    assert (added.sessions, added.already) == (1, 1)


def test_all_or_nothing(log: Log, other: Log) -> None:
    def sessions() -> Iterator[PortableSession]:
        yield from portable(log)
        raise StoreError("The file ended.")

    before = contents(other)
    with pytest.raises(StoreError, match="The file ended"):
        Transfer(other.connection).add(sessions())
    assert contents(other) == before


def test_the_scheduler_learns_of_what_came_in(log: Log, other: Log) -> None:
    Transfer(other.connection).add(portable(log))
    with other.connection.reading() as db:
        stale = {row[0] for row in db.execute("select question_id from schedule_stale")}
    assert stale == {"colours-flag", "colours-sea"}


def test_sessions_are_chosen_by_what_was_asked(log: Log) -> None:
    transfer = Transfer(log.connection)
    assert transfer.ids() == (1, 2)
    assert transfer.ids(["colours-sea", "unknown"]) == (1,)
    assert transfer.ids(["unknown"]) == ()
    with pytest.raises(StoreError, match="There is no session 9"):
        transfer.session(9)


def test_imported_sessions_stand_in_a_list_by_their_time(log: Log, other: Log) -> None:
    sessions = portable(log)
    transfer = Transfer(other.connection)
    transfer.add(sessions[1:])
    transfer.add(sessions[:1])
    assert [summary.session.kind for summary in other.sessions()] == ["practice", "mock"]
    assert transfer.ids() == (2, 1)


def test_what_cannot_be_logged_cannot_be_read() -> None:
    point = {"point": "Red.", "verdict": "missed", "reason": "", "made_at": "2026-03-01T09:30:00Z"}
    graded = {"graded_at": "2026-03-01T09:30:00Z", "score": 1, "document": {}, "points": [], "counts": True}
    attempt: dict[str, Any] = {
        "number": 1,
        "question_id": "q",
        "topic": "t",
        "question": {},
        "reason": "",
        "asked_at": "2026-03-01T09:30:00Z",
        "status": "graded",
    }
    msgspec.convert(attempt | {"overrides": [point], "assessments": [graded]}, PortableAttempt)
    for wrong, message in (
        ({"overrides": [point, point]}, "one override"),
        ({"assessments": [graded, graded]}, "one assessment"),
        ({"recording": "../secret.wav"}, "recording"),
        ({"recording": "C:secret.wav"}, "recording"),
        ({"asked_at": "2026-03-01T09:30:00"}, "timezone"),
        ({"score": 101}, "100"),
        ({"asnwer": "Red."}, "asnwer"),
    ):
        with pytest.raises(msgspec.ValidationError, match=message):
            msgspec.convert(attempt | wrong, PortableAttempt)
