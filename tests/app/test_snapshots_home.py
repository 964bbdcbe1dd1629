"""The first screen and the greeting as they look. `pytest --snapshot-update` takes new ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from interviewer import locations
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings
from interviewer.tui.app import InterviewerApp
from tests.app.conftest import until
from tests.fakes import FakeModels, FakeSound
from tests.practised import NOW, practised, regularly_practised

pytestmark = [
    pytest.mark.parametrize("theme", ["textual-dark", "textual-light"]),
    pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"]),
]
Compare = Callable[..., bool]
Size = tuple[int, int]

READ = "practice makes perfect and every answer I say a loud makes the next one better"


def over_stand_ins(runtime: Runtime) -> InterviewerApp:
    runtime.sound, runtime.models = FakeSound(), FakeModels([READ])  # type: ignore[assignment]
    return InterviewerApp(runtime)


async def all_is_computed(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: pilot.app.screen.query("#readiness.-shown"), seconds=60)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.3)


def prepared(theme: str) -> Settings:
    return Settings(interview_date=NOW.date() + timedelta(days=7), role="llm-engineer", theme=theme)


def test_home(size: Size, theme: str, snap_compare: Compare) -> None:
    app = over_stand_ins(Runtime(Settings(theme=theme), locations.find(), now=lambda: NOW))
    assert snap_compare(app, terminal_size=size, run_before=all_is_computed)


def test_home_of_one_who_practised(size: Size, theme: str, snap_compare: Compare) -> None:
    app = over_stand_ins(practised(prepared(theme)))
    assert snap_compare(app, terminal_size=size, run_before=all_is_computed)


def test_home_of_one_who_practises_regularly(size: Size, theme: str, snap_compare: Compare) -> None:
    app = over_stand_ins(regularly_practised(prepared(theme)))
    assert snap_compare(app, terminal_size=size, run_before=all_is_computed)


@pytest.mark.parametrize(
    "keys", [[], ["enter"], ["enter"] * 2, ["enter"] * 3], ids=["", "say", "read", "heard"]
)
def test_first_run(size: Size, theme: str, keys: list[str], snap_compare: Compare) -> None:
    locations.find().greeted.unlink()
    app = over_stand_ins(Runtime(Settings(theme=theme), locations.find(), now=lambda: NOW))

    async def run(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: app.screen.query("#onwards"))
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.5)
        await pilot.pause(0.3)

    assert snap_compare(app, terminal_size=size, run_before=run)
