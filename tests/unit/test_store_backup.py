"""Backups: made while the log is in use, looked over, listed and put back."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from interviewer.errors import StoreError
from interviewer.store import Log
from interviewer.store.backup import back_up, restore
from interviewer.store.backup_folder import backups
from tests.fixtures.databases.make import START, fill


@pytest.fixture
def file(home: Path) -> Path:
    return home / "interviewer.db"


@pytest.fixture
def log(file: Path) -> Iterator[Log]:
    with Log.open(file, busy_timeout=0.2) as opened:
        fill(opened)
        yield opened


def contents(file: Path) -> list[str]:
    """All rows of a database."""
    with closing(sqlite3.connect(file)) as db:
        return list(db.iterdump())


def test_a_backup_of_a_log_that_is_open_is_whole(log: Log, file: Path) -> None:
    backup = back_up(file)
    assert backup.file.parent == file.parent / "backups"
    assert backup.bytes == backup.file.stat().st_size > 0
    assert stat.S_IMODE(backup.file.stat().st_mode) == 0o600
    assert contents(backup.file) == contents(file)
    log.start_session(kind="mock", setup={}, at=START)
    assert contents(backup.file) != contents(file)


def test_a_backup_is_one_file_that_can_be_read_where_nothing_can_be_written(log: Log, file: Path) -> None:
    backup = back_up(file).file
    with closing(sqlite3.connect(f"file:{backup}?mode=ro", uri=True)) as db:
        assert db.execute("pragma journal_mode").fetchone() == ("delete",)
        assert db.execute("select count(*) from attempts").fetchone() == (5,)
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_a_backup_while_another_process_writes(file: Path) -> None:
    code = """
import sys
import time
from datetime import datetime, timezone
from pathlib import Path
from interviewer.store import Log
with Log.open(Path(sys.argv[1])) as log:
    while True:
        log.start_session(kind="mock", setup={"text": "x" * 1000}, at=datetime.now(timezone.utc))
        print(flush=True)
"""
    command = [sys.executable, "-c", code, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        for _ in range(20):
            process.stdout.readline()
        made = [back_up(file).file for _ in range(3)]
        process.kill()
    counts = []
    for backup in made:
        with Log.open(backup) as log:
            log.check()
            counts.append(len(log.sessions()))
    assert counts == sorted(counts) and counts[0] >= 20
    assert len(set(made)) == 3


def test_backups_are_listed_newest_first(log: Log, file: Path) -> None:
    assert backups(file) == ()
    first, second = back_up(file), back_up(file)
    assert [backup.file for backup in backups(file)] == [second.file, first.file]


def test_a_backup_to_a_file_of_the_users_own(log: Log, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "log.db"
    assert back_up(file, target).file == target
    log.start_session(kind="mock", setup={}, at=START)
    back_up(file, target)
    assert contents(target) == contents(file)
    assert [path.name for path in target.parent.iterdir()] == ["log.db"]


def test_the_log_is_no_place_for_its_own_backup(log: Log, file: Path) -> None:
    before = file.stat().st_ino
    with pytest.raises(StoreError, match="the log itself"):
        back_up(file, file.parent / "." / file.name)
    assert file.stat().st_ino == before


def test_without_a_log_there_is_nothing_to_back_up(file: Path) -> None:
    with pytest.raises(StoreError, match="There is no log"):
        back_up(file)
    assert not file.exists()


def test_a_damaged_log_makes_no_backup(log: Log, file: Path) -> None:
    log.close()
    with file.open("r+b") as raw:
        raw.seek(8192)
        raw.write(random.Random(0).randbytes(8192))
    with pytest.raises(StoreError, match="is damaged"):
        back_up(file)
    assert list((file.parent / "backups").iterdir()) == []


def test_restore_puts_back_and_keeps_what_was_there(log: Log, file: Path) -> None:
    backup = back_up(file).file
    before = contents(file)
    log.start_session(kind="mock", setup={}, at=START)
    after = contents(file)
    log.close()
    kept = restore(file, backup)
    assert contents(file) == before == contents(backup)
    assert kept and contents(kept) == after
    assert kept in [backup.file for backup in backups(file)]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with Log.open(file) as restored:
        assert len(restored.attempts(1)) == 5


def test_restore_where_there_is_no_log(log: Log, file: Path) -> None:
    backup = back_up(file).file
    log.close()
    file.unlink()
    assert restore(file, backup) is None
    assert contents(file) == contents(backup)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_restore_keeps_out_of_a_log_that_is_open(log: Log, file: Path) -> None:
    backup = back_up(file).file
    log.start_session(kind="mock", setup={}, at=START)
    with pytest.raises(StoreError, match=r"open in another interviewer.*Close that one"):
        restore(file, backup)
    assert len(log.sessions()) == 3


@pytest.mark.parametrize("overwritten", [0, 8192], ids=["the beginning", "a page"])
def test_restore_sets_a_damaged_log_aside_as_it_is(log: Log, file: Path, overwritten: int) -> None:
    backup = back_up(file).file
    log.close()
    with file.open("r+b") as raw:
        raw.seek(overwritten)
        raw.write(random.Random(0).randbytes(8192))
    damaged = file.read_bytes()
    kept = restore(file, backup)
    assert kept and kept.read_bytes() == damaged
    assert [found.file for found in backups(file)] == [backup]
    with Log.open(file) as restored:
        restored.check()
        assert len(restored.attempts(1)) == 5


def test_a_backup_of_an_earlier_version_is_migrated_when_it_is_opened(file: Path, fixtures: Path) -> None:
    restore(file, fixtures / "databases" / "v1.db")
    with Log.open(file) as log:
        assert len(log.attempts(1)) == 5


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("update _sqlite_migrations set name = 'm999' where id = 2")


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as db:
        db.execute("create table recipes (name text)")


def overwritten(file: Path) -> None:
    with file.open("r+b") as raw:
        raw.seek(8192)
        raw.write(random.Random(0).randbytes(8192))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (newer, "newer version"),
        (foreign, "another program"),
        (overwritten, r"not a whole log.*left as it is"),
        (lambda file: file.write_text("notes"), r"not a whole log.*not a database"),
        (lambda file: file.write_bytes(b""), r"not a whole log.*empty"),
        (Path.unlink, "There is no backup"),
    ],
    ids=["newer", "foreign", "damaged", "no database", "empty", "absent"],
)
def test_what_is_no_whole_log_is_not_restored(
    log: Log, file: Path, tmp_path: Path, spoil: Callable[[Path], object], told: str
) -> None:
    backup = shutil.copy(back_up(file).file, tmp_path / "backup.db")
    log.close()
    spoil(backup)
    before = file.read_bytes()
    with pytest.raises(StoreError, match=told):
        restore(file, backup)
    assert file.read_bytes() == before
    assert len(backups(file)) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit on file sizes here")
def test_a_disk_too_full_for_a_backup_leaves_no_half_one(log: Log, file: Path) -> None:
    code = """
import resource, signal, sys
from pathlib import Path
from interviewer.errors import StoreError
from interviewer.store.backup import back_up
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    back_up(Path(sys.argv[1]))
except StoreError as error:
    print(error)
"""
    before = contents(file)
    command = [sys.executable, "-c", code, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "is kept" in done.stdout, done.stdout
    assert list((file.parent / "backups").iterdir()) == []
    assert contents(file) == before


def test_where_no_backup_can_be_written_nothing_is_migrated(file: Path, fixtures: Path) -> None:
    file.parent.mkdir()
    shutil.copy(fixtures / "databases" / "v1.db", file)
    in_the_way = file.with_name("backups")
    in_the_way.write_text("not a folder")
    before = contents(file)
    with pytest.raises(StoreError, match="cannot be written"):
        Log.open(file)
    assert contents(file) == before
    in_the_way.unlink()
    with Log.open(file) as log:
        assert len(log.attempts(1)) == 5


def test_a_restore_that_is_killed_leaves_the_log_as_it_was_or_as_it_shall_be(log: Log, file: Path) -> None:
    with log.connection.writing() as db:
        db.execute(
            "create table ballast as with recursive n(i) as (values(1) union all select i + 1 from n "
            "where i < 3000) select i, randomblob(1000) as b from n"
        )
    backup = back_up(file).file
    after = contents(backup)
    log.start_session(kind="mock", setup={}, at=START)
    log.close()
    before = contents(file)
    code = """
import sys
import time
from pathlib import Path
from interviewer.store.backup import restore
print("begun", flush=True)
restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""
    rng = random.Random(0)
    for _ in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(file), str(backup)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout and process.stdout.readline()
            time.sleep(rng.uniform(0, 0.15))
            process.kill()
        with Log.open(file) as opened:
            opened.check()
        assert contents(file) in (before, after)
