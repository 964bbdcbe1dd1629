"""Opening the log: made private, brought to the present schema, and without numpy."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from interviewer.errors import StoreError
from interviewer.store import Log
from interviewer.store.backup import back_up, restore
from interviewer.store.backup_folder import backups
from interviewer.store.database import connect
from interviewer.store.migrations import MIGRATIONS
from interviewer.store.sqlite import Database, Migrations
from tests.conftest import FIXTURES
from tests.fixtures.databases.make import POINTS, QUESTION, START, fill


@pytest.fixture
def file(home: Path) -> Path:
    return home / "data" / "interviewer.db"


@pytest.fixture
def later() -> Migrations:
    """The present migrations and one to come."""
    migrations = Migrations(MIGRATIONS.name)
    with closing(Database(memory=True)) as empty:
        for migration in MIGRATIONS.pending(empty):
            migrations(name=migration.name)(migration.fn)

    @migrations()
    def m999_mood(db: Database) -> None:
        db.execute("alter table attempts add column mood text")

    return migrations


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_importing_and_opening_loads_no_array_library(file: Path) -> None:
    code = f"""
import sys
from pathlib import Path
import interviewer.store
assert "sqlite_utils" not in sys.modules
with interviewer.store.Log.open(Path({str(file)!r})) as log:
    log.sessions()
assert "sqlite_utils" in sys.modules
assert not [name for name in ("numpy", "pandas", "torch") if name in sys.modules], "loaded"
import numpy
assert numpy.zeros(1).shape == (1,), "numpy is hidden for good"
"""
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_numpy_that_is_loaded_already_stays_loaded(file: Path) -> None:
    code = f"""
import sys, numpy
from pathlib import Path
from interviewer.store import Log
from interviewer.store.backup import back_up, restore
from interviewer.store.backup_folder import backups
with Log.open(Path({str(file)!r})):
    assert sys.modules["numpy"] is numpy
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_folder_and_files_are_the_users_alone(file: Path) -> None:
    with Log.open(file) as log:
        log.start_session(kind="mock", setup={}, at=START)
        beside = sorted(path.name for path in file.parent.iterdir())
        assert beside == ["interviewer.db", "interviewer.db-shm", "interviewer.db-wal"]
        assert mode(file.parent) == 0o700
        assert {mode(path) for path in file.parent.iterdir()} == {0o600}
        with closing(sqlite3.connect(file)) as other:
            assert other.execute("pragma journal_mode").fetchone() == ("wal",)


def test_a_log_that_others_could_read_is_closed_to_them(file: Path) -> None:
    with Log.open(file) as log:
        log.start_session(kind="mock", setup={}, at=START)
        for path in file.parent.iterdir():
            path.chmod(0o644)
        with Log.open(file):
            assert {mode(path) for path in file.parent.iterdir()} == {0o600}


def test_foreign_keys_hold(file: Path) -> None:
    with Log.open(file) as log:
        fill(log)
    with closing(connect(file, busy_timeout=1)) as db:
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("update attempts set session_id = 99")
        db.execute("delete from sessions")
        left = [
            db.table(name).count for name in ("attempts", "transcripts", "assessments", "points", "solutions")
        ]
        assert left == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("version", sorted(path.name for path in (FIXTURES / "databases").glob("v*.db")))
def test_a_log_of_every_version_opens(file: Path, version: str) -> None:
    file.parent.mkdir(parents=True)
    shutil.copy(FIXTURES / "databases" / version, file)
    with Log.open(file) as log:
        log.check()
        practice, mock = log.sessions()
        assert (practice.session.status, mock.session.status) == ("running", "finished")
        attempts = log.attempts(mock.session.id)
        statuses = [attempt.status for attempt in attempts]
        assert statuses == ["graded", "answered", "silent", "skipped", "asked"]
        assert (attempts[0].answer, attempts[0].score) == ("There is réd.", 66.7)
        assert attempts[0].question["question"] == QUESTION["question"]
        again = log.ask(
            practice.session.id, question_id="q", topic="t", question=QUESTION, reason="", at=START
        )
        log.grade(again, assessment={}, score=1.0, points=POINTS)
        assert log.attempt(again).score == 1.0


def test_every_fixture_leads_to_the_schema_of_a_new_log(tmp_path: Path, fixtures: Path) -> None:
    with closing(connect(tmp_path / "new.db", busy_timeout=1)) as db:
        schema = db.schema
    for fixture in sorted((fixtures / "databases").glob("*.db")):
        file = tmp_path / fixture.name
        shutil.copy(fixture, file)
        with closing(connect(file, busy_timeout=1)) as db:
            assert db.schema == schema, fixture.name
            assert [migration.name for migration in MIGRATIONS.pending(db)] == []
            assert db.execute("pragma integrity_check").fetchone() == ("ok",)
            assert list(db.execute("pragma foreign_key_check")) == []


def test_a_backup_is_kept_before_a_migration(file: Path, fixtures: Path, later: Migrations) -> None:
    file.parent.mkdir(parents=True)
    shutil.copy(fixtures / "databases" / "v1.db", file)
    with closing(connect(file, busy_timeout=1, migrations=later)) as db:
        assert "mood" in db.table("attempts").columns_dict
        assert db.table("attempts").count == 5
    [backup] = backups(file)
    assert backup.file.stem.endswith("-before-m002_care")
    assert sorted(path.name for path in file.parent.iterdir()) == ["backups", file.name]
    assert [path.name for path in backup.file.parent.iterdir()] == [backup.file.name]
    assert (mode(backup.file.parent), mode(backup.file)) == (0o700, 0o600)
    with Log.open(backup.file) as log:
        log.check()
        assert sum(summary.asked for summary in log.sessions()) == 5


def test_the_last_five_backups_before_migrations_are_kept(file: Path, later: Migrations) -> None:
    Log.open(file).close()
    asked_for = back_up(file).file
    replaced = restore(file, asked_for)
    for number in range(7):

        @later(name=f"m{900 + number}_mood")
        def add(db: Database, number: int = number) -> None:
            db.execute(f"alter table attempts add column mood{number} text")

        connect(file, busy_timeout=1, migrations=later).close()
    kept = [backup.file for backup in backups(file)]
    assert [name.stem.partition("-before-")[2] for name in kept[:5]] == [
        f"m{n}_mood" for n in range(906, 901, -1)
    ]
    assert kept[5:] == [replaced, asked_for]


def test_a_new_log_and_a_present_one_need_no_backup(file: Path) -> None:
    for _ in range(2):
        Log.open(file).close()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_migration_that_fails_changes_nothing(file: Path, fixtures: Path, later: Migrations) -> None:
    @later()
    def m999_typo(db: Database) -> None:
        db.execute("alter table attempt add column typo text")

    file.parent.mkdir(parents=True)
    shutil.copy(fixtures / "databases" / "v1.db", file)
    with pytest.raises(sqlite3.OperationalError, match="attempt"):
        connect(file, busy_timeout=1, migrations=later)
    with Log.open(file) as log:
        assert sum(summary.asked for summary in log.sessions()) == 5


def test_a_log_of_a_newer_version_is_left_alone(file: Path, later: Migrations) -> None:
    with closing(connect(file, busy_timeout=1, migrations=later)):
        pass
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"newer version.*m999_mood.*Upgrade"):
        Log.open(file)
    assert file.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(file: Path) -> None:
    file.parent.mkdir(parents=True)
    with closing(sqlite3.connect(file)) as db:
        db.execute("create table recipes (name text)")
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"another program.*recipes"):
        Log.open(file)
    assert file.read_bytes() == before


def test_a_new_log_can_be_opened_by_many_at_once(file: Path) -> None:
    for attempt in range(8):
        new = file.with_name(f"{attempt}.db")

        def write(number: int, new: Path = new) -> int:
            with Log.open(new) as log:
                return log.start_session(kind=str(number), setup={}, at=START)

        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(write, range(4))) == [1, 2, 3, 4]
