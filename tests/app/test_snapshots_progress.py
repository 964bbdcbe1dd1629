"""How practice went, as it looks at 80x24 and at 140x45. `pytest --snapshot-update` takes new pictures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from interviewer import locations
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings
from interviewer.tui.app import InterviewerApp
from interviewer.tui.widgets.plots.interval_bars import IntervalBars
from interviewer.tui.widgets.plots.time_plot import TimePlot
from tests.app.conftest import until
from tests.fakes import FakeModels, FakeSound
from tests.journey import journey
from tests.practised import NOW

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
THEMES = pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
Compare = Callable[..., bool]


def app_over(runtime: Runtime) -> InterviewerApp:
    runtime.sound, runtime.models = FakeSound(), FakeModels()  # type: ignore[assignment]
    return InterviewerApp(runtime)


async def drawn(pilot: Pilot[None]) -> None:
    """All that there is to see is there, for the size that there is."""
    screen = pilot.app.screen
    await until(pilot, lambda: screen.query_one(IntervalBars).rows, seconds=60)
    for plot in screen.query(TimePlot):
        await until(
            pilot,
            lambda plot=plot: (
                not plot.content_size.height  # type: ignore[misc]
                or not plot.display
                or len(plot.render().plain.splitlines()) == plot.content_size.height
            ),
        )
    await until(pilot, lambda: not any(worker.is_running for worker in screen.workers))
    await pilot.pause(0.3)


@THEMES
@pytest.mark.parametrize(
    ("view", "size"),
    [
        *((view, (80, 24)) for view in ("scores", "days", "pace", "fillers", "readiness", "hardest")),
        ("scores", (140, 45)),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value[0]}x{value[1]}",
)
def test_progress(view: str, size: tuple[int, int], theme: str, snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await pilot.app.switch_mode("progress")
        await drawn(pilot)
        await pilot.press(view[0])
        await drawn(pilot)

    settings = Settings(interview_date=NOW.date() + timedelta(days=7), role="llm-engineer", theme=theme)
    assert snap_compare(app_over(journey(settings)), terminal_size=size, run_before=run)


@SIZES
@THEMES
def test_progress_of_one_who_begins(size: tuple[int, int], theme: str, snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await pilot.app.switch_mode("progress")
        await drawn(pilot)

    runtime = Runtime(Settings(theme=theme), locations.find(), now=lambda: NOW)
    assert snap_compare(app_over(runtime), terminal_size=size, run_before=run)
