"""`interviewer sessions search`, `note` and `flag`."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from interviewer import bank, locations
from interviewer.cli.main import cli
from interviewer.scheduling import Pick
from interviewer.session.history import History
from interviewer.store import Log

ANSWER = "Momentum averages the naïve steps: " + "so the walk is smoother and " * 8 + "it arrives."


def invoke(*arguments: str, color: bool = False) -> Result:
    return CliRunner().invoke(cli, ["sessions", *arguments], color=color)


def found(*arguments: str) -> list[dict[str, Any]]:
    attempts: list[dict[str, Any]] = json.loads(invoke("search", "--json", *arguments).stdout)["attempts"]
    return attempts


@pytest.fixture
def answers() -> None:
    """Three answers of one session."""
    places = locations.find()
    with Log.open(places.database) as log:
        history = History(log, places.recordings)
        session = history.start_session("practice")
        for question, text in zip(
            bank.load(locations.content()).questions, (ANSWER, "Nothing.", ANSWER), strict=False
        ):
            attempt = history.ask(session, Pick(question=question, reason="It is new."))
            history.answer(attempt, means="typing", seconds=9.0, answer=text)


@pytest.mark.usefixtures("answers")
def test_search_names_what_was_found_and_underlines_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    shown = invoke("search", "naive", "MOMENTUM", "--limit", "1", color=True)
    assert "attempt 3 · session 1, question 3" in shown.stdout
    assert "\x1b[1m\x1b[4mMomentum\x1b[0m" in shown.stdout
    assert "\x1b[1m\x1b[4mnaïve\x1b[0m" in shown.stdout
    assert "1 more" in shown.stderr


@pytest.mark.usefixtures("answers")
def test_search_as_json() -> None:
    (last, first) = found("naive momentum")
    assert (last["attempt"], first["attempt"], first["session"], first["score"]) == (3, 1, 1, None)
    assert [last["snippet"]["text"][start:end] for start, end in last["snippet"]["hits"]] == [
        "Momentum",
        "naïve",
    ]
    assert found("--order", "oldest", "--limit", "1", "--status", "answered")[0]["attempt"] == 1
    assert found("--topic", last["topic"], "--", "-naive")


@pytest.mark.usefixtures("answers")
def test_nothing_found_is_told() -> None:
    nothing = invoke("search", "quantum")
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert nothing.stderr.startswith("Nothing was found")


@pytest.mark.usefixtures("answers")
def test_a_note_is_kept_shown_and_found() -> None:
    assert invoke("note", "2", "Ask Ada [again]").exit_code == 0
    assert "Ask Ada [again]" in invoke("show", "1").stdout
    assert [attempt["attempt"] for attempt in found("ada")] == [2]
    assert invoke("note", "2", "").exit_code == 0
    assert found("ada") == []


@pytest.mark.usefixtures("answers")
def test_a_flag_is_kept_until_it_is_taken_away() -> None:
    assert invoke("flag", "2").exit_code == 0
    assert [attempt["attempt"] for attempt in found("--flagged")] == [2]
    assert invoke("search", "--flagged").stdout.startswith("⚑ attempt 2")
    assert invoke("flag", "2", "--off").exit_code == 0
    assert found("--flagged") == []
    unknown = invoke("flag", "9")
    assert unknown.exit_code == 1
    assert "There is no attempt 9" in unknown.stderr
