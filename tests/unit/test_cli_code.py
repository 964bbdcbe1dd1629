"""`interviewer code`."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer import bank
from interviewer.cli.main import cli
from interviewer.locations import content

ID = "coding-python-bigrams"
CODE = bank.load(content())[ID].code
assert CODE


def invoke(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["code", *arguments], input=stdin)


def test_list_has_the_questions_with_code_alone() -> None:
    listed = json.loads(invoke("list", "--json").stdout)
    assert {question["kind"] for question in listed} == {"code"}
    assert ID in invoke("list").stdout


def test_start_writes_python_that_can_be_checked(tmp_path: Path) -> None:
    file = tmp_path / "bigrams.py"
    started = invoke("start", ID, "--out", str(file))
    assert started.exit_code == 0
    assert f"--question {ID}" in started.stdout
    compile(file.read_text(encoding="utf-8"), str(file), "exec")
    checked = invoke("check", str(file), "--question", ID)
    assert checked.exit_code == 1
    assert "Code 0 of 100" in checked.stdout
    assert invoke("start", ID).stdout == file.read_text(encoding="utf-8")


def test_start_overwrites_nothing(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text("mine", encoding="utf-8")
    again = invoke("start", ID, "--out", str(file))
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    assert file.read_text(encoding="utf-8") == "mine"


def test_right_code_passes() -> None:
    result = invoke("check", "-", "--question", ID, stdin=CODE.solution)
    assert result.exit_code == 0
    assert "Code 100 of 100" in result.stdout
    assert "✔ find_bigrams(" in result.stdout


def test_wrong_code_is_shown_with_what_came_and_where() -> None:
    source = "def find_bigrams(text):\n    print('\x1b[31mred')\n    return text.split()[5]\n"
    result = invoke("check", "-", "--question", ID, stdin=source)
    assert result.exit_code == 1
    assert "line 3, in find_bigrams: return text.split()[5]" in result.stdout
    assert "IndexError: list index out of range" in result.stdout
    assert "\x1b" not in result.stdout


def test_json_is_the_whole_result() -> None:
    result = invoke("check", "-", "--question", ID, "--examples", "--json", stdin=CODE.solution)
    found = json.loads(result.stdout)
    assert [test["passed"] for test in found["tests"]] == [True] * CODE.examples
    assert found["score"] == 100


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["start", "coding-python-bigram"], 1, "did you mean"),
        (["start", "linear-algebra-dot-product"], 1, "asks for no code"),
        (["check", "-", "--question", "linear-algebra-dot-product"], 1, "asks for no code"),
        (["check", "no-such-file.py", "--question", ID], 2, "does not exist"),
        (["check", "-"], 2, "Missing option '--question'"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], code: int, words: str) -> None:
    result = invoke(*arguments, stdin="")
    assert result.exit_code == code
    assert words in result.stderr


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "latin.py"
    file.write_bytes(b"x = '\xe9'")
    result = invoke("check", str(file), "--question", ID)
    assert result.exit_code == 1
    assert "latin.py is not UTF-8 text" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way there")
def test_ctrl_c_stops_code_that_runs_for_ever(tmp_path: Path) -> None:
    file = tmp_path / "hangs.py"
    file.write_text("while True:\n    try:\n        while True: pass\n    except BaseException: pass\n")
    command = [sys.executable, "-m", "interviewer", "code", "check", str(file), "--question", ID]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr
    assert process.stderr.readline()  # the progress begins
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
