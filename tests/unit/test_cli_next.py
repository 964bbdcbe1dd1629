"""`interviewer next`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from interviewer import bank, locations
from interviewer.cli.main import cli
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings
from tests.practised import practised


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.fixture
def log() -> None:
    """Two answers of some days ago."""
    practised(Settings()).log.close()


@pytest.mark.usefixtures("log")
def test_next_shows_a_question_and_why() -> None:
    found = json.loads(invoke("next", "--json").stdout)
    shown = invoke("next").stdout
    assert found["question"]["question"] in shown
    assert shown.rstrip().endswith(found["reason"])


@pytest.mark.usefixtures("log")
def test_nothing_is_logged() -> None:
    assert invoke("next", "--why").exit_code == 0
    history = Runtime(Settings(), locations.find()).history
    (session,) = history.sessions()
    assert len(history.attempts(session.session.id)) == 2


@pytest.mark.usefixtures("log")
def test_topics_and_minutes_limit_it() -> None:
    found = json.loads(
        invoke(
            "next",
            "--topic",
            "generative-models",
            "--topic",
            "safety",
            "--minutes",
            "1.25",
            "--json",
            "--why",
        ).stdout
    )
    assert found["question"]["topic"] in ("generative-models", "safety")
    for each in (found["why"], *found["runners_up"]):
        assert each["topic"] in ("generative-models", "safety")
        assert each["minutes"] <= 1.25


@pytest.mark.usefixtures("log")
def test_why_has_the_numbers_of_the_pick_and_of_the_runners_up() -> None:
    found = json.loads(
        invoke("--role", "llm-engineer", "next", "--topic", "retrieval", "--why", "--json").stdout
    )
    share = bank.load(locations.content()).role("llm-engineer").share("retrieval")
    assert found["why"]["question"] == found["question"]["id"]
    assert found["runners_up"]
    assert found["question"]["id"] not in [each["question"] for each in found["runners_up"]]
    for each in (found["why"], *found["runners_up"]):
        assert 0 <= each["recall_then"] <= each["recall_now"] <= 1
        assert each["share"] == share
    shown = invoke("--role", "llm-engineer", "next", "--topic", "retrieval", "--why").stdout
    numbers = shown[shown.index("The numbers behind it") :]
    assert all(each["question"] in numbers for each in (found["why"], *found["runners_up"]))


def test_no_question_fits() -> None:
    result = invoke("next", "--minutes", "0.01")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No question fits; give it more minutes or other topics.\n"
    assert json.loads(invoke("next", "--minutes", "0.01", "--json").stdout) is None


def test_an_unknown_topic_or_role_names_the_nearest() -> None:
    assert "did you mean 'retrieval'?" in invoke("next", "--topic", "retrival").stderr
    result = invoke("--role", "llm-enginer", "next")
    assert result.exit_code == 1
    assert result.stderr.startswith("interviewer: The setting 'role' does not fit: ")


def test_a_day_that_is_past_is_told() -> None:
    result = invoke("--interview-date", "2020-01-01", "next")
    assert result.exit_code == 0
    assert "2020-01-01 of your settings is past" in result.stderr
