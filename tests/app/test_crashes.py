"""Errors that nobody expected: told in a sentence, kept in a file, and the app goes on where it can."""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest

from interviewer.session.crash_log import write
from interviewer.session.interview import Phase
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.home import HomeScreen
from interviewer.tui.screens.interview import InterviewScreen
from tests.app.conftest import until
from tests.terminal import Terminal


class BugError(Exception):
    """What nobody expects."""


def broken(*_: object, **__: object) -> None:
    raise BugError("an answer of the user's")


@pytest.fixture
def app(pretended: Runtime) -> InterviewerApp:
    pretended.first_run.done()
    return InterviewerApp(pretended)


def told(app: InterviewerApp) -> list[str]:
    return [notification.message for notification in app._notifications]


async def test_a_key_that_fails_costs_a_sentence(
    app: InterviewerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(HomeScreen, "action_start", broken)
    with pytest.raises(BugError):
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.screen.query("#now.-shown"))
            await pilot.press("s")
            await until(pilot, lambda: told(app))
            (sentence,) = told(app)
            assert sentence.startswith("BugError. What you answered is kept; ")
            assert str(app.runtime.locations.crash_log) in sentence
            await pilot.press("2")  # the app goes on
            await until(pilot, lambda: app.current_mode == "review")
    log = app.runtime.locations.crash_log.read_text()
    assert "Traceback" in log and "in broken" in log and "BugError" in log
    assert app.runtime.locations.crash_log.stat().st_mode & 0o077 == 0


async def test_a_worker_that_fails_is_told_with_what_it_did(
    app: InterviewerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(app.runtime.fitting), "due", broken)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: told(app))
        assert told(app)[0].startswith("Fit the schedule: BugError. ")
        assert "Fit the schedule".lower() in app.runtime.locations.crash_log.read_text()


async def test_a_conductor_that_fails_keeps_the_answer_and_goes_back(
    app: InterviewerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        conductor = app.runtime.conductor(Setup(kind="practice", questions=1, means="typing"))
        app.hold(conductor)
        await until(
            pilot, lambda: isinstance(app.screen, InterviewScreen) and app.screen.phase is Phase.TYPING
        )
        monkeypatch.setattr(app.runtime.models, "grade", broken)
        await pilot.press(*"my answer", "ctrl+s")
        await until(pilot, lambda: told(app))
        await until(pilot, lambda: not isinstance(app.screen, InterviewScreen))
        (attempt,) = app.runtime.history.attempts(conductor.session_id)
        assert attempt.answer == "my answer"


async def test_a_screen_with_a_broken_part_is_left_and_its_answer_kept(
    app: InterviewerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    from interviewer.tui.widgets.answer_editor import AnswerEditor

    with pytest.raises(BugError):
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))
            conductor = app.runtime.conductor(Setup(kind="practice", questions=1, means="typing"))
            app.hold(conductor)
            await until(
                pilot, lambda: isinstance(app.screen, InterviewScreen) and app.screen.phase is Phase.TYPING
            )
            await pilot.press(*"my answer")
            monkeypatch.setattr(AnswerEditor, "_on_key", broken)
            await pilot.press("x")
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))
            (attempt,) = app.runtime.history.attempts(conductor.session_id)
            assert attempt.answer == "my answer"


async def test_errors_one_after_another_end_the_app_with_a_sentence(
    app: InterviewerApp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BugError):
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))
            app.set_interval(0.01, broken)
            await until(pilot, lambda: not app._running)
    assert app.return_code == 1
    shown = capsys.readouterr()
    assert "Traceback" not in shown.out + shown.err


_FAILING = """
import interviewer.tui.screens.home as home
from interviewer.cli import main

def render(self, *_):
    raise ZeroDivisionError

home.{broken} = render
main()
"""


@pytest.mark.parametrize("part", ["HomeScreen.compose", "ModeBar.render"])
def test_on_a_terminal_there_is_never_a_traceback(home: Path, part: str) -> None:
    with Terminal([sys.executable, "-c", _FAILING.format(broken=part)]) as terminal:
        terminal.wait_for(b"tells developers")
        terminal.type(b"\x11")  # ctrl+q, where the app goes on
        assert terminal.end() in (0, 1)
        screen = terminal.written
    assert b"Traceback" not in screen and b"ZeroDivisionError" in screen
    assert "ZeroDivisionError" in (home / "crash.log").read_text()


def test_the_log_of_crashes_begins_anew_when_it_is_large(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "crash.log"
    now = datetime(2025, 11, 23, tzinfo=timezone.utc)
    write(file, BugError("one"), now, "count")
    write(file, BugError("two"), now)
    assert file.read_text().count("2025-11-23") == 2 and "count" in file.read_text()
    file.write_text("x" * 300_000)
    write(file, BugError("three"), now)
    assert "x" * 100 not in file.read_text() and "three" in file.read_text()
