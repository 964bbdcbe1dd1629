"""A whole interview on real parts: voice, speaker, microphone, Whisper, embeddings, SQLite, screens."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from interviewer import locations, settings
from interviewer.session.interview import Phase
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.speech.tts import Speaker
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.report import ReportScreen
from tests.app.conftest import until
from tests.audio.virtual_sound import VirtualSound, similarity

QUESTION = "classification-metrics-precision"
ANSWER = (
    "Precision is true positives over true positives plus false positives. "
    "So it is the fraction of the positive predictions that are really positive. "
    "It says nothing about the positives that were missed."
)
MODELS_SECONDS = 90


@pytest.fixture(scope="session")
def spoken_answer(say_clearly: Callable[[str], Path]) -> Path:
    return say_clearly(ANSWER)


@pytest.fixture
def runtime(home: Path) -> Runtime:
    return Runtime(settings.load(), locations.find())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


async def phase(pilot: Pilot[None], wanted: Phase, seconds: float = MODELS_SECONDS) -> InterviewScreen:
    app = pilot.app

    def reached() -> bool:
        if not isinstance(app.screen, InterviewScreen):
            return False
        return app.screen.listening if wanted is Phase.LISTENING else app.screen.phase is wanted

    await until(pilot, reached, seconds)
    assert isinstance(app.screen, InterviewScreen)
    return app.screen


async def begin(pilot: Pilot[None], runtime: Runtime, setup: Setup) -> None:
    conductor = runtime.conductor(replace(setup, chosen=(QUESTION,)))
    await pilot.app.push_screen(InterviewScreen(runtime, conductor))


@pytest.mark.sound
async def test_a_spoken_interview_from_question_to_log(
    runtime: Runtime, virtual_sound: VirtualSound, spoken_answer: Path, tmp_path: Path
) -> None:
    app = InterviewerApp(runtime)
    async with app.run_test(size=(80, 24)) as pilot:
        with virtual_sound.listen(tmp_path / "heard.wav") as heard:
            await begin(pilot, runtime, Setup(kind="mock", questions=1))
            await phase(pilot, Phase.LISTENING)
        await until(pilot, lambda: app.screen.query_one("LevelMeter").level is not None)  # type: ignore[attr-defined]
        virtual_sound.speak(spoken_answer).wait()
        await pilot.pause(0.3)
        await pilot.press("enter")
        await phase(pilot, Phase.CHECKING)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen), MODELS_SECONDS)

    rendered = Speaker(runtime.settings, runtime.locations.speech).render(runtime.bank[QUESTION].said)
    assert rendered and similarity(rendered.path, heard) >= 0.9

    history = Runtime(runtime.settings, runtime.locations).history
    (attempt,) = history.attempts(history.sessions()[0].session.id)
    assert attempt.status == "graded" and attempt.means == "voice"
    assert attempt.transcript
    # The answer, and nothing of the question that was spoken before it.
    assert difflib.SequenceMatcher(None, words(ANSWER), words(attempt.transcript.text)).ratio() > 0.9
    assert attempt.recording and similarity(spoken_answer, attempt.recording) >= 0.9
    assert attempt.assessment and attempt.assessment.score > 50
    first = attempt.assessment.points[0]
    assert first.verdict == "covered" and first.evidence in (attempt.answer or "")


@pytest.mark.sound
async def test_the_words_are_seen_while_they_are_said_and_a_pause_ends_the_answer(
    virtual_sound: VirtualSound, spoken_answer: Path
) -> None:
    # A longer pause than the default: a busy machine, too, has the words before the end.
    runtime = Runtime(settings.load(flags={"end_of_turn": 10}), locations.find())
    app = InterviewerApp(runtime)
    async with app.run_test(size=(80, 24)) as pilot:
        await runtime.models.warm_up()
        await begin(pilot, runtime, Setup(kind="practice", questions=1))
        await phase(pilot, Phase.ASKING)
        await pilot.press("enter")
        screen = await phase(pilot, Phase.LISTENING)
        shown = screen.query_one("LiveTranscript Static", Static)
        said = virtual_sound.speak(spoken_answer)
        await until(pilot, lambda: "positive" in str(shown.render()), MODELS_SECONDS)
        assert screen.phase is Phase.LISTENING
        await until(pilot, lambda: screen.phase is Phase.CHECKING, MODELS_SECONDS)
        assert said.wait() == 0
        assert "You paused for 10 s" in str(screen.query_one("#notice").render())
        turn = screen._conductor.turn
        assert turn and turn.recording and turn.transcript
        assert difflib.SequenceMatcher(None, words(ANSWER), words(turn.transcript.text)).ratio() > 0.9
        assert similarity(spoken_answer, turn.recording.path) >= 0.9
        assert screen._interview.question_clock.elapsed < turn.recording.seconds - 9


@pytest.mark.sound
async def test_saying_nothing_is_not_graded(runtime: Runtime, virtual_sound: VirtualSound) -> None:
    app = InterviewerApp(runtime)
    async with app.run_test(size=(140, 45)) as pilot:
        await begin(pilot, runtime, Setup(kind="practice", questions=1))
        await phase(pilot, Phase.ASKING)
        await pilot.press("enter")
        await phase(pilot, Phase.LISTENING)
        await pilot.pause(1.0)
        await pilot.press("enter")
        screen = await phase(pilot, Phase.CHECKING)
        assert "No speech was heard" in str(screen.query_one("#notice").render())
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        (attempt,) = runtime.history.attempts(runtime.history.sessions()[0].session.id)
        assert attempt.status == "silent" and attempt.assessment is None


async def test_a_typed_answer_is_graded_by_the_real_models(runtime: Runtime) -> None:
    app = InterviewerApp(runtime)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, runtime, Setup(kind="practice", questions=1, means="typing"))
        await phase(pilot, Phase.TYPING)
        await pilot.press(*ANSWER, "ctrl+s")
        screen = await phase(pilot, Phase.FEEDBACK)
        shown = " ".join(str(part.render()) for part in screen.query("AssessmentView Static"))
        assert "covered" in shown and "Reference answer" in shown
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        (attempt,) = runtime.history.attempts(runtime.history.sessions()[0].session.id)
        assert attempt.answer == ANSWER and attempt.means == "typing"
        assert attempt.score is not None and attempt.score > 50


@pytest.mark.sound
async def test_the_reference_answer_is_said_on_request(
    runtime: Runtime, virtual_sound: VirtualSound, tmp_path: Path
) -> None:
    app = InterviewerApp(runtime)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, runtime, Setup(kind="practice", questions=1, means="typing"))
        await phase(pilot, Phase.TYPING)
        await pilot.press(*"It is a share.", "ctrl+s")
        screen = await phase(pilot, Phase.FEEDBACK)
        speaker = Speaker(runtime.settings, runtime.locations.speech)
        rendered = speaker.render(runtime.bank[QUESTION].answer)
        assert rendered
        with virtual_sound.listen(tmp_path / "heard.wav") as heard:
            await pilot.press("a")
            await until(pilot, lambda: screen._interview.speaking)
            await until(pilot, lambda: not screen._interview.speaking, MODELS_SECONDS)
        assert similarity(rendered.path, heard) >= 0.9
