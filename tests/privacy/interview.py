"""An interview on screen, on real parts: `python -m tests.privacy.interview`."""

from __future__ import annotations

import asyncio

from interviewer import locations, settings
from interviewer.session.interview import Phase
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.report import ReportScreen
from tests.app.conftest import until
from tests.app.test_interview_by_voice import ANSWER, begin, phase


async def hold() -> None:
    """From the question to the report."""
    runtime = Runtime(settings.load(), locations.find())
    runtime.first_run.done()
    app = InterviewerApp(runtime)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, runtime, Setup(kind="practice", questions=1, means="typing"))
        await phase(pilot, Phase.TYPING)
        await pilot.press(*ANSWER, "ctrl+s")
        await phase(pilot, Phase.FEEDBACK)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))


if __name__ == "__main__":
    asyncio.run(hold())
