"""Setting up an interview and its report, as they look. `pytest --snapshot-update` takes new pictures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from interviewer.session.runtime import Runtime
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.screens.setup import SetupScreen
from tests.app.conftest import until
from tests.fakes import FakeModels, FakeSound
from tests.interviewed import interviewed

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
THEMES = pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
Compare = Callable[..., bool]


def app_over(runtime: Runtime) -> InterviewerApp:
    runtime.sound, runtime.models = FakeSound(), FakeModels()  # type: ignore[assignment]
    return InterviewerApp(runtime)


def setting_up(theme: str, key: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def run(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, InterviewerApp)
        pilot.app.theme = theme
        screen = SetupScreen(pilot.app.runtime)
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: screen.ready, seconds=30)
        await pilot.press(key)
        await pilot.pause(0.5)

    return run


def reporting(theme: str, *keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def run(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, InterviewerApp)
        pilot.app.theme = theme
        runtime = pilot.app.runtime
        screen = ReportScreen(runtime, runtime.history.sessions(1)[0].session.id)
        await pilot.app.push_screen(screen)
        await until(pilot, lambda: screen.query_one("#score", Static).render(), seconds=30)
        await pilot.press(*keys)
        await pilot.pause(0.5)

    return run


@SIZES
@THEMES
@pytest.mark.parametrize("kind", ["mock", "drill", "retry", "custom"])
def test_setup(kind: str, theme: str, size: tuple[int, int], snap_compare: Compare) -> None:
    app = app_over(interviewed([1.0, 0.5, 0.3, None]))
    assert snap_compare(app, terminal_size=size, run_before=setting_up(theme, kind[0]))


@SIZES
@THEMES
@pytest.mark.parametrize("keys", [(), ("down", "down")], ids=["whole", "answer"])
def test_report(keys: tuple[str, ...], theme: str, size: tuple[int, int], snap_compare: Compare) -> None:
    app = app_over(interviewed([0.4, 0.5, 0.2], [0.6, 0.5], [1.0, 0.5, 0.8, None]))
    assert snap_compare(app, terminal_size=size, run_before=reporting(theme, *keys))
