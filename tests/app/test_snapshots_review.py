"""Interviews and answers as they look. `pytest --snapshot-update` takes new ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import ContentSwitcher, Select

from interviewer.session.sound import Position
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.answer import AnswerScreen
from interviewer.tui.screens.comparison import ComparisonScreen
from interviewer.tui.widgets.attempt_table import AttemptTable
from interviewer.tui.widgets.filter_panel import FilterPanel
from interviewer.tui.widgets.session_table import SessionTable
from tests.app.conftest import until
from tests.app.spoken_log import SECONDS, SpokenLog

Compare = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
THEMES = pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])


@pytest.fixture
def log(home: object) -> SpokenLog:
    """Four answers, each better than the last; the newest has a note and a flag."""
    log = SpokenLog()
    attempts = [
        log.answer(30, verdicts=["missed", "partly"]),
        log.answer(17, verdicts=["covered", "contradicted"]),
        log.answer(9, verdicts=["covered", "unsure", "partly"]),
        log.answer(2, verdicts=["covered", "covered", "partly", "covered"]),
    ]
    log.runtime.notes.write(attempts[-1], "Say when recall matters more.")
    log.runtime.notes.flag(attempts[-1], flagged=True)
    return log


async def review(pilot: Pilot[None], theme: str, *keys: str) -> None:
    app = pilot.app
    app.theme = theme
    await app.switch_mode("review")
    await until(pilot, lambda: app.screen.query_one(SessionTable).read)
    topics = app.screen.query_one("#topic", Select)
    await until(pilot, lambda: len(topics._options) > 1)
    await pilot.press(*keys)
    await pilot.pause(0.5)


@SIZES
@THEMES
def test_interviews(log: SpokenLog, size: tuple[int, int], theme: str, snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await review(pilot, theme)

    assert snap_compare(InterviewerApp(log.runtime), terminal_size=size, run_before=run)


@SIZES
@THEMES
def test_answers_searched(log: SpokenLog, size: tuple[int, int], theme: str, snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await review(pilot, theme, "slash", *"called", "enter")
        table = pilot.app.screen.query_one(AttemptTable)
        await until(pilot, lambda: table.chosen and table.chosen.snippet.hits)
        await pilot.pause(0.3)

    assert snap_compare(InterviewerApp(log.runtime), terminal_size=size, run_before=run)


@SIZES
@THEMES
def test_answers_filtered(log: SpokenLog, size: tuple[int, int], theme: str, snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await review(pilot, theme, "a", "l")
        screen = pilot.app.screen
        screen.query_one(FilterPanel).query_one("#score", Select).value = "40 to 69"
        await until(pilot, lambda: screen.query_one(AttemptTable).read == 2)
        assert screen.query_one(ContentSwitcher).current == "attempts"
        await pilot.pause(0.3)

    assert snap_compare(InterviewerApp(log.runtime), terminal_size=size, run_before=run)


@SIZES
@THEMES
def test_an_answer_that_plays(
    log: SpokenLog, size: tuple[int, int], theme: str, snap_compare: Compare
) -> None:
    async def run(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        screen = AnswerScreen(log.runtime, 4)
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: screen._attempt)
        await pilot.press("p")
        await until(pilot, lambda: any(call.startswith("play ") for call in log.sound.calls))
        log.sound.position(Position(turn=1, seconds=6.2, total=SECONDS))
        await pilot.pause(0.5)

    assert snap_compare(InterviewerApp(log.runtime), terminal_size=size, run_before=run)


@SIZES
@THEMES
def test_all_answers_to_a_question(
    log: SpokenLog, size: tuple[int, int], theme: str, snap_compare: Compare
) -> None:
    async def run(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        screen = ComparisonScreen(log.runtime, log.runtime.history.attempt(3).question, 3)
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: screen.focused)
        await pilot.pause(0.5)

    assert snap_compare(InterviewerApp(log.runtime), terminal_size=size, run_before=run)
