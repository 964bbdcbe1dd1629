"""A whole interview in the app with its real workers, its event loop watched.

    python -m tests.app.watched_interview KIND [SOUND]

Answers are typed or, where a sound file is given, spoken into the virtual microphone. What held the loop for
long is printed, a line each: longer than Textual holds it to show a screen of as many plain lines as
`LINES`, in the same process on the same machine. That takes under a tenth of a second on a slow laptop.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from interviewer import locations, settings
from interviewer.session.interview import Phase
from interviewer.session.runtime import Runtime
from interviewer.session.setup import SessionKind, Setup
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.report import ReportScreen
from tests.app.conftest import until
from tests.app.watchdog import watched

QUESTIONS = ("classification-metrics-precision", "classification-metrics-recall")
ANSWER = "It is true positives over all that was predicted positive, so it tells how often an alarm is right."
LINES = 300
_SECONDS = 120.0


class Plain(Screen[None]):
    """Lines of text, without a style of their own."""

    def compose(self) -> ComposeResult:
        """A widget for each line."""
        return (Static(f"line {number}") for number in range(LINES))


async def plain_showing() -> float:
    """Seconds that showing lines of text holds the loop at its longest: the middle one of five showings."""
    longest = []
    async with App[None]().run_test(size=(140, 45)) as pilot:
        for _ in range(5):
            with watched() as watchdog:
                await pilot.app.push_screen(Plain())
                await pilot.pause(0.1)
            longest.append(max(each.seconds for each in watchdog.held))
            await pilot.app.pop_screen()
            await pilot.pause(0.1)
    return statistics.median(longest)


async def answered(pilot: Pilot[None], setup: Setup, sound: str) -> None:
    """Go through an interview to its report."""
    app = pilot.app
    assert isinstance(app, InterviewerApp)
    conductor = app.runtime.conductor(setup)
    app.hold(conductor)

    async def phase(wanted: Phase, number: int) -> None:
        await until(
            pilot,
            lambda: (
                isinstance(app.screen, InterviewScreen)
                and app.screen.phase is wanted
                and conductor.interview.number == number
                and not conductor.interview.opening
            ),
            _SECONDS,
        )

    for number in range(1, len(setup.chosen) + 1):
        if sound:
            await phase(Phase.ASKING, number)
            await pilot.press("enter")
            await phase(Phase.LISTENING, number)
            speaking = await asyncio.create_subprocess_exec(
                "paplay", "--latency-msec=500", "--device=virtual_mouth", sound, stderr=subprocess.DEVNULL
            )
            await speaking.wait()
            await pilot.press("enter")
            await phase(Phase.CHECKING, number)
        else:
            await phase(Phase.TYPING, number)
            await pilot.press(*ANSWER)
        await pilot.press("ctrl+s")
        if setup.feedback_at_once:
            await phase(Phase.FEEDBACK, number)
            await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, ReportScreen), _SECONDS)


async def main(kind: SessionKind, sound: str) -> None:
    """Hold it, and print what held the loop."""
    longest = await plain_showing()
    runtime = Runtime(settings.load(), locations.find())
    runtime.first_run.done()
    app = InterviewerApp(runtime)
    async with app.run_test(size=(140, 45)) as pilot:
        await until(pilot, lambda: app.screen.query("#now.-shown"), _SECONDS)
        await runtime.models.warm_up()
        await until(pilot, lambda: app.ready, _SECONDS)
        await pilot.pause(1)
        setup = Setup(
            kind=kind, questions=None, chosen=QUESTIONS, means="voice" if sound else "typing", strict=False
        )
        with watched() as watchdog:
            await answered(pilot, setup, sound)
    print(*watchdog.over(longest), sep="\n")


if __name__ == "__main__":
    asyncio.run(main(*([*sys.argv[1:], ""][:2])))  # type: ignore[arg-type]
