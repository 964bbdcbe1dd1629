"""What the command palette offers."""

from __future__ import annotations

import pytest
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot

from interviewer.session.interview import Phase
from interviewer.session.runtime import Runtime
from interviewer.session.setup import KINDS, Setup
from interviewer.tui.app import InterviewerApp
from interviewer.tui.modes import MODES
from interviewer.tui.screens.help import HelpScreen
from interviewer.tui.screens.home import HomeScreen
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.setup import SetupScreen
from tests.app.conftest import until


@pytest.fixture
def app(pretended: Runtime) -> InterviewerApp:
    pretended.first_run.done()
    return InterviewerApp(pretended)


def offered(app: InterviewerApp) -> list[str]:
    """The titles in the palette."""
    commands = app.screen.query_one(CommandList)
    if commands.get_option_at_index(0).disabled:  # nothing was found
        return []
    return [str(commands.get_option_at_index(index).hit.text) for index in range(commands.option_count)]


async def search(pilot: Pilot[None], query: str) -> list[str]:
    """Open the palette and type."""
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
    await pilot.press(*query)
    await until(pilot, lambda: pilot.app.screen.query_one(CommandList).option_count)
    await pilot.pause(0.5)
    assert isinstance(pilot.app, InterviewerApp)
    return offered(pilot.app)


async def choose(pilot: Pilot[None], query: str) -> None:
    """Take the first that is offered."""
    assert await search(pilot, query)
    await pilot.press("enter")
    await until(pilot, lambda: not isinstance(pilot.app.screen, CommandPalette))


async def test_it_offers_what_applies_here(app: InterviewerApp) -> None:
    async with app.run_test(size=(140, 60)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        titles = await search(pilot, "")
        assert any(title.startswith("Set up") for title in titles)
        for mode in MODES:
            assert (f"Go to {mode.title}  ({mode.key})" in titles) is (mode.id != "practise")
        for kind in KINDS:
            assert f"Start an interview: {kind}" in titles
        assert {"Help  (?)", "Choose a theme", "Save a screenshot", "Quit  (ctrl+q)"} <= set(titles)
        assert not {"Maximize", "Minimize", "Keys", "Screenshot"} & set(titles)
        assert not any("Cursor" in title or "Focus" in title for title in titles)


async def test_in_an_interview_it_offers_its_commands_and_no_other_interview(app: InterviewerApp) -> None:
    async with app.run_test(size=(140, 60)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        conductor = app.runtime.conductor(Setup(kind="practice", questions=2, means="typing"))
        app.hold(conductor)
        await until(
            pilot, lambda: isinstance(app.screen, InterviewScreen) and app.screen.phase is Phase.TYPING
        )
        titles = await search(pilot, "")
        assert any(title.startswith("Skip") for title in titles)
        assert not any(title.startswith(("Go to", "Start an interview", "Next")) for title in titles)
        await pilot.press(*"skip", "enter")
        await until(pilot, lambda: conductor.interview.number == 2)


async def test_a_place_is_gone_to(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await choose(pilot, "go to review")
        await until(pilot, lambda: app.current_mode == "review")


async def test_a_topic_is_practised(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await choose(pilot, "practise optimisation")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and app.screen._shown[0])
        assert isinstance(app.screen, InterviewScreen)
        turn = app.screen._conductor.turn
        assert turn and turn.question.topic == "optimisation"


async def test_an_interview_of_a_kind_is_set_up(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await choose(pilot, "interview practice")
        await until(pilot, lambda: isinstance(app.screen, SetupScreen))


async def test_a_theme_is_taken_on_and_help_is_opened(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await choose(pilot, "theme nord")
        await until(pilot, lambda: app.theme == "nord")
        await choose(pilot, "help")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))


async def test_a_bank_that_cannot_be_read_leaves_the_rest(
    app: InterviewerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.runtime.locations.questions.mkdir(parents=True)
    (app.runtime.locations.questions / "broken.yaml").write_text("topic: [")
    async with app.run_test(size=(140, 60)) as pilot:
        await until(pilot, lambda: app.screen.query("#problem.-shown"))
        titles = await search(pilot, "")
        assert "Go to Settings  (5)" in titles
        assert not any(title.startswith("Start an interview") for title in titles)
