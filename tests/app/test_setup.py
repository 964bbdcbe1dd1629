"""Choosing an interview: each kind by its key, what it comes to, and what is begun."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Button, Checkbox, Input, Select, SelectionList, Static
from textual.widgets._toggle_button import ToggleButton

from interviewer.session.interview import Phase
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.home import HomeScreen
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.setup import SetupScreen
from interviewer.tui.widgets.kind_list import KindList
from tests.app.conftest import until
from tests.fakes import FakeModels, FakeSound
from tests.interviewed import asked, interviewed

SMALL = (80, 24)


async def set_up(pilot: Pilot[None], *keys: str) -> SetupScreen:
    """The screen, once it knows what there is to choose from, after these keys."""
    assert isinstance(pilot.app, InterviewerApp)
    screen = SetupScreen(pilot.app.runtime)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: screen.ready)
    for key in keys:
        await pilot.press(key)
    await pilot.pause()
    return screen


def app_over(runtime: Runtime) -> InterviewerApp:
    runtime.sound, runtime.models = FakeSound(), FakeModels(["a word"] * 9)  # type: ignore[assignment]
    return InterviewerApp(runtime)


def summary(screen: SetupScreen) -> str:
    return str(screen.query_one("#summary", Static).render())


def lines(screen: SetupScreen) -> list[str]:
    kinds = screen.query_one(KindList)
    return [str(kinds.get_option_at_index(place).prompt) for place in range(kinds.option_count)]


def open_rows(screen: SetupScreen) -> set[str]:
    return {row.id or "" for row in screen.query(".row") if row.display}


def topics(screen: SetupScreen) -> SelectionList[str]:
    return screen.query_one("#topics", SelectionList)


async def toggle(pilot: Pilot[None], *ids: str) -> None:
    for id in ids:
        pilot.app.screen.query_one(f"#{id}", ToggleButton).toggle()
        await pilot.pause()


async def begun(pilot: Pilot[None]) -> Setup:
    """What was begun."""
    app: App[None] = pilot.app
    await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
    assert isinstance(app.screen, InterviewScreen)
    return app.screen._interview.setup


async def test_a_mock_interview_is_two_keys_away(app: InterviewerApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await set_up(pilot)
        assert screen.query_one(KindList).kind == "mock"
        assert lines(screen)[0].startswith("● m Mock")
        await pilot.press("ctrl+s")
        assert await begun(pilot) == Setup(kind="mock")


@pytest.mark.parametrize(
    ("key", "kind", "rows"),
    [
        ("m", "mock", {"role", "length", "level", "means", "strict"}),
        ("p", "practice", {"length", "level", "means"}),
        ("d", "drill", {"length", "level", "means"}),
        ("r", "retry", {"past", "means"}),
        ("c", "custom", {"role", "length", "level", "means", "feedback", "clock", "strict"}),
    ],
)
async def test_a_key_chooses_a_kind_and_what_is_left_to_choose(key: str, kind: str, rows: set[str]) -> None:
    async with app_over(interviewed([0.5, 1.0])).run_test(size=SMALL) as pilot:
        screen = await set_up(pilot, key)
        assert open_rows(screen) == rows
        assert topics(screen).display is (kind != "retry")
        assert sum(line.startswith("● ") for line in lines(screen)) == 1
        assert all(" min" in line for line in lines(screen)), "each says what it comes to"
        await pilot.press("ctrl+s")
        assert (await begun(pilot)).kind == kind


async def test_what_needs_a_past_says_so_where_there_is_none(app: InterviewerApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await set_up(pilot, "d")
        assert "Practise first" in summary(screen) and screen.query_one("#start", Button).disabled
        await pilot.press("ctrl+s", "r")
        await pilot.pause()
        assert app.screen is screen
        assert "Practise first" in summary(screen)
        await pilot.press("p")
        await pilot.pause()
        assert not screen.query_one("#start", Button).disabled


async def test_it_says_what_is_missing(app: InterviewerApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await set_up(pilot)
        topics(screen).deselect_all()
        await pilot.pause()
        assert "at least one topic" in summary(screen)
        assert screen.query_one("#start", Button).disabled
        topics(screen).select_all()
        screen.query_one("#amount", Input).value = ""
        await pilot.pause()
        assert "a number from 1" in summary(screen)
        screen.query_one("#amount", Input).value = "999"
        await pilot.pause()
        assert summary(screen).startswith("All ")
        await toggle(pilot, "easy", "medium", "hard")
        assert "at least one level" in summary(screen)
        assert screen.ready is None


async def test_a_role_brings_its_topics_and_its_blueprint(app: InterviewerApp) -> None:
    role = app.runtime.bank.role("data-scientist")
    async with app.run_test(size=SMALL) as pilot:
        screen = await set_up(pilot)
        screen.query_one("#role-select", Select).value = role.id
        await pilot.pause()
        assert set(topics(screen).selected) == {share.topic for share in role.topics}
        within = sum(map(role.asks, app.runtime.bank.questions))
        assert f"of {within} questions" in summary(screen)
        await pilot.press("ctrl+s")
        assert await begun(pilot) == Setup(kind="mock", role=role.id)
        await until(pilot, lambda: app.screen.query_one("#reason", Static).render())
        assert str(app.screen.query_one("#reason", Static).render()).startswith("Data scientist: ")


async def test_everything_is_chosen_freely(app: InterviewerApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await set_up(pilot, "c")
        topics(screen).deselect_all()
        topics(screen).select("retrieval")
        screen.query_one("#amount", Input).value = "20"
        await toggle(pilot, "minutes", "easy", "typing", "feedback-switch", "clock-switch", "strict-switch")
        assert summary(screen).startswith("20 minutes: about ") and "said once" in summary(screen)
        await pilot.press("ctrl+s")
        assert await begun(pilot) == Setup(
            kind="custom",
            questions=None,
            minutes=20.0,
            topics=("retrieval",),
            difficulties=("medium", "hard"),
            means="typing",
            strict=True,
            feedback="last",
            clock=True,
            source="schedule",
        )


async def test_a_custom_interview_for_a_role_is_sampled_by_its_blueprint(app: InterviewerApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await set_up(pilot, "c")
        screen.query_one("#role-select", Select).value = "llm-engineer"
        await pilot.press("ctrl+s")
        setup = await begun(pilot)
        assert (setup.role, setup.by_blueprint) == ("llm-engineer", True)
        assert setup.feedback_at_once and not setup.timed


async def test_a_drill_names_the_weakest_topics_and_asks_about_them() -> None:
    app = app_over(interviewed([1.0, 0.0]))
    async with app.run_test(size=SMALL) as pilot:
        screen = await set_up(pilot, "d")
        assert "Weakest: Retrieval (" in summary(screen)
        assert topics(screen).selected == ["retrieval"]
        await pilot.press("ctrl+s")
        assert (await begun(pilot)).topics == ("retrieval",)


async def test_a_retry_asks_what_was_missed_in_the_interview_that_is_chosen() -> None:
    runtime = interviewed([1.0, 0.5, None], [0.5, 1.0, 1.0])
    ids, app = asked(runtime), app_over(runtime)
    older = runtime.history.sessions()[1].session.id
    async with app.run_test(size=SMALL) as pilot:
        screen = await set_up(pilot, "r")
        missed = screen.query_one("#missed", SelectionList)
        assert missed.selected == [ids[0]]
        screen.query_one("#past-select", Select).value = older
        await pilot.pause()
        assert missed.selected == [ids[1], ids[2]]
        missed.deselect(ids[1])
        await pilot.press("p", "r")
        await pilot.pause()
        assert missed.selected == [ids[2]], "what was chosen stays"
        await pilot.press("ctrl+s")
        assert await begun(pilot) == Setup(kind="retry", questions=None, chosen=(ids[2],))


async def test_the_last_choice_is_there_the_next_time(app: InterviewerApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await set_up(pilot, "p")
        app.screen.query_one("#amount", Input).value = "3"
        await toggle(pilot, "typing", "hard")
        await pilot.press("ctrl+s")
        setup = await begun(pilot)
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        await until(pilot, lambda: screen.phase in (Phase.TYPING, Phase.CODING))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not screen)
        await pilot.press("y")
        await until(pilot, lambda: app.screen.query("#questions"))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        again = await set_up(pilot)
        assert (
            again.ready
            == setup
            == Setup(kind="practice", questions=3, difficulties=("easy", "medium"), means="typing")
        )
        assert not again.query_one("#hard", Checkbox).value


async def test_enter_and_the_mouse_lead_to_the_start(app: InterviewerApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        screen = await set_up(pilot)
        await pilot.click(KindList, offset=(10, 2))
        await pilot.pause()
        assert screen.query_one(KindList).kind == "practice"
        await pilot.press("up", "enter")
        await pilot.pause()
        assert app.focused is screen.query_one("#start", Button)
        await pilot.press("enter")
        assert (await begun(pilot)).kind == "mock"


@pytest.mark.parametrize("size", [SMALL, (100, 30), (160, 50)])
async def test_nothing_is_outside_the_screen(size: tuple[int, int]) -> None:
    async with app_over(interviewed([0.5, 1.0])).run_test(size=size) as pilot:
        for key in "mpdrc":
            screen = await set_up(pilot, key)
            cut = [widget for widget in _shown(screen) if not screen.region.contains_region(widget.region)]
            assert cut == []
            rows = [row for row in screen.query(".row") if row.display]
            assert all(each.region.right <= row.region.right for row in rows for each in row.query("*"))
            pilot.app.pop_screen()


def _shown(screen: SetupScreen) -> Sequence[Static | Button]:
    return [*screen.query(".row").results(Static), screen.query_one("#start", Button)]
