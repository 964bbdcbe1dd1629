"""An interview as it looks in each of its phases. `pytest --snapshot-update` takes new pictures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from interviewer.bank.question import Question
from interviewer.coding.result import CodeResult, RandomResult, TestResult
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.session.conductor import Conductor
from interviewer.session.interview import Interview, Phase
from interviewer.session.questions import ChosenQuestions
from interviewer.session.setup import Setup
from interviewer.speech.stt.heard import Heard
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.verdict import VerdictScreen
from interviewer.tui.widgets.code_editor import CodeEditor
from interviewer.tui.widgets.coding_view import CodingView
from tests.app.conftest import until
from tests.coding import DOUBLE
from tests.fakes import FakeModels
from tests.practised import NOW

pytestmark = [
    pytest.mark.parametrize("theme", ["textual-dark", "textual-light"]),
    pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"]),
]
Compare = Callable[..., bool]
Size = tuple[int, int]
Step = Callable[[Pilot[None], InterviewScreen], Awaitable[None]]

MOCK = Setup(kind="mock", questions=5)
TYPED = Setup(kind="practice", questions=5, means="typing")
PRECISION = "classification-metrics-precision"
ANSWER = (
    "Precision is true positives over true positives plus false positives, so of everything that I called "
    "positive, the share that really is. It matters when false alarms are costly."
)


class Clock:
    """Stands still."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def interview(
    app: InterviewerApp, setup: Setup, question: Question | None = None, clock: Clock | None = None
) -> InterviewScreen:
    """An interview whose clocks stand still."""
    runtime = app.runtime
    conductor = Conductor(
        Interview(setup, clock=clock or Clock()),
        ChosenQuestions([question or runtime.bank[PRECISION]]),
        runtime.sound,
        runtime.models,
        runtime.history,
        listen_guard=0.0,
        end_of_turn=3.0,
        deeper=runtime.deeper,
    )
    return InterviewScreen(runtime, conductor)


def running(
    app: InterviewerApp, theme: str, screen: InterviewScreen, wanted: Phase, *steps: Step
) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def run(pilot: Pilot[None]) -> None:
        app.theme = theme
        await app.push_screen(screen)
        for editor in screen.query(TextArea):
            editor.cursor_blink = False
        await reached(pilot, screen, wanted)
        for step in steps:
            await step(pilot, screen)
        await pilot.pause(0.3)

    return run


async def reached(pilot: Pilot[None], screen: InterviewScreen, wanted: Phase) -> None:
    await until(pilot, lambda: screen.phase is wanted and not screen._interview.opening)
    await pilot.pause(0.1)


def pressing(*keys: str) -> Step:
    async def press(pilot: Pilot[None], _: InterviewScreen) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.1)

    return press


def reaching(wanted: Phase) -> Step:
    async def reach(pilot: Pilot[None], screen: InterviewScreen) -> None:
        await reached(pilot, screen, wanted)

    return reach


async def speaking(pilot: Pilot[None], screen: InterviewScreen) -> None:
    models = screen._runtime.models
    models.on_heard(Heard(text=ANSWER, provisional="So it is not", voiced=True, silence=1.4, seconds=20))


async def writing(_: Pilot[None], screen: InterviewScreen) -> None:
    screen.query_one("#editor", TextArea).text = ANSWER


def test_listening(app: InterviewerApp, size: Size, theme: str, snap_compare: Compare) -> None:
    run = running(app, theme, interview(app, MOCK), Phase.LISTENING)
    assert snap_compare(app, terminal_size=size, run_before=run)


def test_listening_with_words(app: InterviewerApp, size: Size, theme: str, snap_compare: Compare) -> None:
    run = running(app, theme, interview(app, MOCK), Phase.LISTENING, speaking)
    assert snap_compare(app, terminal_size=size, run_before=run)


def test_paused(app: InterviewerApp, size: Size, theme: str, snap_compare: Compare) -> None:
    run = running(app, theme, interview(app, MOCK), Phase.LISTENING, pressing("p"))
    assert snap_compare(app, terminal_size=size, run_before=run)


def test_hints_and_a_flag(app: InterviewerApp, size: Size, theme: str, snap_compare: Compare) -> None:
    steps = (pressing("f8", "f8", "f3"), writing)
    run = running(app, theme, interview(app, TYPED), Phase.TYPING, *steps)
    assert snap_compare(app, terminal_size=size, run_before=run)


def test_the_last_seconds(app: InterviewerApp, size: Size, theme: str, snap_compare: Compare) -> None:
    clock = Clock()

    async def waiting(*_: object) -> None:
        clock.now = 54.0

    setup = Setup(kind="mock", questions=5, minutes=20, means="typing")
    steps = (writing, waiting)
    run = running(app, theme, interview(app, setup, clock=clock), Phase.TYPING, *steps)
    assert snap_compare(app, terminal_size=size, run_before=run)


def test_checking(app: InterviewerApp, size: Size, theme: str, snap_compare: Compare) -> None:
    steps = (pressing("enter"), reaching(Phase.CHECKING))
    run = running(app, theme, interview(app, MOCK), Phase.LISTENING, *steps)
    assert snap_compare(app, terminal_size=size, run_before=run)


def test_checking_unsure_words(app: InterviewerApp, size: Size, theme: str, snap_compare: Compare) -> None:
    heard = Transcript(
        text=ANSWER,
        words=tuple(
            Word(text=word, start=0.4 * i, end=0.4 * i + 0.3, probability=0.3 if i in (7, 8, 13) else 0.98)
            for i, word in enumerate(ANSWER.split())
        ),
        engine="fake",
        model="fake",
        seconds=15.0,
    )
    app.runtime.models = FakeModels([heard])  # type: ignore[assignment]
    steps = (pressing("enter"), reaching(Phase.CHECKING))
    run = running(app, theme, interview(app, MOCK), Phase.LISTENING, *steps)
    assert snap_compare(app, terminal_size=size, run_before=run)


def assessment(app: InterviewerApp) -> Assessment:
    """One with a verdict of each kind but unsure."""
    points = app.runtime.bank[PRECISION].key_points
    verdicts: list[tuple[Verdict, float, str]] = [
        ("covered", 0.95, "Precision is true positives over true positives plus false positives"),
        ("contradicted", 0.08, "of everything that I called positive, the share that really is"),
        ("missed", 0.04, ""),
        ("partly", 0.52, "It matters when false alarms are costly"),
    ]
    return Assessment(
        score=47.0,
        points=tuple(
            PointResult(
                point=key.point,
                weight=key.weight,
                verdict=verdict,
                probability=probability,
                evidence=evidence,
                misconception=key.misconception,
            )
            for key, (verdict, probability, evidence) in zip(points, verdicts, strict=True)
        ),
        notes=(),
        grader="fake",
    )


def test_feedback(
    app: InterviewerApp, size: Size, theme: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def grade(*_: object) -> Assessment:
        return assessment(app)

    monkeypatch.setattr(app.runtime.models, "grade", grade)
    steps = (pressing("f8"), writing, pressing("ctrl+s"), reaching(Phase.FEEDBACK))
    run = running(app, theme, interview(app, TYPED), Phase.TYPING, *steps)
    assert snap_compare(app, terminal_size=size, run_before=run)


def test_disagreeing(app: InterviewerApp, size: Size, theme: str, snap_compare: Compare) -> None:
    app.runtime._now = lambda: NOW  # Home is to be seen behind the dialog
    question, history = app.runtime.bank[PRECISION], app.runtime.history
    verdicts: tuple[Verdict, ...] = ("covered", "partly", "unsure", "contradicted")
    points = tuple(
        PointResult(point=key.point, weight=key.weight, verdict=verdict, probability=0.5, evidence="")
        for key, verdict in zip(question.key_points, verdicts, strict=True)
    )
    session = history.start_session("practice")
    attempt = history.ask(session, Pick(question=question, reason="It is new."))
    history.answer(attempt, means="typing", seconds=30, answer=ANSWER)
    history.grade(attempt, Assessment(score=50, points=points, notes=(), grader="fake"))
    history.override(attempt, points[1].point, "covered", "I gave the formula in words.")

    async def run(pilot: Pilot[None]) -> None:
        app.theme = theme
        await until(pilot, lambda: app.screen.query("#readiness.-shown"), seconds=60)
        await until(pilot, lambda: not any(worker.is_running for worker in app.screen.workers))
        screen = VerdictScreen(history, history.attempt(attempt))
        await app.push_screen(screen)
        await until(pilot, lambda: screen._point)
        await pilot.press("up")
        await until(pilot, lambda: screen.query_one(Input).value)
        screen.query_one(Input).cursor_blink = False
        await pilot.pause(0.3)

    assert snap_compare(app, terminal_size=size, run_before=run)


CODE = """def double(x: int) -> int:
    \"\"\"Give twice the number.\"\"\"
    print("half of it is", x)
    return 2 * x if x else 1 / 0
"""
RUN = CodeResult(
    tests=(
        TestResult(call="double(1)", expected="2", got="2", passed=True, seconds=2e-5, example=True),
        TestResult(call="double(2)", expected="4", got="4", passed=True, seconds=2e-5, example=True),
        TestResult(
            call="double(0)",
            expected="0",
            seconds=3e-3,
            error="ZeroDivisionError: division by zero",
            traceback=("line 4: return 2 * x if x else 1 / 0",),
            line=4,
            printed="half of it is 0",
        ),
    ),
    random=(RandomResult(call="double(x)", tried=3, counterexample="0", expected="0", line=4),),
    versions={"python": "3.11.7"},
    score=60.0,
)
"""What came of it, with times that are the same on every machine."""


async def submitting(pilot: Pilot[None], screen: InterviewScreen) -> None:
    """Code is written and run."""
    screen.query_one(CodeEditor).replace_code(CODE)
    await pilot.pause()
    await pilot.press("ctrl+s")
    await until(pilot, lambda: screen.query_one(CodingView)._result is RUN)


def test_coding(
    app: InterviewerApp, size: Size, theme: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviewer.coding.check.check", lambda *_, **__: RUN)
    run = running(app, theme, interview(app, MOCK, DOUBLE), Phase.CODING, submitting)
    assert snap_compare(app, terminal_size=size, run_before=run)


def test_feedback_on_code(
    app: InterviewerApp, size: Size, theme: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviewer.coding.check.check", lambda *_, **__: RUN)

    async def explaining(pilot: Pilot[None], screen: InterviewScreen) -> None:
        await pilot.press("ctrl+g")
        await reached(pilot, screen, Phase.TYPING)
        screen.query_one("#editor", TextArea).text = "Times two is twice the number."
        await pilot.press("ctrl+s")
        await reached(pilot, screen, Phase.FEEDBACK)

    run = running(app, theme, interview(app, TYPED, DOUBLE), Phase.CODING, submitting, explaining)
    assert snap_compare(app, terminal_size=size, run_before=run)
