"""An app over a small bank, with real or stand-in workers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from interviewer import locations, settings
from interviewer.session.runtime import Runtime
from interviewer.tui.app import InterviewerApp
from tests.fakes import FakeModels, FakeSound


@pytest.fixture
def runtime(home: Path) -> Runtime:
    """Real parts."""
    return Runtime(settings.load(), locations.find())


@pytest.fixture
def pretended(runtime: Runtime) -> Runtime:
    """Stand-ins for sound and models: for how the screens behave, never for a result."""
    runtime.sound = FakeSound()  # type: ignore[assignment]
    runtime.models = FakeModels(["the share of predictions that are right"])  # type: ignore[assignment]
    return runtime


@pytest.fixture
def app(pretended: Runtime) -> InterviewerApp:
    """The app over stand-ins."""
    return InterviewerApp(pretended)


@pytest.fixture(autouse=True)
def greeted(home: Path) -> None:
    """The greeting of the first start is over."""
    home.mkdir(mode=0o700, exist_ok=True)
    locations.find().greeted.touch(mode=0o600)


async def until(pilot: Pilot[None], condition: Callable[[], object], seconds: float = 10) -> None:
    """Let the app go on until something holds."""

    async def wait() -> None:
        while not condition():
            await pilot.pause(0.02)

    await asyncio.wait_for(wait(), seconds)


async def click(pilot: Pilot[None], selector: str) -> None:
    """Click on a widget as soon as it is on the screen."""
    await until(pilot, lambda: pilot.app.screen.query_one(selector).region.area)
    await pilot.click(selector)
