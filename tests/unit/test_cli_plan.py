"""`interviewer plan`."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner, Result

from interviewer.cli.main import cli
from interviewer.settings import Settings
from tests.practised import practised

DAY = (datetime.now().astimezone() + timedelta(days=3)).date()
FOR_ROLE = ("--interview-date", str(DAY), "--role", "llm-engineer")


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.fixture
def log() -> None:
    """Two answers of some days ago."""
    practised(Settings()).log.close()


@pytest.mark.usefixtures("log")
def test_every_day_until_the_interview_has_its_minutes_and_topics() -> None:
    found = json.loads(invoke(*FOR_ROLE, "--daily-minutes", "12", "plan", "--json").stdout)
    assert (found["role"], found["interview"], found["daily_minutes"]) == ("llm-engineer", str(DAY), 12)
    assert [day["date"] for day in found["days"]] == [str(DAY - timedelta(days=left)) for left in (3, 2, 1)]
    for day in found["days"]:
        assert 0 < day["minutes"] <= 12
        assert day["minutes"] == sum(topic["minutes"] for topic in day["topics"])
        assert day["questions"] == sum(topic["questions"] for topic in day["topics"])
        assert all(topic["new"] + topic["again"] == topic["questions"] for topic in day["topics"])


@pytest.mark.usefixtures("log")
def test_readiness_has_its_interval_and_grows_with_practice() -> None:
    readiness = json.loads(invoke(*FOR_ROLE, "plan", "--json").stdout)["readiness"]
    for each in readiness.values():
        assert 0 <= each["low"] <= each["mean"] <= each["high"] <= 1
    assert readiness["practised"]["mean"] > readiness["unpractised"]["mean"]


@pytest.mark.usefixtures("log")
def test_the_plan_reads_well_at_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = invoke(*FOR_ROLE, "plan").stdout.splitlines()
    assert max(map(len, lines)) < 80
    assert lines[0].startswith(f"Ready for LLM engineer on {DAY.day} {DAY:%b}: ")
    for left in (3, 2, 1):
        day = DAY - timedelta(days=left)
        assert any(line.startswith(f"{day:%a} {day.day:>2} {day:%b} ") for line in lines)


def test_an_empty_log_has_a_plan_of_new_questions_over_21_days() -> None:
    found = json.loads(invoke("--daily-minutes", "3", "plan", "--json").stdout)
    assert (found["role"], found["interview"]) == (None, None)
    assert len(found["days"]) == 21
    assert found["days"][0]["topics"][0]["again"] == 0
    assert invoke("--daily-minutes", "3", "plan").stdout.startswith("Ready in 21 days: ")


def test_on_the_day_of_the_interview_only_readiness_is_told() -> None:
    today = datetime.now().astimezone().date()
    shown = invoke("--interview-date", str(today), "plan").stdout
    assert shown.startswith("Ready today: ")
    assert len(shown.splitlines()) == 1


def test_a_day_that_is_past_is_told() -> None:
    result = invoke("--interview-date", "2020-01-01", "--daily-minutes", "3", "plan")
    assert "2020-01-01 of your settings is past" in result.stderr
    assert result.stdout.startswith("Ready in 21 days: ")
