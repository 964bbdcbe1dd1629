"""`interviewer ask --code`: run in the sandbox, explained through the real grader, into the log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer import locations
from interviewer.bank import load
from interviewer.bank.question import Code
from interviewer.cli.main import cli
from interviewer.coding.score import combined
from interviewer.session.history import History
from interviewer.store import Log

ID = "coding-python-merge-sort"
EXPLANATION = (
    "I split the list into two halves, sort each of them recursively, and merge the two sorted halves. It is "
    "stable because the left item wins a tie, and it takes n log n comparisons."
)


def invoke(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=input)


@pytest.fixture
def code() -> Code:
    found = load(*locations.find().question_folders)[ID].code
    assert found
    return found


def test_code_alone(code: Code, tmp_path: Path) -> None:
    file = tmp_path / "solution.py"
    file.write_text(code.solution, encoding="utf-8")
    result = invoke("ask", ID, "--code", str(file), "--json")
    assert result.exit_code == 0, result.output
    printed = json.loads(result.stdout)
    assert (printed["status"], printed["score"], printed["points"]) == ("graded", 100, [])
    assert printed["solution"]["code"] == code.solution
    assert printed["solution"]["result"]["versions"]["python"]
    shown = invoke("sessions", "show", str(printed["session"]))
    assert "Code and explanation: 100 of 100 (code 100, explanation none)" in shown.output
    assert f"✔ {code.tests[0].call}" in shown.output


def test_code_with_an_explanation(code: Code) -> None:
    result = invoke("ask", ID, "--code", "-", "--text", EXPLANATION, input=code.starter)
    assert result.exit_code == 0, result.output
    places = locations.find()
    with Log.open(places.database) as log:
        attempt = History(log, places.recordings).attempt(1)
    assert attempt.counting and attempt.counting.score > 20
    assert attempt.score == pytest.approx(combined(0, attempt.counting.score))
    assert attempt.solution and attempt.solution.result and attempt.solution.result.score == 0


def test_code_for_a_question_that_asks_for_none_is_a_wrong_usage() -> None:
    result = invoke("ask", "classification-metrics-f1", "--code", "-", input="x = 1")
    assert result.exit_code == 2 and "asks for code" in result.output
    assert not locations.find().database.exists()


def test_code_that_cannot_be_read_is_told_before_anything_is_logged(code: Code, tmp_path: Path) -> None:
    file = tmp_path / "solution.py"
    file.write_bytes(b"word = '\xe9'")
    result = invoke("ask", ID, "--code", str(file))
    assert result.exit_code == 1 and "not UTF-8 text" in result.output
    result = invoke("ask", ID, "--code", "-", "--text", "-", input=code.solution)
    assert result.exit_code == 2 and "only one of --code and --text" in " ".join(result.output.split())
    assert not locations.find().database.exists()


def test_code_with_the_mark_that_windows_editors_put_before_it(code: Code, tmp_path: Path) -> None:
    file = tmp_path / "solution.py"
    file.write_text(code.solution, encoding="utf-8-sig")
    result = invoke("ask", ID, "--code", str(file), "--json")
    assert json.loads(result.stdout)["score"] == 100
