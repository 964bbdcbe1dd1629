"""A coding question on the screen: the code is run for what it is; sound and models are stand-ins."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from interviewer.session.conductor import Conductor
from interviewer.session.interview import Interview, Phase
from interviewer.session.questions import ChosenQuestions
from interviewer.session.setup import Setup
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.widgets.code_editor import CodeEditor
from interviewer.tui.widgets.code_results import CodeResults
from interviewer.tui.widgets.coding_view import CodingView
from interviewer.tui.widgets.live_transcript import LiveTranscript
from interviewer.tui.widgets.state_line import StateLine
from tests.app.conftest import until
from tests.coding import BROKEN, DOUBLE, ENDLESS, RIGHT, WRONG

NARROW, WIDE = (80, 24), (140, 45)
TYPING = Setup(kind="practice", questions=1, means="typing")


async def begin(pilot: Pilot[None], setup: Setup = TYPING) -> InterviewScreen:
    app = pilot.app
    assert isinstance(app, InterviewerApp)
    runtime = app.runtime
    conductor = Conductor(
        Interview(setup),
        ChosenQuestions([DOUBLE]),
        runtime.sound,
        runtime.models,
        runtime.history,
        listen_guard=0.0,
    )
    screen = InterviewScreen(runtime, conductor)
    await app.push_screen(screen)
    await phase(pilot, screen, Phase.CODING)
    return screen


async def phase(pilot: Pilot[None], screen: InterviewScreen, wanted: Phase) -> None:
    interview = screen._interview
    await until(pilot, lambda: screen.phase is wanted and not interview.opening, seconds=30)
    await pilot.pause(0.1)


async def run(pilot: Pilot[None], screen: InterviewScreen, code: str, key: str) -> CodeResults:
    """Put code in the editor, run it by a key, and wait for its results."""
    screen.query_one(CodeEditor).replace_code(code)
    await pilot.pause()
    results, turn = screen.query_one(CodeResults), screen._conductor.turn
    assert turn and turn.code
    before = turn.code.shown
    await pilot.press(key)
    await until(pilot, lambda: turn.code and turn.code.shown is not before, seconds=30)
    await until(pilot, lambda: screen.query_one(CodingView)._result is turn.code.shown)
    await pilot.pause(0.1)
    return results


def text(widgets: object) -> str:
    return "\n".join(str(part.render()) for part in widgets)  # type: ignore[attr-defined]


def inside(results: CodeResults) -> str:
    return text(results.query(Static))


def state(screen: InterviewScreen) -> str:
    return str(screen.query_one(StateLine).render())


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_from_the_task_to_the_report(app: InterviewerApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await begin(pilot)
        editor = screen.query_one(CodeEditor)
        assert app.focused is editor and editor.text.startswith("def double")
        assert "double(1) → 2" in text(screen.query("#task Static"))
        assert "double(-3)" not in text(screen.query("#task Static")), "only the examples are known"
        results = await run(pilot, screen, WRONG, "ctrl+r")
        assert results.border_title == "Examples: 1 of 2 pass"
        assert "✘ double(1)" in inside(results) and "got      3" in inside(results)
        assert "printed  half" in inside(results)
        results = await run(pilot, screen, BROKEN, "ctrl+s")
        assert "ZeroDivisionError" in inside(results) and "line 2" in inside(results)
        assert editor._failed == 2 and "x = 0" in inside(results)
        await pilot.press("end")
        assert editor._failed == 2
        results = await run(pilot, screen, RIGHT, "ctrl+s")
        assert results.border_title == "Code 100 of 100: 4 of 4 checks pass" and editor._failed is None
        assert "Submitted" in state(screen)
        await pilot.press("ctrl+g")
        await phase(pilot, screen, Phase.TYPING)
        assert editor.display and editor.read_only
        assert "Explain your code" in state(screen)
        await pilot.press("f2")
        assert screen.query_one("#task").region.height, "what was asked can be read again"
        await pilot.press(*"times two", "ctrl+s")
        await phase(pilot, screen, Phase.FEEDBACK)
        shown = text(screen.query("AssessmentView Static"))
        for part in (
            " 85 of 100",
            "explanation 50 × 30",
            "return 2 * x",
            "Reference solution",
            "times two",
        ):
            assert part in shown, part
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        await until(pilot, lambda: app.screen.query_one("#questions", OptionList).option_count == 2)
        await until(pilot, lambda: "code 100" in text(app.screen.query("AssessmentView Static")))


async def test_a_run_is_counted_and_stopped_while_the_screen_goes_on(app: InterviewerApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await begin(pilot)
        screen.query_one(CodeEditor).replace_code(ENDLESS)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Running all tests: 0 of 4" in state(screen))
        await pilot.press("escape")
        await until(pilot, lambda: not screen._interview.running)
        await pilot.pause(0.1)
        assert app.screen is screen, "escape stops the run, and does not ask whether to end"
        assert "You stopped the run" in text(screen.query("#notice"))


async def test_the_editor_knows_python(app: InterviewerApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await begin(pilot)
        editor = screen.query_one(CodeEditor)
        editor.replace_code("")
        await pilot.press(*"def f(x):", "enter", *"if x:  # yes: sure", "enter", *"return {", "enter", *"}")
        assert editor.text == "def f(x):\n    if x:  # yes: sure\n        return {\n    }"
        editor.replace_code("")
        await pilot.press(*"for x in y:", "enter", "enter", "backspace", *"z")
        assert editor.text == "for x in y:\n    \nz"
        editor.replace_code("a = 1\n\n    b = 2")
        editor.select_all()
        await pilot.press("ctrl+underscore")
        assert editor.text == "# a = 1\n\n#     b = 2"
        editor.select_all()
        await pilot.press("ctrl+underscore")
        assert editor.text == "a = 1\n\n    b = 2"
        editor.select_all()
        await pilot.press("tab")
        assert editor.text == "    a = 1\n\n        b = 2"
        editor.select_all()
        await pilot.press("shift+tab", "shift+tab")
        assert editor.text == "a = 1\n\nb = 2"
        editor.replace_code("x = 1")
        await pilot.press("ctrl+z")
        assert editor.text == "a = 1\n\nb = 2"


async def test_lines_change_in_one_step_and_the_cursor_stays_at_its_place(app: InterviewerApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await begin(pilot)
        editor = screen.query_one(CodeEditor)
        code = "if x:\n    a  # one\n    b  # two"
        editor.replace_code(code)
        await pilot.press("ctrl+end", "left")
        assert editor.cursor_location == (2, 11)
        await pilot.press("ctrl+underscore")
        assert editor.text.endswith("    # b  # two") and editor.cursor_location == (2, 13)
        await pilot.press("ctrl+underscore")
        assert editor.text == code and editor.cursor_location == (2, 11)
        editor.select_all()
        for change in ("tab", "ctrl+underscore"):
            await pilot.press(change)
            assert editor.text != code
            await pilot.press("ctrl+z")
            assert editor.text == code, f"{change} is undone in one step"
            editor.select_all()
        editor.read_only = True
        await pilot.press("ctrl+underscore", "shift+tab", "tab")
        assert editor.text == code


async def test_the_colours_of_code_follow_the_theme(app: InterviewerApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        editor = (await begin(pilot)).query_one(CodeEditor)
        dark = editor.theme
        app.theme = "textual-light"
        await pilot.pause()
        assert editor.theme != dark


async def test_task_results_and_room_for_the_editor(app: InterviewerApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await begin(pilot)
        task, results, editor = (screen.query_one(name) for name in ("#task", "CodeResults", "CodeEditor"))
        assert task.display and task.size.height and not results.size.height
        with_task = editor.size.height
        await pilot.press("f2")
        await pilot.pause()
        assert editor.size.height > with_task
        await run(pilot, screen, RIGHT, "ctrl+r")
        assert results.size.height and not task.size.height


async def test_where_there_is_room_task_and_results_stand_beside_the_editor(app: InterviewerApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await begin(pilot)
        task, results, editor = (screen.query_one(name) for name in ("#task", "CodeResults", "CodeEditor"))
        assert task.size.height and results.size.height
        assert task.region.right <= editor.region.x and task.region.bottom <= results.region.y


async def test_talking_while_coding(app: InterviewerApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await begin(pilot, Setup(kind="practice", questions=1))
        live = screen.query_one(LiveTranscript)
        assert not live.display and "Recording" not in state(screen)
        await pilot.press("ctrl+t")
        await until(pilot, lambda: "Recording" in state(screen) and live.display)
        await pilot.press("ctrl+t")
        await until(pilot, lambda: "Recording" not in state(screen))
        await run(pilot, screen, RIGHT, "ctrl+s")
        await pilot.press("ctrl+g")
        await phase(pilot, screen, Phase.CHECKING)
        await pilot.press("ctrl+s")
        await phase(pilot, screen, Phase.FEEDBACK)
        assert "code 100 × 70" in text(screen.query("AssessmentView Static"))


async def test_code_can_be_written_in_another_editor(
    app: InterviewerApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\ncase "$1" in *.py) echo "y = 1" >> "$1";; esac\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    async with app.run_test(size=NARROW) as pilot:
        screen = await begin(pilot)
        code = screen.query_one(CodeEditor)
        before = code.text
        monkeypatch.setattr(type(app._driver), "can_suspend", True)
        for name in ("suspend_application_mode", "resume_application_mode"):
            monkeypatch.setattr(type(app._driver), name, lambda _: None)
        monkeypatch.setenv("VISUAL", str(editor))
        await asyncio.sleep(1)  # a time stamp that can differ
        await pilot.press("f4")
        await until(pilot, lambda: code.text == f"{before}y = 1\n")
        turn = screen._conductor.turn
        await until(pilot, lambda: turn and turn.code and turn.code.text == code.text)
        monkeypatch.setenv("VISUAL", "no-such-editor")
        await pilot.press("f4")
        await until(pilot, lambda: [each for each in app._notifications if "$EDITOR" in each.message])
        assert code.text == f"{before}y = 1\n"
