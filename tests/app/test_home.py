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
from textual.widgets import Button, Select, SelectionList

from interviewer.session.interview import Phase
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.setup import SetupScreen
from interviewer.tui.widgets.topic_bars import TopicBars
from tests.app.conftest import until
from tests.fakes import FakeModels, FakeSound
from tests.practised import NOW, practised

DAY = NOW.date() + timedelta(days=7)


def app_with(settings: Settings) -> InterviewerApp:
    runtime = practised(settings)
    runtime.sound = FakeSound()  # type: ignore[assignment]
    runtime.models = FakeModels()  # type: ignore[assignment]
    return InterviewerApp(runtime)


def shown(app: InterviewerApp, selector: str) -> str:
    return str(app.screen.query_one(selector).render())


async def read(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: "(" in shown(pilot.app, "#strengths"))  # type: ignore[arg-type]


async def test_readiness_is_told_for_the_role_on_its_day_and_if_the_plan_is_kept() -> None:
    app = app_with(Settings(interview_date=DAY, role="llm-engineer", daily_minutes=20))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: shown(app, "#readiness"))
        chance = r"\d+\xa0% \(\d+–\d+\)"
        wanted = rf"Ready for LLM engineer on 30 Nov: {chance}, {chance} if you keep to 20 minutes a day\."
        assert re.fullmatch(wanted, shown(app, "#readiness"))


async def test_a_topic_shows_its_strength_between_low_and_high() -> None:
    app = app_with(Settings(interview_date=DAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot)
        rows = [row for row in shown(app, "#strengths").splitlines() if "not yet asked" not in row]
        assert {row.split("  ")[0] for row in rows} == {"Classification metrics", "Reinforcement learning"}
        for row in rows:
            found = re.search(r"━*╍*─* +(\d+) \((\d+)–(\d+)\)$", row)
            assert found
            strength, low, high = map(int, found.groups())
            assert low <= strength <= high
        assert rows[0].startswith("Reinforcement learning"), "the weakest comes first"


@pytest.mark.parametrize("size", [(50, 20), (80, 24), (100, 30), (140, 45)])
async def test_a_topic_is_one_line_with_its_numbers_at_every_width(size: tuple[int, int]) -> None:
    app = app_with(Settings(interview_date=DAY))
    async with app.run_test(size=size) as pilot:
        await read(pilot)
        await pilot.pause()
        bars = app.screen.query_one(TopicBars)
        rows = shown(app, "#strengths").splitlines()
        assert len(rows) == len(app.runtime.bank.topics) == bars.size.height
        assert all(len(row) <= bars.size.width for row in rows)


@pytest.mark.parametrize("by", ["key", "button"])
async def test_practice_begins_with_the_question_that_is_shown(by: str) -> None:
    app = app_with(Settings(interview_date=DAY, daily_minutes=15))
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot)
        question, reason = shown(app, "#question"), shown(app, "#reason")
        if by == "key":
            await pilot.press("n")
        else:
            await pilot.click("#practise")
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
        await until(pilot, lambda: shown(app, "#readiness"))
        assert shown(app, "#readiness").startswith("Ready in 21 days: ")
        assert "2025-11-01 of your settings is past" in shown(app, "#readiness")


async def test_the_setup_begins_with_the_role_of_the_settings() -> None:
    app = app_with(Settings(interview_date=DAY, role="data-scientist"))
    role = app.runtime.bank.role("data-scientist")
    async with app.run_test(size=(80, 24)) as pilot:
        await read(pilot)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, SetupScreen) and app.screen.query("#amount"))
        await pilot.pause()
        assert app.screen.query_one("#role", Select).value == role.id
        assert set(app.screen.query_one("#topics", SelectionList).selected) == {
            share.topic for share in role.topics
        }
