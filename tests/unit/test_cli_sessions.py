"""`interviewer sessions`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from interviewer import bank, locations
from interviewer.cli.main import cli
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.history import History
from interviewer.session.setup import Setup
from interviewer.store import AnswerInHand, Log, Moment


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["sessions", *arguments])


@pytest.fixture
def two_sessions() -> None:
    """One with a graded and a skipped question, and one without any."""
    places = locations.find()
    questions = bank.load(locations.content()).questions
    with Log.open(places.database) as log:
        history = History(log, places.recordings)
        first = history.start_session("mock", Setup())
        graded, skipped = (
            history.ask(first, Pick(question=question, reason="It is new.")) for question in questions[:2]
        )
        history.answer(graded, means="typing", seconds=75, answer="Right over all.")
        point = PointResult(
            point=questions[0].key_points[0].point,
            weight=1,
            verdict="partly",
            probability=0.5,
            evidence="over all",
        )
        history.grade(graded, Assessment(score=41.6, points=(point,), notes=("Short.",), grader="test"))
        history.skip(skipped, seconds=5)
        history.end_session(first)
        history.start_session("practice", Setup())


def test_a_log_without_sessions_says_how_to_start() -> None:
    assert invoke("list").stderr.startswith("No interviews yet")
    assert json.loads(invoke("list", "--json").stdout) == []


@pytest.mark.usefixtures("two_sessions")
def test_list_is_newest_first() -> None:
    newest, oldest = invoke("list").stdout.splitlines()
    assert newest.startswith("2  ")
    assert newest.endswith("not ended")
    assert oldest.startswith("1  ")
    assert all(part in oldest for part in ("mock", "1/2 graded", "42", "1:20", "finished"))
    assert invoke("list", "--limit", "1").stdout.startswith("2  ")


@pytest.mark.usefixtures("two_sessions")
def test_what_was_cut_off_is_graded_and_ended() -> None:
    places = locations.find()
    with Log.open(places.database) as log:
        history = History(log, places.recordings)
        typed = history.ask(
            2, Pick(question=bank.load(locations.content()).questions[2], reason="It is new.")
        )
        history.answer(typed, means="typing", seconds=4, answer="Some words about it.")
    assert invoke("resume", "1").stderr.startswith("interviewer: Session 1 was not cut off")
    result = invoke("resume", "2", "2")
    assert result.stdout == "Session 2: 1 graded, and ended.\n", result.output
    assert "1/1 graded" in invoke("list").stdout.splitlines()[0]
    assert invoke("resume").stdout == "No interview was cut off.\n"
    assert json.loads(invoke("resume", "--json").stdout) == []


@pytest.mark.usefixtures("two_sessions")
def test_an_answer_that_was_not_handed_in_is_shown() -> None:
    places = locations.find()
    with Log.open(places.database) as log:
        history = History(log, places.recordings)
        asked = history.ask(2, Pick(question=bank.load(locations.content()).questions[2], reason="New."))
        answer = AnswerInHand(attempt_id=asked, draft="half a tho", means="typing", seconds=3.0)
        history.running.keep(Moment(session_id=2, clock=3.0, answer=answer))
    assert "Your answer, not handed in\nhalf a tho\n" in invoke("show", "2").stdout


@pytest.mark.usefixtures("two_sessions")
def test_list_as_json() -> None:
    newest, oldest = json.loads(invoke("list", "--json").stdout)
    assert (newest["id"], newest["kind"], newest["status"]) == (2, "practice", "running")
    assert (oldest["asked"], oldest["graded"], oldest["mean_score"]) == (2, 1, 41.6)


@pytest.mark.usefixtures("two_sessions")
def test_show_has_answers_scores_and_evidence() -> None:
    shown = invoke("show", "1").stdout
    for part in ("Right over all.", "Score 42 of 100", "◐ partly", "“over all”", "! Short.", "Skipped."):
        assert part in shown


@pytest.mark.usefixtures("two_sessions")
def test_show_as_json() -> None:
    graded, skipped = json.loads(invoke("show", "1", "--json").stdout)["attempts"]
    assert (graded["score"], graded["points"][0]["verdict"], graded["seconds"]) == (41.6, "partly", 75)
    assert (skipped["score"], skipped["points"], skipped["status"]) == (None, [], "skipped")


@pytest.mark.usefixtures("two_sessions")
def test_an_unknown_session_is_told() -> None:
    result = invoke("show", "9")
    assert result.exit_code == 1
    assert "There is no session 9" in result.stderr
