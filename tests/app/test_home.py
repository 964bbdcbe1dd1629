"""The first screen: what it tells of a log, and how practice begins from it."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import NoReturn

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, OptionList

from interviewer.scheduling import Pick
from interviewer.session import wording
from interviewer.session.interview import Phase
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.settings import Settings
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.confirm import ConfirmScreen
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.widgets.calendar import PracticeCalendar
from interviewer.tui.widgets.topic_bars import TopicBars
from tests.app.conftest import click, until
from tests.fakes import FakeModels, FakeSound
from tests.practised import NOW, practised, regularly_practised

DAY = NOW.date() + timedelta(days=7)


def app_with(settings: Settings) -> InterviewerApp:
    return over_stand_ins(practised(settings))


def over_stand_ins(runtime: Runtime) -> InterviewerApp:
    runtime.sound, runtime.models = FakeSound(), FakeModels()  # type: ignore[assignment]
    return InterviewerApp(runtime)


def shown(app: InterviewerApp, selector: str) -> str:
    return str(app.screen.query_one(selector).render())


async def read(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: pilot.app.screen.query("#now.-shown"))


async def test_readiness_is_told_for_the_role_on_its_day_and_if_the_plan_is_kept() -> None:
    app = app_with(Settings(interview_date=DAY, role="llm-engineer", daily_minutes=20))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.query("#readiness.-shown"))
        chance = r"\d+\xa0% \(\d+–\d+\)"
        wanted = rf"Ready for LLM engineer on 30 Nov: {chance}, {chance} if you keep to 20 minutes a day\."
        assert re.fullmatch(wanted, shown(app, "#readiness"))


async def test_a_topic_shows_its_strength_between_low_and_high() -> None:
    app = app_with(Settings(interview_date=DAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot)
        rows = shown(app, "#strengths").splitlines()
        titles = [re.split(" +[━╍─]", row)[0] for row in rows]
        assert titles == ["Reinforcement learning", "Classification metrics"], "the weakest comes first"
        for row in rows:
            found = re.search(r"━*╍*─* +(\d+) \((\d+)–(\d+)\) +", row)
            assert found
            strength, low, high = map(int, found.groups())
            assert low <= strength <= high


async def test_topics_that_were_never_asked_about_are_named() -> None:
    app = app_with(Settings(interview_date=DAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot)
        named = shown(app, "#unasked")
        assert named.strip().startswith("Not yet asked: ") and "Calculus" in named
        assert "Classification metrics" not in named and "Reinforcement learning" not in named


@pytest.mark.parametrize("size", [(50, 20), (80, 24), (100, 30), (140, 45), (200, 60)])
async def test_a_topic_is_one_line_at_every_width_and_its_title_is_whole(size: tuple[int, int]) -> None:
    app = app_with(Settings(interview_date=DAY))
    async with app.run_test(size=size) as pilot:
        await read(pilot)
        await pilot.pause()
        bars = app.screen.query_one(TopicBars)
        rows = shown(app, "#strengths").splitlines()
        assert len(rows) == 2 == bars.size.height
        assert all(len(row) <= bars.size.width for row in rows)
        assert "Classification metrics" in rows[1] and "Reinforcement learning" in rows[0]


async def test_topics_are_compared_with_two_weeks_ago() -> None:
    runtime = regularly_practised(Settings(interview_date=DAY))
    app = over_stand_ins(runtime)
    then = {row.topic: row for row in runtime.standing.strengths_at(NOW - timedelta(days=14))}
    async with app.run_test(size=(140, 45)) as pilot:
        await until(pilot, lambda: "↑" in shown(app, "#strengths"))
        assert app.screen.query_one("#topics").border_subtitle == "↑ ↓ since 9 Nov"
        for bar in app.screen.query_one(TopicBars).bars:
            before, now = then[bar.now.topic].strength, bar.now.strength
            assert before is not None and now is not None
            change = round(now) - round(before)
            row = next(line for line in shown(app, "#strengths").splitlines() if line.startswith(bar.title))
            assert row.split()[-1] == (str(abs(change)) if change else "=")
            assert ("↑" in row) == (change > 0) and ("↓" in row) == (change < 0)


async def test_a_topic_that_is_new_since_then_says_so() -> None:
    app = app_with(Settings(interview_date=DAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: shown(app, "#strengths").count(" new") == 2)


async def test_the_streak_and_the_days_of_practice_are_shown() -> None:
    app = over_stand_ins(regularly_practised(Settings(interview_date=DAY)))
    async with app.run_test(size=(140, 45)) as pilot:
        await read(pilot)
        habit = app.screen.query_one("#habit")
        assert habit.border_subtitle == "5 days in a row; one answer today makes it 6."
        calendar = app.screen.query_one(PracticeCalendar)
        assert calendar.today == NOW.date()
        assert sum(calendar.days.values()) == sum(
            summary.graded for summary in app.runtime.history.sessions()
        )
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: not habit.display)
        assert "5 days in a row; one answer today makes it 6." in shown(app, "#streak")
        assert app.screen.query_one("#streak").region.bottom == 23


async def test_all_that_matters_is_in_sight_at_80x24() -> None:
    app = over_stand_ins(regularly_practised(Settings(interview_date=DAY, role="llm-engineer")))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.query("#readiness.-shown"), 60)
        await pilot.pause(0.2)
        for selector in ("#readiness", "#question", "#reason", "#practise", "#start", "#topics", "#streak"):
            widget = app.screen.query_one(selector)
            assert widget.size.height, selector
            assert app.screen.region.contains_region(widget.region), selector
        assert app.screen.query_one("#topics").size.height >= 8


async def test_what_comes_after_the_first_question_is_told_with_its_reason_and_can_be_begun() -> None:
    app = app_with(Settings(interview_date=DAY))
    async with app.run_test(size=(140, 45)) as pilot:
        await read(pilot)
        picks = app.runtime.planning.upcoming(4)
        following = app.screen.query_one("#next", OptionList)
        told = [str(option.prompt) for option in following.options]
        assert told == [f"{pick.question.question}\n{pick.reason}" for pick in picks[1:]]
        following.focus()
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        await until(pilot, lambda: screen._conductor.turn)
        assert screen._conductor.turn and screen._conductor.turn.question == picks[2].question


async def test_what_was_answered_shows_when_one_comes_back() -> None:
    app = app_with(Settings(interview_date=DAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot)
        runtime, home = app.runtime, app.screen
        await app.push_screen(ConfirmScreen("?", "yes", "no"))
        question = runtime.bank.questions[0]
        session = runtime.history.start_session("practice", Setup())
        attempt = runtime.history.ask(session, Pick(question=question, reason="It is new."))
        runtime.history.answer(attempt, means="typing", seconds=1, answer="An answer.")
        runtime.history.end_session(session)
        app.pop_screen()
        streak = home.query_one("#streak")
        await until(pilot, lambda: "1 day in a row, 1 answer today." in str(streak.render()))


async def test_the_calendar_tells_what_a_day_holds_by_key_and_by_mouse() -> None:
    runtime = regularly_practised(Settings(interview_date=DAY))
    app, days = over_stand_ins(runtime), runtime.habit().days
    async with app.run_test(size=(140, 45)) as pilot:
        await read(pilot)
        calendar = app.screen.query_one(PracticeCalendar)

        def told() -> str:
            return shown(app, "#calendar").splitlines()[-1].split("  ")[0]

        assert told() == "Sun 23 Nov: no answers"
        calendar.focus()
        await pilot.press("up")
        count = days[NOW.date() - timedelta(days=1)]
        assert told() == f"Sat 22 Nov: {wording.plural(count, 'answer')}"
        await pilot.press("down", "left")
        assert told().startswith("Sun 16 Nov: ")
        await pilot.press("right", "right")
        assert told().startswith("Sun 23 Nov: "), "no day after today"
        await pilot.hover(PracticeCalendar, (4, 1))
        monday = NOW.date() - timedelta(days=6, weeks=(calendar.size.width - 4) // 2 - 1)
        assert told() == f"Mon {wording.day(monday)}: no answers"


@pytest.mark.parametrize("by", ["key", "button"])
async def test_practice_begins_with_the_question_that_is_shown(by: str) -> None:
    app = app_with(Settings(interview_date=DAY, daily_minutes=15))
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot)
        question, reason = shown(app, "#question"), shown(app, "#reason")
        if by == "key":
            await pilot.press("n")
        else:
            await click(pilot, "#practise")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        await until(pilot, lambda: screen.phase in (Phase.LISTENING, Phase.CODING))
        assert shown(app, "#question") == question
        assert shown(app, "#reason") == reason
        setup = screen._interview.setup
        assert (setup.kind, setup.questions, setup.minutes) == ("practice", None, 15)


async def test_leaving_does_not_wait_for_the_forecast(monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_with(Settings(interview_date=DAY))
    begun, ended = threading.Event(), threading.Event()

    def endless(on_day: Callable[[int, int], object]) -> NoReturn:
        begun.set()
        try:
            while True:
                on_day(1, 7)
                time.sleep(0.01)
        finally:
            ended.set()

    monkeypatch.setattr(app.runtime.planning, "plan", endless)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, begun.is_set)
        await pilot.press("q")
    assert await asyncio.to_thread(ended.wait, 5)


async def test_a_role_of_the_settings_that_the_bank_does_not_have_is_told() -> None:
    app = app_with(Settings())
    app.runtime = Runtime(Settings(role="llm-enginer"), app.runtime.locations)
    app.runtime.sound, app.runtime.models = FakeSound(), FakeModels()  # type: ignore[assignment]
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.query_one("#problem").has_class("-shown"))
        assert "did you mean 'llm-engineer'" in shown(app, "#problem")
        assert app.screen.query_one("#practise", Button).disabled


async def test_a_day_that_is_past_is_told() -> None:
    app = app_with(Settings(interview_date=date(2025, 11, 1), daily_minutes=3))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.query("#readiness.-shown"))
        assert shown(app, "#readiness").startswith("Ready in 21 days: ")
        assert "2025-11-01 of your settings is past" in shown(app, "#readiness")
