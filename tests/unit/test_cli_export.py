"""`interviewer export` and `interviewer import`."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer import locations
from interviewer.cli.main import cli
from interviewer.errors import StoreError
from interviewer.session.export.formats import FORMATS
from interviewer.session.export.writing import new_file
from interviewer.store import Log
from tests import full_log


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.fixture
def filled() -> None:
    places = locations.find()
    with Log.open(places.database) as log:
        full_log.fill(log, places.recordings)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", FORMATS)
def test_a_file_by_its_ending_for_the_user_alone(tmp_path: Path, name: str) -> None:
    file = tmp_path / f"log{FORMATS[name].suffix}"
    result = invoke("export", "--out", str(file))
    assert result.exit_code == 0
    assert result.stdout == f"Exported 2 sessions to {file}.\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob(".*")) == []
    assert name == "anki" or invoke("export", "--format", name).stdout_bytes[:20] == file.read_bytes()[:20]


@pytest.mark.usefixtures("filled")
def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text("mine", encoding="utf-8")
    result = invoke("export", "--out", str(file))
    assert result.exit_code == 1
    assert "is there already" in result.stderr
    assert file.read_text(encoding="utf-8") == "mine"
    assert invoke("export", "--out", str(file), "--force").exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("session,")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "Say how with --format: markdown, html, csv, jsonl, anki"),
        (["--out", "log.txt"], "Say how with --format"),
        (["--format", "csv", "--session", "1", "--all"], "only one of"),
        (["--format", "jsonl", "--question", "colours-sea"], "holds whole sessions"),
        (["--format", "csv", "--audio"], "html can"),
        (["--format", "anki"], "name a file"),
        (["--out", "log.apkg", "--paths"], "no place for the names"),
    ],
)
def test_wrong_usage_is_told(options: list[str], message: str) -> None:
    result = invoke("export", *options)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--session", "9"], "There is no session 9"),
        (["--question", "nowhere"], "'nowhere' was never asked"),
        (["--out", "/nowhere/log.csv"], "cannot be written"),
        (["--out", "/"], "is a folder"),
    ],
)
def test_what_cannot_be_done_is_told(options: list[str], message: str) -> None:
    result = invoke("export", "--format", "csv", *options)
    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stdout == ""


def test_an_export_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="The log is gone"), new_file(tmp_path / "log.csv") as file:
        file.write(b"half")
        raise StoreError("The log is gone.")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is there already"), new_file(tmp_path / "log.csv") as file:
        file.write(b"new")
        (tmp_path / "log.csv").write_bytes(b"of another program")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"of another program"]


def interrupt(process: subprocess.Popen[bytes]) -> None:
    """Ctrl-C, again where the first came just before a read that waits for ever: it is seen only after it."""
    while process.poll() is None:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)


def reader(pipe: Path, process: subprocess.Popen[bytes]) -> int:
    """The writing end of a named pipe, once the process reads the other."""
    while process.poll() is None:
        with contextlib.suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.02)
    raise AssertionError(f"it ended with {process.returncode}")


@pytest.mark.usefixtures("filled")
def test_ctrl_c_leaves_no_file(tmp_path: Path) -> None:
    """Stopped while it writes: the recording that it embeds is a pipe that nobody fills."""
    (recording,) = locations.find().recordings.iterdir()
    recording.unlink()
    os.mkfifo(recording)
    folder = tmp_path / "out"
    folder.mkdir()
    command = [sys.executable, "-m", "interviewer", "export", "--audio", "--out", str(folder / "log.html")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        pipe = reader(recording, process)
        assert [file.suffix for file in folder.iterdir()] == [".partial"]
        interrupt(process)
        os.close(pipe)
    assert process.returncode == 130
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("filled")
def test_an_exported_log_comes_into_a_new_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "log.jsonl"
    invoke("export", "--out", str(file), "--paths")
    monkeypatch.setenv("INTERVIEWER_HOME", str(tmp_path / "new"))
    preview = invoke("import", str(file), "--dry-run").stdout
    assert "Would import 2 sessions with 5 attempts." in preview
    assert "Without their recording: 1 attempt," in preview
    assert json.loads(invoke("sessions", "list", "--json").stdout) == []
    assert invoke("import", str(file)).stdout.startswith("Imported 2 sessions with 5 attempts.")
    again = invoke("import", str(file))
    assert again.exit_code == 0
    assert "left as they are there: 2 sessions" in again.stdout
    assert len(json.loads(invoke("sessions", "list", "--json").stdout)) == 2


@pytest.mark.usefixtures("filled")
def test_a_wrong_line_is_named_and_nothing_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "log.jsonl"
    invoke("export", "--out", str(file))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"status":"skipped"', '"status":"passed"'), encoding="utf-8")
    monkeypatch.setenv("INTERVIEWER_HOME", str(tmp_path / "new"))
    result = invoke("import", str(file))
    assert result.exit_code == 1
    assert f"{file}:2: " in result.stderr
    assert "Nothing was imported" in result.stderr
    data = json.loads(invoke("import", str(file), "--json").stdout)
    assert (data["imported"], data["problems"][0]["line"]) == (False, 2)
    assert json.loads(invoke("sessions", "list", "--json").stdout) == []


def test_a_file_of_something_else_is_told(tmp_path: Path) -> None:
    file = tmp_path / "other.jsonl"
    file.write_text('{"question": "Why?"}\n', encoding="utf-8")
    result = invoke("import", str(file))
    assert result.exit_code == 1
    assert "other.jsonl:1: this is not the header of an exported log" in result.stderr
