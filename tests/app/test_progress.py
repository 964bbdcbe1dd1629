"""The screen that shows how practice went."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer, OptionList, Select, Static, Tabs

from interviewer import locations
from interviewer.errors import StoreError
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.progress import ProgressScreen
from interviewer.tui.screens.question import QuestionScreen
from interviewer.tui.widgets.calendar import PracticeCalendar
from interviewer.tui.widgets.hard_questions import HardQuestions
from interviewer.tui.widgets.plots.interval_bars import IntervalBars
from interviewer.tui.widgets.plots.time_plot import TimePlot
from interviewer.tui.widgets.trend_panel import TrendPanel
from tests.app.conftest import until
from tests.fakes import FakeModels, FakeSound
from tests.journey import TOPICS, journey
from tests.practised import NOW

NARROW, WIDE = (80, 24), (140, 45)
VIEWS = {"s": "scores", "d": "days", "p": "pace", "f": "fillers", "r": "readiness", "h": "hardest"}


def app_over(runtime: Runtime) -> InterviewerApp:
    runtime.sound, runtime.models = FakeSound(), FakeModels()  # type: ignore[assignment]
    return InterviewerApp(runtime)


@pytest.fixture
def travelled() -> InterviewerApp:
    """Of one who practised for weeks."""
    return app_over(journey(Settings(interview_date=NOW.date() + timedelta(days=2))))


@pytest.fixture
def fresh(home: Path) -> InterviewerApp:
    """Of one who begins."""
    return app_over(Runtime(Settings(), locations.find(), now=lambda: NOW))


async def progress(pilot: Pilot[None]) -> ProgressScreen:
    """The screen, with all that it shows."""
    assert isinstance(pilot.app, InterviewerApp)
    await pilot.app.switch_mode("progress")
    screen = pilot.app.screen
    assert isinstance(screen, ProgressScreen)
    await until(pilot, lambda: screen.query_one(IntervalBars).rows, seconds=60)
    await pilot.pause(0.3)
    return screen


def told(screen: ProgressScreen, view: str) -> str:
    return str(screen.query_one(f"#{view} .told", Static).content)


def shown(screen: ProgressScreen) -> list[str | None]:
    return [panel.id for panel in screen.query(TrendPanel) if panel.display]


def picture(screen: ProgressScreen, view: str) -> str:
    return screen.query_one(f"#{view} TimePlot", TimePlot).render().plain


async def test_in_a_narrow_terminal_one_view_is_shown_and_its_key_leads_to_it(
    travelled: InterviewerApp,
) -> None:
    async with travelled.run_test(size=NARROW) as pilot:
        screen = await progress(pilot)
        assert shown(screen) == ["scores"]
        for key, view in VIEWS.items():
            await pilot.press(key)
            await until(pilot, lambda view=view: shown(screen) == [view])  # type: ignore[misc]
            assert screen.focused
            assert view in [node.id for node in screen.focused.ancestors_with_self]


async def test_the_tabs_lead_there_too_by_arrows_and_by_mouse(travelled: InterviewerApp) -> None:
    async with travelled.run_test(size=NARROW) as pilot:
        screen = await progress(pilot)
        assert isinstance(screen.focused, Tabs)
        await pilot.press("right", "right")
        await until(pilot, lambda: shown(screen) == ["pace"])
        await pilot.click("Tab#hardest")
        await until(pilot, lambda: shown(screen) == ["hardest"])


async def test_a_wide_terminal_shows_all_of_them_and_a_narrow_one_the_last_chosen(
    travelled: InterviewerApp,
) -> None:
    async with travelled.run_test(size=WIDE) as pilot:
        screen = await progress(pilot)
        assert shown(screen) == list(VIEWS.values())
        assert not screen.query_one(Tabs).display
        await pilot.press("p")
        assert screen.focused is screen.query_one("#pace")
        await pilot.resize_terminal(*NARROW)
        await until(pilot, lambda: shown(screen) == ["pace"])


@pytest.mark.parametrize("size", [NARROW, (100, 30), WIDE, (160, 50)])
async def test_nothing_is_cut_and_nothing_scrolls(travelled: InterviewerApp, size: tuple[int, int]) -> None:
    async with travelled.run_test(size=size) as pilot:
        screen = await progress(pilot)
        for key, view in VIEWS.items():
            await pilot.press(key)
            await pilot.pause(0.1)
            panel = screen.query_one(f"#{view}")
            for part in panel.walk_children():
                if part.display and not part.has_class("-textual-system"):
                    assert panel.region.contains_region(part.region), part
            assert screen.region.contains_region(panel.region)
        assert not screen.show_vertical_scrollbar


async def test_each_plot_is_told_in_words(travelled: InterviewerApp) -> None:
    async with travelled.run_test(size=WIDE) as pilot:
        screen = await progress(pilot)
        assert told(screen, "scores").startswith("102 answers since 9 Oct 2025, ")
        assert "words a minute on average" in told(screen, "pace")
        assert "fillers in 100 words" in told(screen, "fillers")
        assert "102 answers on 34 days" in told(screen, "days")
        assert told(screen, "readiness").startswith("Ready on 25 Nov: ")
        for view in ("scores", "pace", "fillers"):
            await until(pilot, lambda view=view: "┤" in picture(screen, view))  # type: ignore[misc]
        assert "┈" in picture(screen, "pace")
        assert sum(screen.query_one(PracticeCalendar).days.values()) == 102
        assert [row.label for row in screen.query_one(IntervalBars).rows] == [
            "Today",
            "25 Nov, no more practice",
            "25 Nov, 30 min a day",
        ]
        assert "●" in screen.query_one(IntervalBars).render().plain


async def test_a_topic_narrows_what_is_of_topics(travelled: InterviewerApp) -> None:
    async with travelled.run_test(size=WIDE) as pilot:
        screen = await progress(pilot)
        await pilot.press("t")
        await until(pilot, lambda: screen.query_one("#topic", Select).expanded)
        await pilot.press(*"Optim", "enter")
        await until(pilot, lambda: screen.query_one("#topic", Select).value == TOPICS[0])
        await until(pilot, lambda: told(screen, "scores").startswith("34 answers"))
        await until(pilot, lambda: not told(screen, "pace").startswith("68 "))
        assert told(screen, "days").startswith("102 answers")
        hard = screen.query_one(HardQuestions)
        assert {each.topic for each in hard._shown} == {TOPICS[0]}


async def test_a_time_narrows_them_too_and_nothing_in_it_is_told(travelled: InterviewerApp) -> None:
    async with travelled.run_test(size=NARROW) as pilot:
        screen = await progress(pilot)
        await pilot.press("w")
        await until(pilot, lambda: screen.query_one("#period", Select).expanded)
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen.query_one("#period", Select).value == 30)
        await until(pilot, lambda: not told(screen, "scores").startswith("102 "))
        assert "more than" not in told(screen, "scores")
        screen.query_one("#topic", Select).value = "calculus"
        await until(pilot, lambda: "t and w choose others" in told(screen, "scores"))
        assert not screen.query_one("#scores TimePlot").display


async def test_a_hard_question_is_opened_by_enter(travelled: InterviewerApp) -> None:
    async with travelled.run_test(size=NARROW) as pilot:
        screen = await progress(pilot)
        await pilot.press("h")
        hard = screen.query_one(HardQuestions)
        await until(pilot, lambda: hard.has_focus and hard.chosen)
        chosen = hard.chosen
        assert chosen
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(travelled.screen, QuestionScreen))
        await until(pilot, lambda: travelled.screen.query("#title"))
        await until(
            pilot,
            lambda: any(chosen.question in str(each.content) for each in travelled.screen.query(Static)),
        )
        await pilot.press("escape")
        await until(pilot, lambda: travelled.screen is screen)


async def test_a_hard_question_is_practised_at_once(travelled: InterviewerApp) -> None:
    async with travelled.run_test(size=NARROW) as pilot:
        screen = await progress(pilot)
        await pilot.press("h", "down")
        hard = screen.query_one(HardQuestions)
        await until(pilot, lambda: hard.has_focus and hard.highlighted == 1)
        chosen = hard.chosen
        assert chosen
        await pilot.press("n")
        await until(pilot, lambda: isinstance(travelled.screen, InterviewScreen))
        history = travelled.runtime.history

        def asked() -> bool:
            newest = history.sessions(1)[0]
            return [attempt.question.id for attempt in history.attempts(newest.session.id)] == [
                chosen.question_id
            ]

        await until(pilot, asked)


async def test_practise_it_is_offered_where_a_question_is(travelled: InterviewerApp) -> None:
    async with travelled.run_test(size=NARROW) as pilot:
        screen = await progress(pilot)
        assert "n" not in screen.active_bindings
        await pilot.press("h")
        await pilot.pause()
        assert screen.active_bindings["n"].binding.id == "progress.practise"


async def test_one_who_begins_is_told_what_will_be_here(fresh: InterviewerApp) -> None:
    async with fresh.run_test(size=NARROW) as pilot:
        screen = await progress(pilot)
        for view in ("scores", "days", "pace", "fillers", "hardest"):
            assert "will" in told(screen, view)
            assert told(screen, view).endswith("Press 1, then n, to practise.")
        assert told(screen, "readiness").startswith("Ready in 21 days: ")
        await pilot.press("h", "enter")
        assert fresh.screen is screen


async def test_escape_stops_what_takes_long(
    travelled: InterviewerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    monkeypatch.setattr("interviewer.session.trends.measured", lambda *_: gate.wait(10) and None)
    async with travelled.run_test(size=NARROW) as pilot:
        await travelled.switch_mode("progress")
        screen = travelled.screen
        assert isinstance(screen, ProgressScreen)
        await until(pilot, lambda: told(screen, "scores").startswith("102"))
        await until(pilot, lambda: "escape" in screen.active_bindings)
        await pilot.press("escape")
        gate.set()
        await until(pilot, lambda: "escape" not in screen.active_bindings)
        assert told(screen, "readiness").startswith("Stopped.")
        assert told(screen, "scores").startswith("102")


async def test_a_plot_follows_the_size(travelled: InterviewerApp) -> None:
    async with travelled.run_test(size=NARROW) as pilot:
        screen = await progress(pilot)
        plot = screen.query_one("#scores TimePlot", TimePlot)
        for size in ((120, 30), (60, 20), NARROW):
            await pilot.resize_terminal(*size)
            await until(
                pilot,
                lambda: (
                    len(picture(screen, "scores").splitlines()) == plot.content_size.height
                    and len(picture(screen, "scores").splitlines()[0]) == plot.content_size.width
                ),
            )


async def test_what_was_answered_meanwhile_is_counted(travelled: InterviewerApp) -> None:
    async with travelled.run_test(size=NARROW) as pilot:
        screen = await progress(pilot)
        with travelled.runtime.log.connection.writing() as db:
            db.execute("delete from attempts where id = 1")
        await travelled.switch_mode("practise")
        await travelled.switch_mode("progress")
        await until(pilot, lambda: told(screen, "scores").startswith("101 answers"))


async def test_a_log_that_cannot_be_read_is_told(
    travelled: InterviewerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StoreError("The log is damaged.")

    monkeypatch.setattr(travelled.runtime.trends, "scores", broken)
    async with travelled.run_test(size=NARROW) as pilot:
        await travelled.switch_mode("progress")
        await until(pilot, lambda: any("damaged" in each.message for each in travelled._notifications))
        await until(pilot, lambda: "damaged" in str(travelled.screen.query_one("#scores .told").render()))


async def test_a_question_that_the_bank_has_no_more_is_not_offered(travelled: InterviewerApp) -> None:
    ids = {question.id: question.question for question in travelled.runtime.bank.questions}
    gone, kept = (question.question_id for question in travelled.runtime.trends.hardest(most=2))
    with travelled.runtime.log.connection.writing() as db:
        db.execute("update attempts set question_id = 'gone' where question_id = ?", [gone])
    async with travelled.run_test(size=NARROW) as pilot:
        screen = await progress(pilot)
        await pilot.press("h")
        listed = screen.query_one(OptionList)
        await until(pilot, lambda: listed.option_count)
        prompts = [str(option.prompt) for option in listed.options]
        assert any(ids[kept][:20] in prompt for prompt in prompts)
        assert not any(ids[gone][:20] in prompt for prompt in prompts)


async def test_the_footer_is_whole_at_80_columns(travelled: InterviewerApp) -> None:
    async with travelled.run_test(size=NARROW) as pilot:
        screen = await progress(pilot)
        await pilot.press("h")
        await pilot.pause(0.1)
        footer = screen.query_one(Footer)
        assert footer.max_scroll_x == 0
        assert isinstance(screen.focused, OptionList)
