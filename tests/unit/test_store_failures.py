"""What goes wrong with a log: each a sentence, and nothing that was logged is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from interviewer.errors import StoreError
from interviewer.store import Log
from interviewer.store.backup import back_up, restore
from interviewer.store.exclusive import was_cut_off
from tests.fixtures.databases.make import POINTS, QUESTION, START, fill

WRITER = f"""
import sys
from datetime import datetime, timezone
from pathlib import Path
from interviewer.store import Log
from interviewer.store.backup import back_up, restore
from interviewer.store.exclusive import was_cut_off

question, points = {QUESTION!r}, {POINTS!r}
at = datetime(2025, 3, 1, tzinfo=timezone.utc)
log = Log.open(Path(sys.argv[1]))
session = log.start_session(kind="mock", setup={{}}, at=at)
while True:
    attempt = log.ask(session, question_id="q", topic="t", question=question, reason="", at=at)
    print("asked", attempt, flush=True)
    log.answer(attempt, means="voice", seconds=1.0, transcript={{"text": "red " * 500}}, answer="red " * 500)
    print("answered", attempt, flush=True)
    log.grade(attempt, assessment={{"score": 50}}, score=50.0, points=points)
    print("graded", attempt, flush=True)
"""

HOLDER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("begin exclusive")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def file(home: Path) -> Path:
    return home / "interviewer.db"


@pytest.fixture
def log(file: Path) -> Iterator[Log]:
    with Log.open(file, busy_timeout=0.2) as opened:
        fill(opened)
        yield opened


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Another process holds the database's write lock."""
    command = [sys.executable, "-c", HOLDER, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "held\n"
        try:
            yield
        finally:
            process.communicate("")


def test_locked_by_another_process(log: Log, file: Path) -> None:
    before = log.attempts(1)
    with held(file):
        with pytest.raises(StoreError, match=r"Another program is writing.*Close it and try again"):
            log.skip(5, seconds=1.0)
        assert log.attempts(1) == before
        with Log.open(file) as reading:
            assert reading.attempts(1) == before
    log.skip(5, seconds=1.0)
    assert log.attempt(5).status == "skipped"


def test_a_writer_waits_for_another_that_lets_go(file: Path) -> None:
    with Log.open(file, busy_timeout=20) as log:
        code = HOLDER.replace("sys.stdin.read()", "import time; time.sleep(0.5)")
        with subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE) as process:
            assert process.stdout and process.stdout.readline() == b"held\n"
            assert log.start_session(kind="mock", setup={}, at=START) == 1


def test_a_new_log_that_is_locked(file: Path) -> None:
    file.parent.mkdir()
    with held(file), pytest.raises(StoreError, match="Another program is writing"):
        Log.open(file, busy_timeout=0.2)


def test_a_full_disk(log: Log) -> None:
    pages = log.connection._db.execute("pragma page_count").fetchone()[0]
    log.connection._db.execute(f"pragma max_page_count = {pages}")
    before = log.attempts(1)
    with pytest.raises(StoreError, match=r"no room left.*Free some space.*is kept"):
        log.answer(5, means="voice", seconds=1.0, transcript={"text": "red " * 50_000}, answer="red")
    assert log.attempts(1) == before
    log.connection._db.execute(f"pragma max_page_count = {pages + 1000}")
    log.answer(5, means="voice", seconds=1.0, transcript={"text": "red " * 50_000}, answer="red")
    assert log.attempt(5).status == "answered"
    log.check()


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit on file sizes here")
def test_a_file_that_may_not_grow(file: Path) -> None:
    limited = WRITER.replace(
        "while True:",
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n"
        "while True:",
    )
    command = [sys.executable, "-c", limited, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "StoreError: The disk failed" in done.stderr
    written = done.stdout.splitlines()
    assert len(written) > 20
    assert_logged(file, written)


def test_kill_in_the_middle_of_writes(file: Path) -> None:
    rng = random.Random(0)
    written: list[str] = []
    for _ in range(6):
        command = [sys.executable, "-c", WRITER, str(file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            written.append(process.stdout.readline())
            time.sleep(rng.uniform(0, 0.15))
            os.kill(process.pid, signal.SIGKILL)
            # The kill may have cut the last line.
            written += [line for line in process.stdout if line.endswith("\n")]
        assert_logged(file, written)
    assert len(written) > 30


def assert_logged(file: Path, written: list[str]) -> None:
    """The log is sound and holds every step that was reported after it was committed."""
    with Log.open(file) as log:
        log.check()
        for line in written:
            step, attempt_id = line.split()
            attempt = log.attempt(int(attempt_id))
            if step != "asked":
                assert attempt.answer == "red " * 500
                assert attempt.transcript == {"text": "red " * 500}
            if step == "graded":
                assert (attempt.status, attempt.score) == ("graded", 50.0)
        with closing(sqlite3.connect(file)) as db:
            counts = "select (select count(*) from points where assessment_id = a.id) from assessments a"
            assert {count for (count,) in db.execute(counts)} <= {len(POINTS)}


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    for file in (in_the_way / "interviewer.db", in_the_way / "data" / "interviewer.db"):
        with pytest.raises(StoreError, match=r"cannot be written.*INTERVIEWER_HOME"):
            Log.open(file)


def test_a_folder_in_place_of_the_log(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(StoreError, match=r"cannot be written.*INTERVIEWER_HOME"):
        Log.open(file)


def test_a_log_in_a_folder_without_the_right_to_write(fixtures: Path) -> None:
    code = """
import os, sys
from datetime import datetime, timezone
from pathlib import Path
from interviewer.errors import StoreError
from interviewer.store import Log, database
if os.geteuid() == 0:  # permissions do not bind root
    os.setuid(65534)
for name in ("interviewer.db", "new.db"):
    try:
        with Log.open(Path(sys.argv[1]) / name) as log:
            log.start_session(kind="mock", setup={}, at=datetime.now(timezone.utc))
    except StoreError as error:
        print(error)
"""
    # Not under the test's own folder, which only the user who runs the tests may enter.
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(fixtures / "databases" / "v1.db", folder / "interviewer.db")
        (folder / "interviewer.db").chmod(0o444)
        folder.chmod(0o555)
        done = subprocess.run([sys.executable, "-c", code, name], capture_output=True, text=True)
        folder.chmod(0o700)
    assert done.stderr == ""
    messages = done.stdout.splitlines()
    assert len(messages) == 2
    assert all("cannot be written" in message and "INTERVIEWER_HOME" in message for message in messages)


def test_a_log_that_became_read_only(log: Log) -> None:
    log.connection._db.execute("pragma query_only = on")
    with pytest.raises(StoreError, match=r"cannot be written.*Make the file and its folder writable"):
        log.skip(5, seconds=1.0)


@pytest.mark.parametrize("content", [b"these are notes\n" * 1000, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_database(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(StoreError, match=r"is not a log.*left as it is|is damaged"):
        Log.open(file)
    assert file.read_bytes() == content


def damage(file: Path) -> None:
    """Overwrite a page of the attempts."""
    with closing(sqlite3.connect(file)) as db:
        (page,) = db.execute("select rootpage from sqlite_master where name = 'attempts'").fetchone()
        (size,) = db.execute("pragma page_size").fetchone()
    with file.open("r+b") as raw:
        raw.seek((page - 1) * size)
        raw.write(random.Random(0).randbytes(size))


def test_a_damaged_log(file: Path) -> None:
    with Log.open(file) as log:
        fill(log)
    damage(file)
    with Log.open(file) as log:
        for use in (log.check, lambda: log.attempts(1), lambda: log.skip(1, seconds=1.0)):
            with pytest.raises(StoreError, match=r"is damaged.*Copy it somewhere safe"):
                use()


def test_a_damaged_log_of_an_earlier_version_is_not_migrated(file: Path, fixtures: Path) -> None:
    file.parent.mkdir()
    shutil.copy(fixtures / "databases" / "v1.db", file)
    damage(file)
    with pytest.raises(StoreError, match="is damaged"):
        Log.open(file)
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("select name from _sqlite_migrations").fetchall() == [("m001_log",)]
    assert list((file.parent / "backups").iterdir()) == []


def test_a_log_that_was_cut_off_is_looked_over(file: Path) -> None:
    with Log.open(file) as log:
        fill(log)
    backup = back_up(file)
    damage(file)
    Log.open(file).close()  # closed in order: no doubt, no time spent on looking
    code = WRITER.partition("while True:")[0] + "import os; os._exit(1)"
    subprocess.run([sys.executable, "-c", code, str(file)], check=False)
    assert file.with_name("interviewer.db-wal").stat().st_size
    with pytest.raises(StoreError, match=r"is damaged.*`interviewer restore newest` puts back the backup of"):
        Log.open(file)
    restore(file, backup.file)
    with Log.open(file) as log:
        log.check()
        assert len(log.attempts(1)) == 5


def test_a_log_that_another_has_open_is_not_doubted(log: Log, file: Path) -> None:
    assert file.with_name("interviewer.db-wal").stat().st_size
    assert not was_cut_off(file)
    log.close()
    assert not was_cut_off(file)
