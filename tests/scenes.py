"""The screens of the app over made-up logs, at a time that stands still: for pictures, and to check them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from interviewer.bank.question import Question
from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.session.conductor import Conductor
from interviewer.session.interview import Interview, Phase
from interviewer.session.questions import ChosenQuestions
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.settings import Settings
from interviewer.speech.stt.heard import Heard
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.screens.setup import SetupScreen
from tests.app.conftest import until
from tests.fakes import FakeModels, FakeSound
from tests.interviewed import interviewed
from tests.journey import journey
from tests.practised import NOW

SECONDS = 90.0
SETTINGS = Settings(interview_date=NOW.date() + timedelta(days=7), role="llm-engineer", animation=False)
PRECISION = "classification-metrics-precision"
ANSWER = (
    "Precision is true positives over true positives plus false positives, so of everything that I called "
    "positive, the share that really is. It matters when false alarms are costly."
)


@dataclass(frozen=True)
class Scene:
    """A screen.

    Attributes:
        log: Makes what the app works with.
        go: Leads from the first screen to it.
    """

    log: Callable[[], Runtime]
    go: Callable[[Pilot[None]], Awaitable[object]]


def app_of(scene: Scene) -> InterviewerApp:
    """The app over stand-ins for sound and models."""
    runtime = scene.log()
    runtime.settings = SETTINGS
    runtime.sound, runtime.models = FakeSound(), Models()  # type: ignore[assignment]
    runtime.first_run.done()
    return InterviewerApp(runtime)


async def arrived(pilot: Pilot[None], scene: Scene) -> None:
    """Go to a scene, and wait until it is all there."""
    await until(pilot, lambda: pilot.app.screen.query("#readiness.-shown"), SECONDS)
    await scene.go(pilot)
    await pilot.pause(1.0)


class Models(FakeModels):
    """Grades the answer to one question as the real ones do."""

    async def grade(self, question: Question, answer: str) -> Assessment:
        verdicts: list[tuple[Verdict, float, str]] = [
            ("covered", 0.97, "true positives over true positives plus false positives"),
            ("covered", 0.93, "of everything that I called positive, the share that really is"),
            ("missed", 0.05, ""),
            ("partly", 0.55, "It matters when false alarms are costly"),
        ]
        points = tuple(
            PointResult(
                point=key.point, weight=key.weight, verdict=verdict, probability=probability, evidence=said
            )
            for key, (verdict, probability, said) in zip(question.key_points, verdicts, strict=False)
        )
        return Assessment(score=71.0, points=points, notes=(), grader="fake")


async def interviewing(pilot: Pilot[None], setup: Setup, wanted: Phase) -> InterviewScreen:
    """An interview at a phase; its clocks stand still."""
    app = pilot.app
    assert isinstance(app, InterviewerApp)
    runtime = app.runtime
    conductor = Conductor(
        Interview(setup, clock=lambda: 0.0),
        ChosenQuestions([runtime.bank[PRECISION]], "You missed one of its key points on 16 Nov."),
        runtime.sound,
        runtime.models,
        runtime.history,
        listen_guard=0.0,
        end_of_turn=3.0,
        deeper=runtime.deeper,
    )
    screen = InterviewScreen(runtime, conductor)
    await app.push_screen(screen)
    await until(pilot, lambda: screen.phase is wanted and not conductor.interview.opening, SECONDS)
    return screen


async def listening(pilot: Pilot[None]) -> None:
    screen = await interviewing(pilot, Setup(kind="mock", questions=5, minutes=20), Phase.LISTENING)
    heard = Heard(
        text=ANSWER.split(". ")[0] + ".", provisional="It matters when", voiced=True, silence=0.2, seconds=14
    )
    screen._runtime.models.on_heard(heard)


async def feedback(pilot: Pilot[None]) -> None:
    setup = Setup(kind="practice", questions=5, means="typing")
    screen = await interviewing(pilot, setup, Phase.TYPING)
    screen.query_one("#editor", TextArea).text = ANSWER
    await pilot.press("ctrl+s")
    await until(pilot, lambda: screen.phase is Phase.FEEDBACK, SECONDS)


async def report(pilot: Pilot[None]) -> None:
    assert isinstance(pilot.app, InterviewerApp)
    runtime = pilot.app.runtime
    screen = ReportScreen(runtime, runtime.history.sessions(1)[0].session.id)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: screen.query_one("#score", Static).render(), SECONDS)


async def setting_up(pilot: Pilot[None]) -> None:
    assert isinstance(pilot.app, InterviewerApp)
    screen = SetupScreen(pilot.app.runtime)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: screen.ready, SECONDS)


def place(key: str) -> Callable[[Pilot[None]], Awaitable[object]]:
    """Another place of the app."""

    async def go(pilot: Pilot[None]) -> None:
        await pilot.press(key)
        await pilot.pause(3.0)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False

    return go


async def here(pilot: Pilot[None]) -> None:
    """The first screen itself."""


def weeks() -> Runtime:
    """Weeks of practice."""
    return journey(SETTINGS)


def interviews() -> Runtime:
    """Three mock interviews."""
    return interviewed((0.4, 0.3, None), (0.6, 0.3, 0.5), (0.9, 0.5, 0.7, 0.25))


SCENES = {
    "home": Scene(weeks, here),
    "interview": Scene(weeks, listening),
    "feedback": Scene(weeks, feedback),
    "progress": Scene(weeks, place("3")),
    "report": Scene(interviews, report),
    "review": Scene(interviews, place("2")),
    "questions": Scene(weeks, place("4")),
    "settings": Scene(weeks, place("5")),
    "setup": Scene(weeks, setting_up),
    "help": Scene(weeks, lambda pilot: pilot.press("question_mark")),
    "palette": Scene(weeks, lambda pilot: pilot.press("ctrl+p")),
}
