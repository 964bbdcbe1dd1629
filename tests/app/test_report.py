"""The report of an interview: what it comes to, its answers, and the practice that it leads to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, OptionList, Static

from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.widgets.session_overview import SessionOverview
from tests.app.conftest import click, until
from tests.fakes import FakeModels, FakeSound
from tests.interviewed import asked, interviewed

SMALL = (80, 24)


def app_over(runtime: Runtime) -> InterviewerApp:
    runtime.sound, runtime.models = FakeSound(), FakeModels(["a word"] * 9)  # type: ignore[assignment]
    return InterviewerApp(runtime)


async def report(pilot: Pilot[None], attempt: int | None = None) -> ReportScreen:
    """That of the last interview."""
    assert isinstance(pilot.app, InterviewerApp)
    runtime = pilot.app.runtime
    screen = ReportScreen(runtime, runtime.history.sessions(1)[0].session.id, attempt)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: screen.query_one("#score", Static).render())
    await until(pilot, lambda: screen._highlighted or screen.query_one(SessionOverview).display)
    return screen


def text(screen: ReportScreen, selector: str) -> str:
    return str(screen.query_one(selector, Static).render())


def offered(screen: ReportScreen) -> set[str]:
    return {
        active.binding.description
        for active in screen.active_bindings.values()
        if active.enabled and active.binding.show
    }


async def test_it_begins_with_what_the_whole_interview_comes_to() -> None:
    app = app_over(interviewed([0.4, 0.4, 0.4], [1.0, 0.25, None]))
    async with app.run_test(size=SMALL) as pilot:
        screen = await report(pilot)
        assert screen.query_one(SessionOverview).display
        assert " 62/100" in text(screen, "#score") and "2 graded, 1 skipped" in text(screen, "#score")
        assert "▲ 22 better than your last mock interview (40)." in text(screen, "#compared")
        assert "100  1. " in text(screen, "#strongest")
        assert "25  2. " in text(screen, "#weakest")
        assert text(screen, "#time") == "7:11 of 20:00 for the interview"
        assert text(screen, "#delivery").startswith("2 spoken answers")
        assert "Retrieval" in text(screen, "#by-topic")
        assert not {"Disagree", "Note", "Flag", "Grade"} & offered(screen)
        assert "Practise on" in offered(screen)


async def test_each_question_leads_to_its_answer_and_back() -> None:
    app = app_over(interviewed([1.0, 0.25]))
    async with app.run_test(size=SMALL) as pilot:
        screen = await report(pilot)
        question = screen.query_one("#question", Static)
        await until(pilot, lambda: not question.display)
        await pilot.press("down", "down")
        await until(pilot, lambda: question.display)
        second = app.runtime.bank[asked(app.runtime)[1]]
        await until(pilot, lambda: text(screen, "#question") == second.question)
        assert not screen.query_one(SessionOverview).display
        assert {"Disagree", "Note", "Flag"} <= offered(screen)
        await pilot.press("home")
        await until(pilot, lambda: screen.query_one(SessionOverview).display)


async def test_it_begins_with_the_answer_that_is_asked_for_or_the_only_one() -> None:
    runtime = interviewed([0.5, 1.0], [1.0])
    older = runtime.history.attempts(runtime.history.sessions()[1].session.id)
    app = app_over(runtime)
    async with app.run_test(size=SMALL) as pilot:
        screen = await report(pilot)
        assert screen._highlighted, "the only one"
        chosen = ReportScreen(runtime, older[0].session_id, older[1].id)
        await app.push_screen(chosen)
        await until(pilot, lambda: chosen._highlighted)
        assert chosen._highlighted and chosen._highlighted.id == older[1].id


@pytest.mark.parametrize("by_mouse", [False, True])
async def test_one_key_answers_again_what_was_missed(by_mouse: bool) -> None:
    runtime = interviewed([1.0, 0.25, None])
    ids, app = asked(runtime), app_over(runtime)
    async with app.run_test(size=SMALL) as pilot:
        screen = await report(pilot)
        assert str(screen.query_one("#next", Button).label).endswith("2 questions (r)")
        if by_mouse:
            await until(pilot, lambda: screen.region.contains_region(screen.query_one("#next").region))
            await pilot.pause()
            await click(pilot, "#next")
        else:
            await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert isinstance(app.screen, InterviewScreen)
        setup = app.screen._interview.setup
        assert setup == Setup(kind="retry", questions=None, chosen=(ids[1], ids[2]))
        assert screen not in app.screen_stack


async def test_where_nothing_was_missed_one_key_practises_what_adds_most() -> None:
    runtime = interviewed([1.0, 1.0])
    suggested = runtime.planning.suggest()
    app = app_over(runtime)
    async with app.run_test(size=SMALL) as pilot:
        await report(pilot)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        screen = app.screen
        assert isinstance(screen, InterviewScreen) and suggested
        await until(pilot, lambda: screen._conductor.turn)
        assert screen._conductor.turn and screen._conductor.turn.pick == suggested.pick
        assert screen._interview.setup.kind == "practice"


async def test_a_question_with_brackets_stands_there_whole() -> None:
    runtime = interviewed([1.0, 1.0])
    app = app_over(runtime)
    async with app.run_test(size=SMALL) as pilot:
        screen = await report(pilot)
        told = screen._report
        assert told and told.suggestion
        question = replace(told.suggestion.question, question="What is [CLS], and x[/a]?")
        pick = replace(told.suggestion, question=question)
        screen.query_one(SessionOverview).show(replace(told, suggestion=pick))
        assert "Practise on: What is [CLS], and x[/a]?" in str(screen.query_one("#next", Button).label)


async def test_a_verdict_changes_the_whole() -> None:
    runtime = interviewed([0.0, 0.0])
    app = app_over(runtime)
    async with app.run_test(size=SMALL) as pilot:
        screen = await report(pilot)
        before = text(screen, "#score")
        attempt = runtime.history.attempts(screen._session_id)[0]
        assert attempt.assessment
        runtime.history.override(attempt.id, attempt.assessment.points[0].point, "covered", "I said it.")
        screen.load()
        await until(pilot, lambda: text(screen, "#score") != before)
        assert screen.query_one("#questions", OptionList).highlighted == 0


async def test_an_interview_without_an_answer_has_a_report_too() -> None:
    runtime = interviewed([1.0])
    runtime.history.end_session(runtime.history.start_session("mock", Setup()), ended_early=True)
    app = app_over(runtime)
    async with app.run_test(size=SMALL) as pilot:
        screen = await report(pilot)
        assert "0 questions, 0 graded, ended early" in text(screen, "#score")
        assert not screen.query_one("#by-topic").display
        await pilot.press("down", "v", "p", "g", "n", "f")
        await pilot.pause()
        assert app.screen is screen
