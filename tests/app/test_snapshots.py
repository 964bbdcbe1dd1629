"""Each screen as it looks, at 80x24 and at 140x45. `pytest --snapshot-update` takes new ones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from interviewer import locations
from interviewer.bank.question import Question
from interviewer.coding.result import CodeResult, RandomResult, TestResult
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.session.conductor import Conductor
from interviewer.session.interview import Interview, Phase
from interviewer.session.questions import ChosenQuestions
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.settings import Settings
from interviewer.speech.stt.heard import Heard
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.screens.verdict import VerdictScreen
from interviewer.tui.widgets.code_editor import CodeEditor
from interviewer.tui.widgets.coding_view import CodingView
from tests.app.conftest import until
from tests.coding import DOUBLE
from tests.fakes import FakeModels, FakeSound
from tests.practised import NOW, practised

SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
Compare = Callable[..., bool]

ANSWER = (
    "Precision is true positives over true positives plus false positives, so of everything that I called "
    "positive, the share that really is. It matters when false alarms are costly."
)


def interview(app: InterviewerApp, setup: Setup, question: Question | None = None) -> InterviewScreen:
    """An interview whose clocks stand still."""
    runtime = app.runtime
    question = question or runtime.bank["classification-metrics-precision"]
    conductor = Conductor(
        Interview(setup, clock=lambda: 0.0),
        ChosenQuestions([question]),
        runtime.sound,
        runtime.models,
        runtime.history,
        listen_guard=0.0,
        end_of_turn=3.0,
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
def test_listening_with_words(app: InterviewerApp, size: tuple[int, int], snap_compare: Compare) -> None:
    begin = showing(Setup(kind="mock", questions=5), Phase.LISTENING)

    async def run(pilot: Pilot[None]) -> None:
        await begin(pilot)
        app.runtime.models.on_heard(
            Heard(text=ANSWER, provisional="So it is not", voiced=True, silence=1.4, seconds=20)
        )
        await pilot.pause(0.3)

    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
def test_checking(app: InterviewerApp, size: tuple[int, int], snap_compare: Compare) -> None:
    run = showing(Setup(kind="mock", questions=5), Phase.CHECKING, "enter")
    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
def test_checking_unsure_words(app: InterviewerApp, size: tuple[int, int], snap_compare: Compare) -> None:
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


@SIZES
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
def test_disagreeing(app: InterviewerApp, size: tuple[int, int], theme: str, snap_compare: Compare) -> None:
    question, history = app.runtime.bank["classification-metrics-precision"], app.runtime.history
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
        await home(pilot)
        report = ReportScreen(app.runtime, session)
        await app.push_screen(report)
        await until(pilot, lambda: report._highlighted)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, VerdictScreen) and app.screen._point)
        await pilot.press("up")
        await until(pilot, lambda: app.screen.query_one(Input).value)
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


async def submitted(pilot: Pilot[None], screen: InterviewScreen) -> None:
    """Code that was written and run."""
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: screen.phase is Phase.CODING)
    editor = screen.query_one(CodeEditor)
    editor.cursor_blink = False
    editor.replace_code(CODE)
    await pilot.pause()
    await pilot.press("ctrl+s")
    await until(pilot, lambda: screen.query_one(CodingView)._result is RUN)
    await pilot.pause(0.3)


@SIZES
def test_coding(
    app: InterviewerApp, size: tuple[int, int], snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviewer.coding.check.check", lambda *_, **__: RUN)

    async def run(pilot: Pilot[None]) -> None:
        await submitted(pilot, interview(app, Setup(kind="mock", questions=5), DOUBLE))

    assert snap_compare(app, terminal_size=size, run_before=run)


@SIZES
def test_feedback_on_code(
    app: InterviewerApp, size: tuple[int, int], snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviewer.coding.check.check", lambda *_, **__: RUN)

    async def run(pilot: Pilot[None]) -> None:
        screen = interview(app, Setup(kind="practice", questions=5, means="typing"), DOUBLE)
        await submitted(pilot, screen)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: screen.phase is Phase.TYPING)
        screen.query_one("#editor", TextArea).text = "Times two is twice the number."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.phase is Phase.FEEDBACK)
        await pilot.pause(0.3)

    assert snap_compare(app, terminal_size=size, run_before=run)
