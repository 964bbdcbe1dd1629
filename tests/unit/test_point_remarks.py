"""What stands under a key point: the wrong belief that was said, and what the grader is not sure of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from click.testing import CliRunner

from interviewer import bank, locations
from interviewer.cli.main import cli
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.export import html, markdown
from interviewer.session.export.extract import Choice, Extract
from interviewer.session.history import Attempt, History
from interviewer.session.interview import Phase
from interviewer.session.resume import CutOff
from interviewer.session.setup import Setup
from interviewer.session.wording import disagreements, sounds_like, unsure
from interviewer.store import Log

WRONG = "That <all> items count."
POINT = PointResult(
    point="The first.",
    weight=1,
    verdict="contradicted",
    probability=0.0,
    evidence="all of them",
    misconception=WRONG,
)
UNSURE = replace(POINT, point="The second.", verdict="unsure", probability=0.4, misconception=None)


@pytest.fixture
def log() -> Iterator[Log]:
    with Log.open(locations.find().database) as opened:
        yield opened


@pytest.fixture
def history(log: Log) -> History:
    return History(log, locations.find().recordings)


@pytest.fixture
def attempt(history: History) -> Attempt:
    question = bank.load(locations.content()).questions[0]
    id = history.ask(history.start_session("practice"), Pick(question=question, reason=""))
    history.answer(id, means="typing", seconds=5, answer="all of them")
    history.grade(id, Assessment(score=20.0, points=(POINT, UNSURE), notes=(), grader="test"))
    return history.attempt(id)


def test_a_wrong_belief_is_told_where_it_was_said() -> None:
    assert sounds_like(POINT) == f"Sounds like: {WRONG}"
    assert not sounds_like(replace(POINT, misconception=None))
    assert not sounds_like(replace(POINT, verdict="covered")), "the user says that it was not said"


def test_only_what_the_grader_is_not_sure_of_is_asked() -> None:
    assert unsure(UNSURE, "Press v to tell.") == "Not sure. Did you say this? Press v to tell."
    assert not unsure(POINT, "Press v to tell.")


def test_the_command_line_shows_both_and_how_to_answer(attempt: Attempt) -> None:
    shown = CliRunner().invoke(cli, ("sessions", "show", "1")).stdout
    assert f"Sounds like: {WRONG}" in shown
    assert shown.count("Not sure.") == 1
    command = f"interviewer sessions override {attempt.id} 2 covered"
    assert f"Not sure. Did you say this? `{command}` tells that you did." in shown
    answered = CliRunner().invoke(cli, command.split()[1:])
    assert answered.exit_code == 0
    assert "Not sure." not in answered.stdout
    assert "Your verdict; the machine's was unsure." in answered.stdout


@pytest.mark.parametrize(
    ("render", "told"),
    [
        (markdown.render, "Sounds like: That \\<all\\> items count."),
        (html.render, '<p class="remark">Sounds like: That &lt;all&gt; items count.</p>'),
    ],
    ids=["markdown", "html"],
)
def test_what_is_exported_tells_a_wrong_belief_as_text(
    log: Log, history: History, attempt: Attempt, render: Callable[[Extract], Iterator[str]], told: str
) -> None:
    def document() -> str:
        return "".join(render(Extract(log, locations.find().recordings, Choice())))

    assert document().count("Sounds like") == 1
    assert told in document()
    history.override(attempt.id, POINT.point, "covered", "")
    assert "Sounds like" not in document()


def test_an_interview_goes_on_with_the_verdicts_that_were_given(history: History, attempt: Attempt) -> None:
    history.override(attempt.id, UNSURE.point, "covered", "I did.")
    attempt = history.attempt(attempt.id)
    cut = CutOff(
        session_id=attempt.session_id,
        setup=Setup(kind="practice"),
        started_at=attempt.asked_at,
        seconds=9.0,
        attempts=(attempt,),
        phase=Phase.FEEDBACK,
    )
    turn = cut.turn()
    assert turn.counting == attempt.counting
    assert turn.score == attempt.score
    assert disagreements(turn) == disagreements(attempt)
