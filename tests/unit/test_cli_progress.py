"""`interviewer progress`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from interviewer.cli.main import cli
from interviewer.settings import Settings
from tests.journey import TOPICS, journey


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["progress", *arguments])


@pytest.fixture
def log() -> None:
    """Weeks of practice."""
    journey(Settings()).log.close()


@pytest.mark.usefixtures("log")
def test_all_that_the_screen_shows_is_printed_at_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = invoke()
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) < 80
    assert lines[0].startswith("102 answers since 9 Oct 2025, ")
    for told in ("words a minute on average", "fillers in 100 words", "on 34 days", "Ready in 21 days"):
        assert told in " ".join(lines)
    weeks = lines[lines.index("By week") + 2 : lines.index("Hardest questions") - 1]
    assert [week.split()[0] for week in weeks] == [
        "2025-10-06",
        "2025-10-13",
        "2025-10-20",
        "2025-10-27",
        "2025-11-03",
        "2025-11-10",
        "2025-11-17",
    ]
    assert sum(int(week.split()[1]) for week in weeks) == 102


@pytest.mark.usefixtures("log")
def test_json_holds_the_same() -> None:
    data = json.loads(invoke("--json").stdout)
    assert data["topic"] is None
    assert data["scores"]["answers"] == sum(data["days"].values()) == 102
    assert len(data["spoken_answers"]) == 68
    assert data["readiness"]["practised"]["mean"] > data["readiness"]["unpractised"]["mean"]
    means = [question["mean"] for question in data["hardest"]]
    assert 0 < len(means) <= 10
    assert means[0] < means[-1]


@pytest.mark.usefixtures("log")
def test_one_topic() -> None:
    data = [json.loads(invoke("--json", "--topic", topic).stdout) for topic in TOPICS]
    assert sum(each["scores"]["answers"] for each in data) == 102
    for topic, each in zip(TOPICS, data, strict=True):
        assert {question["topic"] for question in each["hardest"]} == {topic}


@pytest.mark.usefixtures("log")
def test_the_last_days_alone() -> None:
    result = invoke("--days", "7")
    assert result.exit_code == 0
    assert result.stdout.startswith("No graded answers.")
    assert "By week" not in result.stdout


def test_an_empty_log_has_no_tables() -> None:
    result = invoke()
    assert result.exit_code == 0
    assert result.stdout.startswith("No graded answers.\nNo spoken answers")
    assert "Hardest" not in result.stdout


def test_a_topic_that_the_bank_has_not() -> None:
    result = invoke("--topic", "cooking")
    assert result.exit_code == 1
    assert "cooking" in result.stderr
