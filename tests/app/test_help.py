"""What `?` tells on every screen."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Static, TextArea

from interviewer import locations
from interviewer.session.interview import Phase
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.settings import Settings
from interviewer.tui.app import InterviewerApp
from interviewer.tui.modes import MODES
from interviewer.tui.screens.confirm import ConfirmScreen
from interviewer.tui.screens.help import HelpScreen, KeyTable, purpose
from interviewer.tui.screens.home import HomeScreen
from interviewer.tui.screens.interview import InterviewScreen
from tests.app.conftest import until
from tests.fakes import FakeModels, FakeSound


def told(app: InterviewerApp) -> list[tuple[str, str]]:
    """Keys and titles in the help."""
    assert isinstance(app.screen, HelpScreen)
    return [
        (" ".join(deed.keys), deed.title) for table in app.screen.query(KeyTable) for deed in table._deeds
    ]


@pytest.fixture
def app(pretended: Runtime) -> InterviewerApp:
    pretended.first_run.done()
    return InterviewerApp(pretended)


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.id)
async def test_every_place_says_what_it_is_for_and_which_keys_it_has(app: InterviewerApp, mode) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        app.action_go_to(mode.id)
        await pilot.pause()
        below = app.screen
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert str(app.screen.query_one("#purpose", Static).render()) == purpose(below)
        assert len(purpose(below).split()) > 5
        assert ("? f1", "Help") in told(app) and (mode.key, mode.title) in told(app)
        await pilot.press("escape")
        assert app.screen is below


async def test_keys_of_the_users_own_are_told_as_they_are(home: object) -> None:
    runtime = Runtime(Settings(keymap="home.start=f5 x"), locations.find())
    runtime.sound, runtime.models = FakeSound(), FakeModels()  # type: ignore[assignment]
    runtime.first_run.done()
    app = InterviewerApp(runtime)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and "f5" in app.screen.active_bindings)
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert any(set(keys.split()) == {"f5", "x"} for keys, title in told(app) if title == "Set up")
        await pilot.press("question_mark")
        assert isinstance(app.screen, HomeScreen)


async def test_while_one_types_a_question_mark_is_text(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        conductor = app.runtime.conductor(Setup(kind="practice", questions=1, means="typing"))
        app.hold(conductor)
        await until(
            pilot, lambda: isinstance(app.screen, InterviewScreen) and app.screen.phase is Phase.TYPING
        )
        await pilot.press("question_mark")
        assert isinstance(app.screen, InterviewScreen)
        assert app.screen.query_one("#editor", TextArea).text == "?"
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        groups = [str(group.render()) for group in app.screen.query(".group").results(Static)]
        assert groups[:2] == ["Here", "Here, at other moments"]
        await pilot.press("escape")
        assert conductor.turn and conductor.turn.draft == "?"


async def test_dialogs_have_help_too(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await app.push_screen(ConfirmScreen("End it?", "Yes", "No"))
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert ("y", "Yes") in told(app)


async def test_the_help_scrolls_at_80x24(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        part = app.screen.query_one("#help")
        assert part.max_scroll_y > 0
        await pilot.press("end")
        await until(pilot, lambda: part.scroll_offset.y == part.max_scroll_y)
        assert not app.screen.query(Input)
