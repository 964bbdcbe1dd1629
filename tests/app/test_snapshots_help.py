"""Help and command palette as they look. `pytest --snapshot-update` takes new pictures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from interviewer.session.interview import Phase
from interviewer.session.setup import Setup
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.help import HelpScreen
from tests.app.conftest import until
from tests.scenes import interviewing

pytestmark = [
    pytest.mark.parametrize("theme", ["textual-dark", "textual-light"]),
    pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"]),
]
Compare = Callable[..., bool]


async def typing(pilot: Pilot[None], theme: str) -> None:
    """In the middle of an interview."""
    pilot.app.theme = theme
    screen = await interviewing(pilot, Setup(kind="practice", questions=5, means="typing"), Phase.TYPING)
    screen.query_one("#editor", TextArea).cursor_blink = False


def test_help(app: InterviewerApp, size: tuple[int, int], theme: str, snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await typing(pilot, theme)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.pause(0.5)

    assert snap_compare(app, terminal_size=size, run_before=run)


def test_palette(app: InterviewerApp, size: tuple[int, int], theme: str, snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await typing(pilot, theme)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: app.screen.query(Input))
        app.screen.query_one(Input).cursor_blink = False
        await pilot.pause(1.0)

    assert snap_compare(app, terminal_size=size, run_before=run)
