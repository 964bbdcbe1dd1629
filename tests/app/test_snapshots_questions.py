"""The screens of the questions as they look, at both sizes and in both themes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from interviewer.session.catalogue import Wanted
from interviewer.settings import Settings
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.import_deck import ImportDeckScreen
from interviewer.tui.screens.question import QuestionScreen
from interviewer.tui.screens.questions import QuestionsScreen
from interviewer.tui.screens.write_question import WriteQuestionScreen
from interviewer.tui.widgets.question_editor import QuestionEditor
from tests.app.conftest import until
from tests.fakes import FakeModels, FakeSound
from tests.practised import WELL, practised

Compare = Callable[..., bool]

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
THEMES = pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])


@pytest.fixture
def app(home: Path, theme: str) -> InterviewerApp:
    """The app over a log of two answers, with one question of the user's own."""
    runtime = practised(Settings(theme=theme))
    runtime.sound, runtime.models = FakeSound(), FakeModels()  # type: ignore[assignment]
    own = runtime.own_questions
    own.keep(own.new(), own.new().text)
    return InterviewerApp(runtime)


async def questions(pilot: Pilot[None]) -> QuestionsScreen:
    assert isinstance(pilot.app, InterviewerApp)
    await pilot.app.switch_mode("questions")
    screen = pilot.app.screen
    assert isinstance(screen, QuestionsScreen)
    await until(pilot, lambda: screen._shown, seconds=30)
    screen.query_one("#words", Input).cursor_blink = False
    return screen


async def question(pilot: Pilot[None], app: InterviewerApp, id: str) -> QuestionScreen:
    await questions(pilot)
    screen = QuestionScreen(app.runtime, id)
    await app.push_screen(screen)
    await until(pilot, lambda: screen._history)
    await pilot.pause(0.3)
    return screen


@SIZES
@THEMES
def test_questions(app: InterviewerApp, size: tuple[int, int], snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        screen = await questions(pilot)
        screen._wanted = Wanted(words="precision", order="score", backwards=True)
        screen.query_one("#words", Input).value = "precision"
        screen._look_again()
        await until(pilot, lambda: screen._shown == screen._wanted)
        await pilot.pause(1)

    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
@THEMES
def test_question(app: InterviewerApp, size: tuple[int, int], snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await question(pilot, app, WELL)

    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
@THEMES
def test_question_with_its_answer(app: InterviewerApp, size: tuple[int, int], snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        screen = await question(pilot, app, "optimisation-smallest-eigenvector-code")
        await pilot.press("k")
        await until(pilot, lambda: screen.query("#answer .point"))
        await pilot.pause(0.3)

    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
@THEMES
def test_writing(app: InterviewerApp, size: tuple[int, int], snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await questions(pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, WriteQuestionScreen))
        screen = app.screen
        assert isinstance(screen, WriteQuestionScreen)
        editor = screen.query_one(QuestionEditor)
        editor.cursor_blink = False
        editor.put(editor.text.replace("minutes: 1 ", "minutes: one "))
        await until(pilot, lambda: screen._problems)
        editor.move_cursor((0, 0))
        await pilot.pause(0.3)

    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
@THEMES
def test_importing(app: InterviewerApp, size: tuple[int, int], snap_compare: Compare, home: Path) -> None:
    file = home / "cards.tsv"
    file.write_text(
        "What is a tensor?\tIt is an array of numbers with any number of axes.\n"
        "Name the axes of a batch of images.\tBatch, channel, height and width.\n"
        "Only a front\t\n",
        encoding="utf-8",
    )

    async def run(pilot: Pilot[None]) -> None:
        await questions(pilot)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImportDeckScreen))
        screen = app.screen
        assert isinstance(screen, ImportDeckScreen)
        path = screen.query_one("#path", Input)
        path.cursor_blink = False
        with path.prevent(Input.Changed):
            path.value = str(file)
        await pilot.press("enter")
        await until(pilot, lambda: screen._plan and screen.query_one("#cards", OptionList).has_focus)
        path.value = "~/cards.tsv"  # the folder of a test has another name every time
        await pilot.pause(0.3)

    assert snap_compare(app, terminal_size=size, run_before=run)
