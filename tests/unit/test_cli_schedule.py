"""`interviewer schedule`, and `interviewer sessions override`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from interviewer import bank, locations
from interviewer.bank.question import Question
from interviewer.cli.main import cli
from interviewer.scheduling import MemoryModel, Pick
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.history import History
from interviewer.store import Log
from tests.memories import FORGETFUL, history, log_outcomes


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.fixture
def question() -> Question:
    """One that was answered, every point missed, and skipped once."""
    places = locations.find()
    question = bank.load(locations.content()).questions[0]
    points = tuple(
        PointResult(point=key.point, weight=key.weight, verdict="missed", probability=0.1, evidence="")
        for key in question.key_points
    )
    with Log.open(places.database) as log:
        history = History(log, places.recordings)
        session = history.start_session("practice")
        attempt, skipped = (history.ask(session, Pick(question=question, reason="")) for _ in range(2))
        history.answer(attempt, means="typing", seconds=75, answer="I do not know.")
        history.grade(attempt, Assessment(score=10.0, points=points, notes=(), grader="test"))
        history.skip(skipped, seconds=5)
    return question


def test_rebuild_counts_what_it_read(question: Question) -> None:
    result = invoke("schedule", "rebuild")
    assert [line.split()[-1] for line in result.stdout.splitlines()] == ["2", "1"]
    assert json.loads(invoke("schedule", "rebuild", "--json").stdout) == {"questions": 1, "attempts": 2}


def test_rebuild_of_an_empty_log() -> None:
    assert json.loads(invoke("schedule", "rebuild", "--json").stdout) == {"questions": 0, "attempts": 0}


def test_show_tells_what_is_known_of_a_question(question: Question) -> None:
    shown = invoke("schedule", "show", question.id).stdout
    missed = len(question.key_points)
    for part in ("chance of a good answer now", "2 times", "10 on ", f"{missed} of {missed} points"):
        assert part in shown
    state = json.loads(invoke("schedule", "show", question.id, "--json").stdout)["state"]
    assert (state["question_id"], state["asked"], state["last_score"]) == (question.id, 2, 10.0)


def test_show_of_a_question_that_was_never_asked() -> None:
    never = bank.load(locations.content()).questions[1].id
    assert "never" in invoke("schedule", "show", never).stdout
    assert json.loads(invoke("schedule", "show", never, "--json").stdout)["state"] is None
    assert "There is no question" in invoke("schedule", "show", "nothing").stderr


def answered(truth: MemoryModel, answers: int = 800) -> None:
    with Log.open(locations.find().database) as log:
        log_outcomes(log, history(truth, seed=2, answers=answers))


def test_a_fit_that_helps_is_kept_until_the_default_is_asked_for() -> None:
    answered(FORGETFUL)
    told = invoke("schedule", "fit")
    assert told.exit_code == 0
    assert "follows your own memory now: log loss " in told.stdout
    assert "on the last 240 of your 740 repeated answers" in told.stdout
    again = json.loads(invoke("schedule", "fit", "--json").stdout)
    assert (again["answers"], again["needed"], again["held_out"], again["kept"]) == (740, 300, 240, False)
    assert again["log_loss_before"] == again["log_loss_fitted"]
    assert invoke("schedule", "rebuild", "--default").exit_code == 0
    anew = json.loads(invoke("schedule", "fit", "--json").stdout)
    assert anew["kept"]
    assert anew["log_loss_before"] > anew["log_loss_fitted"] == again["log_loss_fitted"]


def test_a_fit_that_does_not_help_is_told() -> None:
    answered(MemoryModel())
    told = invoke("schedule", "fit").stdout
    assert told.startswith("The schedule stays as it is: on the last 240 of your 740 repeated answers")


def test_a_fit_to_too_few_answers_tells_how_many_are_needed() -> None:
    answered(FORGETFUL, answers=100)
    told = invoke("schedule", "fit")
    assert told.exit_code == 0
    assert "needs 300 repeated answers; there are 40." in told.stdout
    assert json.loads(invoke("schedule", "fit", "--json").stdout) == {
        "answers": 40,
        "needed": 300,
        "held_out": None,
        "log_loss_before": None,
        "log_loss_fitted": None,
        "kept": False,
    }


def test_a_verdict_of_the_user_is_shown_beside_the_machines(question: Question) -> None:
    done = invoke("sessions", "override", "1", "2", "covered", "--reason", "[b]I said it.")
    assert done.exit_code == 0
    shown = invoke("sessions", "show", "1").stdout
    for part in (
        "attempt 1",
        f"✔ covered       2. {question.key_points[1].point}",
        "Your verdict; the machine's was missed. [b]I said it.",
        "○ missed        1. ",
    ):
        assert part in shown
    assert "Score 10 of 100" not in shown
    attempt = json.loads(invoke("sessions", "show", "1", "--json").stdout)["attempts"][0]
    assert attempt["score"] > 10
    assert [point["verdict"] for point in attempt["points"]][:2] == ["missed", "covered"]
    (override,) = attempt["overrides"]
    assert (override["verdict"], override["instead_of"]) == ("covered", "missed")


def test_a_verdict_is_withdrawn(question: Question) -> None:
    invoke("sessions", "override", "1", "2", "covered")
    withdrawn = json.loads(invoke("sessions", "override", "1", "2", "--withdraw", "--json").stdout)
    assert (withdrawn["score"], withdrawn["overrides"]) == (10.0, [])
    again = invoke("sessions", "override", "1", "2", "--withdraw")
    assert again.exit_code == 1
    assert "no verdict of yours on point 2" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("1", "1"), 2, "a verdict or --withdraw"),
        (("1", "1", "covered", "--withdraw"), 2, "a verdict or --withdraw"),
        (("1", "99", "covered"), 1, "sessions show"),
        (("2", "1", "covered"), 1, "has 0 graded points"),
        (("9", "1", "covered"), 1, "There is no attempt 9"),
        (("1", "1", "good"), 2, "'good' is not one of"),
    ],
)
def test_what_cannot_be_overridden_is_told(
    question: Question, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    result = invoke("sessions", "override", *arguments)
    assert result.exit_code == code
    assert sentence in result.stderr
