"""Each screen as it looks, at 80x24 and at 140x45. `pytest --snapshot-update` takes new ones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from interviewer import locations
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.conductor import Conductor
from interviewer.session.interview import Interview, Phase
from interviewer.session.questions import ChosenQuestions
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.settings import Settings
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from tests.app.conftest import until
from tests.fakes import FakeModels, FakeSound
from tests.practised import NOW, practised

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
Compare = Callable[..., bool]

ANSWER = (
    "Precision is true positives over true positives plus false positives, so of everything that I called "
    "positive, the share that really is. It matters when false alarms are costly."
)


def interview(app: InterviewerApp, setup: Setup) -> InterviewScreen:
    """An interview whose clocks stand still."""
    runtime = app.runtime
    conductor = Conductor(
        Interview(setup, clock=lambda: 0.0),
        ChosenQuestions([runtime.bank["classification-metrics-precision"]]),
        runtime.sound,
        runtime.models,
        runtime.history,
        listen_guard=0.0,
    )
    return InterviewScreen(runtime, conductor)


def showing(setup: Setup, wanted: Phase, *keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def run(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, InterviewerApp)
        screen = interview(pilot.app, setup)
        await pilot.app.push_screen(screen)
        screen.query_one("#editor", TextArea).cursor_blink = False
        for key in keys:
            await until(pilot, lambda: screen.listening)
            await pilot.press(key)
        await until(pilot, lambda: screen.phase is wanted and not screen._interview.opening)
        await pilot.pause(0.3)

    return run


async def home(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: pilot.app.screen.query("#now.-shown"))


async def home_with_readiness(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: pilot.app.screen.query("#readiness.-shown"), seconds=60)


def app_at_now(runtime: Runtime) -> InterviewerApp:
    """An app over stand-ins whose time of day stands still."""
    runtime.sound, runtime.models = FakeSound(), FakeModels()  # type: ignore[assignment]
    return InterviewerApp(runtime)


@SIZES
def test_home(size: tuple[int, int], snap_compare: Compare) -> None:
    app = app_at_now(Runtime(Settings(), locations.find(), now=lambda: NOW))
    assert snap_compare(app, terminal_size=size, run_before=home_with_readiness)


@SIZES
def test_home_of_one_who_practised(size: tuple[int, int], snap_compare: Compare) -> None:
    settings = Settings(interview_date=NOW.date() + timedelta(days=7), role="llm-engineer")
    app = app_at_now(practised(settings))
    assert snap_compare(app, terminal_size=size, run_before=home_with_readiness)


@SIZES
def test_setup(app: InterviewerApp, size: tuple[int, int], snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await home(pilot)
        await pilot.press("s")
        await until(pilot, lambda: pilot.app.screen.query("#summary"))
        await pilot.pause(0.3)

    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
def test_listening(app: InterviewerApp, size: tuple[int, int], snap_compare: Compare) -> None:
    run = showing(Setup(kind="mock", questions=5), Phase.LISTENING)
    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
def test_checking(app: InterviewerApp, size: tuple[int, int], snap_compare: Compare) -> None:
    run = showing(Setup(kind="mock", questions=5), Phase.CHECKING, "enter")
    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
def test_feedback(
    app: InterviewerApp, size: tuple[int, int], snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = app.runtime.bank["classification-metrics-precision"].key_points
    verdicts = [
        ("covered", 0.95, "Precision is true positives over true positives plus false positives"),
        ("covered", 0.88, "of everything that I called positive, the share that really is"),
        ("missed", 0.04, ""),
        ("partly", 0.52, "It matters when false alarms are costly"),
    ]
    assessment = Assessment(
        score=76,
        points=tuple(
            PointResult(
                point=key.point,
                weight=key.weight,
                verdict=verdict,  # type: ignore[arg-type]
                probability=probability,
                evidence=evidence,
            )
            for key, (verdict, probability, evidence) in zip(points, verdicts, strict=True)
        ),
        notes=(),
        grader="fake",
    )

    async def grade(*_: object) -> Assessment:
        return assessment

    monkeypatch.setattr(app.runtime.models, "grade", grade)

    async def run(pilot: Pilot[None]) -> None:
        screen = interview(app, Setup(kind="practice", questions=5, means="typing"))
        await app.push_screen(screen)
        await until(pilot, lambda: screen.phase is Phase.TYPING)
        screen.query_one("#editor", TextArea).text = ANSWER
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.phase is Phase.FEEDBACK)
        await pilot.pause(0.3)

    assert snap_compare(app, terminal_size=size, run_before=run)
