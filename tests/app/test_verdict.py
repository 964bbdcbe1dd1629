"""The candidate disagrees with verdicts, at the feedback and in the report."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from interviewer.errors import StoreError
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.session.conductor import Conductor
from interviewer.session.history import Attempt, Override
from interviewer.session.interview import Interview, Phase
from interviewer.session.questions import ChosenQuestions
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.confirm import ConfirmScreen
from interviewer.tui.screens.home import HomeScreen
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.screens.verdict import VerdictScreen
from tests.app.conftest import until

VERDICTS: tuple[Verdict, ...] = ("covered", "contradicted", "missed", "unsure")
WRONG = "It is the share of [i]all[/i] items that are labelled right."
ASKS = "Not sure. Did you say this? Press v to tell."
YOURS = "Your verdict; the machine's was"


def assessment(runtime: Runtime) -> Assessment:
    chances = {"covered": 1.0, "unsure": 0.4}
    points = tuple(
        PointResult(
            point=key.point,
            weight=1,
            verdict=verdict,
            probability=chances.get(verdict, 0.0),
            evidence="",
            misconception=WRONG if verdict == "contradicted" else None,
        )
        for key, verdict in zip(
            runtime.bank["classification-metrics-precision"].key_points, VERDICTS, strict=True
        )
    )
    return Assessment(score=35.0, points=points, notes=(), grader="test")


@pytest.fixture
def attempt(pretended: Runtime) -> Attempt:
    """One that is graded."""
    question, history = pretended.bank["classification-metrics-precision"], pretended.history
    id = history.ask(history.start_session("practice"), Pick(question=question, reason="It is new."))
    history.answer(id, means="typing", seconds=3, answer="The share that is right.")
    history.grade(id, assessment(pretended))
    return history.attempt(id)


def shown(app: InterviewerApp) -> str:
    parts = app.screen_stack[-1].query("AssessmentView Static").results(Static)
    return " ".join(" ".join(str(part.render()) for part in parts).split())


async def report(pilot: Pilot[None], runtime: Runtime, attempt: Attempt) -> ReportScreen:
    screen = ReportScreen(runtime, attempt.session_id)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: screen._highlighted)
    return screen


async def disagree(pilot: Pilot[None]) -> VerdictScreen:
    await pilot.press("v")
    await until(pilot, lambda: isinstance(pilot.app.screen, VerdictScreen))
    screen = pilot.app.screen
    assert isinstance(screen, VerdictScreen)
    await until(pilot, lambda: screen._point)
    return screen


def verdicts(runtime: Runtime, attempt: Attempt) -> list[Verdict]:
    counting = runtime.history.attempt(attempt.id).counting
    assert counting
    return [point.verdict for point in counting.points]


def line(screen: VerdictScreen, number: int) -> str:
    prompt = screen.query_one("#points", OptionList).get_option_at_index(number).prompt
    return " ".join(str(prompt).split())


async def test_a_verdict_in_the_report_counts_there_and_at_home(
    app: InterviewerApp, pretended: Runtime, attempt: Attempt
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        back = await report(pilot, pretended, attempt)
        await until(pilot, lambda: "35 of 100" in shown(app))
        assert shown(app).count(ASKS) == 1
        assert f"Sounds like: {WRONG}" in shown(app)
        screen = await disagree(pilot)
        assert screen.query_one("#points", OptionList).highlighted == 3, "where the machine is unsure"
        await pilot.press("home", "down", "1", "r", *"[b]I said it: 1u", "enter")
        await until(pilot, lambda: verdicts(pretended, attempt)[1] == "covered")
        await until(pilot, lambda: YOURS in line(screen, 1))
        assert line(screen, 1).startswith(f"✔ covered {attempt.question.key_points[1].point}")
        await pilot.press("end", "2", "enter")
        await until(pilot, lambda: verdicts(pretended, attempt)[3] == "partly")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is back)
        await until(pilot, lambda: f"{YOURS} contradicted. [b]I said it: 1u" in shown(app))
        score = pretended.history.attempt(attempt.id).score
        assert score
        assert f"{score:.0f} of 100" in shown(app)
        assert ASKS not in shown(app)
        assert "Sounds like" not in shown(app)
        await until(
            pilot, lambda: f"Overall  {score:.0f}" in str(back.query_one("#overall", Static).render())
        )
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        sessions = app.screen.query_one("#sessions", OptionList)
        await until(pilot, lambda: f" {score:.0f}" in str(sessions.get_option_at_index(0).prompt))


async def test_a_verdict_at_the_feedback_counts_at_once(
    app: InterviewerApp, pretended: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def grade(*_: object) -> Assessment:
        return assessment(pretended)

    monkeypatch.setattr(pretended.models, "grade", grade)
    conductor = Conductor(
        Interview(Setup(kind="practice", questions=1, means="typing")),
        ChosenQuestions([pretended.bank["classification-metrics-precision"]]),
        pretended.sound,
        pretended.models,
        pretended.history,
        listen_guard=0.0,
    )
    async with app.run_test(size=(80, 24)) as pilot:
        back = InterviewScreen(pretended, conductor)
        await app.push_screen(back)
        await until(pilot, lambda: back.phase is Phase.TYPING)
        await pilot.press("v", "ctrl+s")
        await until(pilot, lambda: back.phase is Phase.FEEDBACK and "35 of 100" in shown(app))
        assert ASKS in shown(app)
        await disagree(pilot)
        await pilot.press("1", "enter", "escape")
        await until(pilot, lambda: app.screen is back and f"{YOURS} unsure." in shown(app))
        (attempt,) = pretended.history.attempts(1)
        assert attempt.answer == "v"
        assert f"{attempt.score:.0f} of 100" in shown(app)
        assert attempt.score != 35.0
        assert ASKS not in shown(app)
        assert back.phase is Phase.FEEDBACK
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        await until(pilot, lambda: f"{YOURS} unsure." in shown(app))


async def test_a_verdict_is_withdrawn(app: InterviewerApp, pretended: Runtime, attempt: Attempt) -> None:
    point = attempt.question.key_points[2].point
    pretended.history.override(attempt.id, point, "covered", "I did.")
    async with app.run_test(size=(80, 24)) as pilot:
        await report(pilot, pretended, attempt)
        screen = await disagree(pilot)
        assert not screen.check_action("withdraw", ())
        await pilot.press("up")
        await until(pilot, lambda: screen.query_one("#reason", Input).value == "I did.")
        assert screen.check_action("withdraw", ())
        assert [choice.id for choice in screen.query("_Choice").results() if choice.has_class("-on")] == [
            "covered"
        ]
        await pilot.press("u")
        await until(pilot, lambda: YOURS not in line(screen, 2))
        assert line(screen, 2) == f"○ missed {point}"
        assert not screen.query("_Choice.-on")
        assert not screen.query_one("#reason", Input).value
        await pilot.press("escape")
        await until(pilot, lambda: "35 of 100" in shown(app))
    assert not Runtime(pretended.settings, pretended.locations).history.attempt(attempt.id).overrides


async def test_all_of_it_works_by_mouse(app: InterviewerApp, pretended: Runtime, attempt: Attempt) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        back = await report(pilot, pretended, attempt)
        await pilot.pause()
        await click_footer(pilot, "Disagree")
        await until(pilot, lambda: isinstance(app.screen, VerdictScreen))
        await until(pilot, lambda: app.screen.query("#points"))
        await pilot.click("#points", offset=(5, 1))
        await pilot.click("#missed")
        await pilot.click("#contradicted")
        await pilot.pause()
        assert [choice.id for choice in app.screen.query("_Choice.-on")] == ["contradicted"]
        await click_footer(pilot, "Keep")
        await until(pilot, lambda: verdicts(pretended, attempt)[0] == "contradicted")
        await click_footer(pilot, "Withdraw")
        await until(pilot, lambda: verdicts(pretended, attempt)[0] == "covered")
        await click_footer(pilot, "Back")
        await until(pilot, lambda: app.screen is back)


async def click_footer(pilot: Pilot[None], description: str) -> None:
    def keys() -> list[str]:
        return [key.description for key in pilot.app.screen.query("FooterKey").results()]  # type: ignore[attr-defined]

    await until(pilot, lambda: description in keys())
    key = list(pilot.app.screen.query("FooterKey"))[keys().index(description)]
    await pilot.click(key)


async def test_leaving_keeps_no_verdict_and_asks_about_a_reason(
    app: InterviewerApp, pretended: Runtime, attempt: Attempt
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        back = await report(pilot, pretended, attempt)
        await disagree(pilot)
        await pilot.press("1", "escape")
        await until(pilot, lambda: app.screen is back)
        screen = await disagree(pilot)
        await pilot.press("r", *"ru1", "escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("n")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("shift+tab", "shift+tab", "up")
        reason = screen.query_one("#reason", Input)
        await until(pilot, lambda: not reason.value)
        await pilot.press("down")
        await until(pilot, lambda: reason.value == "ru1")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(pilot, lambda: app.screen is back)
    assert not Runtime(pretended.settings, pretended.locations).history.attempt(attempt.id).overrides


async def test_quitting_keeps_a_reason_with_its_verdict(
    app: InterviewerApp, pretended: Runtime, attempt: Attempt
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await report(pilot, pretended, attempt)
        screen = await disagree(pilot)
        await pilot.press("r", *"so", "ctrl+q")
        await until(pilot, lambda: any("Choose your verdict first" in n.message for n in app._notifications))
        assert app.screen is screen
        await pilot.press("shift+tab", "right", "space", "ctrl+q")
        await until(pilot, lambda: app._exit)
    history = Runtime(pretended.settings, pretended.locations).history
    (override,) = history.attempt(attempt.id).overrides
    assert isinstance(override, Override)
    assert (override.verdict, override.instead_of, override.reason) == ("partly", "unsure", "so")


async def test_a_verdict_that_cannot_be_kept_is_told_and_stays(
    app: InterviewerApp, pretended: Runtime, attempt: Attempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full: make room.")

    monkeypatch.setattr(pretended.history, "override", full)
    async with app.run_test(size=(80, 24)) as pilot:
        await report(pilot, pretended, attempt)
        screen = await disagree(pilot)
        await pilot.press("1", "r", *"so", "enter")
        await until(pilot, lambda: any("disk is full" in note.message for note in app._notifications))
        assert app.screen is screen
        assert screen.query_one("#reason", Input).value == "so"
        assert [choice.id for choice in screen.query("_Choice.-on")] == ["covered"]
