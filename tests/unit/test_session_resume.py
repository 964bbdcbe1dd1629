"""Interviews that were cut off: where each is taken up, and that nothing in it is asked or said twice."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import wave
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from interviewer.bank.question import KeyPoint, Question
from interviewer.errors import SessionError, StoreError, WorkerEndedError
from interviewer.scheduling import Pick
from interviewer.session.completing import complete, finish
from interviewer.session.conductor import Conductor
from interviewer.session.history import History
from interviewer.session.interview import Command, Interview, Phase
from interviewer.session.questions import ChosenQuestions
from interviewer.session.resume import CutOff, cut_off
from interviewer.session.setup import Setup
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.store import AnswerInHand, Log, Moment
from tests.fakes import FakeModels, FakeSound

SETUP = Setup(kind="mock", questions=3, minutes=20)


def question(number: int) -> Question:
    return Question(
        id=f"colours-{number}",
        topic="colours",
        difficulty="easy",
        kind="concept",
        question=f"Which colours are on flag {number}?",
        answer="Red is on it. Blue is on it.",
        key_points=(KeyPoint(point="Red is on it."), KeyPoint(point="Blue is on it.")),
        minutes=2,
    )


@pytest.fixture
def history(home: Path) -> AsyncIterator[History]:
    with Log.open(home / "interviewer.db") as log:
        yield History(log, home / "recordings")


class Cut:
    """An interview in the log whose second question was in hand when its process was gone."""

    def __init__(self, history: History, setup: Setup = SETUP) -> None:
        self.history = history
        self.session = history.start_session(setup.kind, setup)
        first = history.ask(self.session, Pick(question=question(1), reason="It is new."))
        history.skip(first, seconds=3)
        self.attempt = history.ask(self.session, Pick(question=question(2), reason="It is new."))

    def keep(self, means: str, draft: str = "", seconds: float = 40.0) -> None:
        answer = AnswerInHand(attempt_id=self.attempt, draft=draft, means=means, seconds=seconds)  # type: ignore[arg-type]
        self.history.running.keep(Moment(session_id=self.session, clock=75.0, answer=answer))

    def record(self, seconds: float = 1.0) -> Path:
        file = self.history.new_recording(self.attempt)
        with wave.open(str(file), "wb") as wav:
            wav.setparams((1, 2, 16_000, 0, "NONE", ""))
            wav.writeframes(bytes(2 * round(16_000 * seconds)))
        return file

    def hear(self, text: str) -> None:
        word = Word(text=text, start=0, end=1, probability=0.9)
        transcript = Transcript(text=text, words=(word,), engine="fake", model="fake", seconds=1)
        self.history.answer(self.attempt, means="voice", seconds=40, transcript=transcript)

    def found(self) -> CutOff:
        self.history.running.release(self.session)  # as the system does when the process ends
        (interview,) = cut_off(self.history)
        assert interview.session_id == self.session
        return interview


class Going:
    """A conductor that goes on with an interview."""

    def __init__(self, history: History, interview: CutOff, models: FakeModels | None = None) -> None:
        self.sound, self.models = FakeSound(), models or FakeModels()
        left = [question(n) for n in range(len(interview.attempts) + 1, 4)]
        self.conductor = Conductor(
            Interview(interview.setup, clock=lambda: 0.0),
            ChosenQuestions(left),
            self.sound,  # type: ignore[arg-type]
            self.models,  # type: ignore[arg-type]
            history,
            listen_guard=0.0,
            resumed=interview,
        )
        self.task = asyncio.create_task(self.conductor.run())

    async def until(self, condition: Callable[[], object]) -> None:
        async def wait() -> None:
            while not condition():
                assert not self.task.done(), self.task.result()
                await asyncio.sleep(0.005)

        await asyncio.wait_for(wait(), 10)

    async def phase(self, phase: Phase) -> None:
        interview = self.conductor.interview
        await self.until(lambda: interview.phase is phase and not interview.opening)
        await asyncio.sleep(0.02)

    async def press(self, command: Command) -> None:
        assert self.conductor.send(command)
        await asyncio.sleep(0.02)

    async def end(self) -> None:
        self.conductor.send(Command.END)
        await asyncio.wait_for(self.task, 10)

    @property
    def draft(self) -> str:
        assert self.conductor.turn
        return self.conductor.turn.draft


async def test_setup_number_and_clocks_go_on(history: History) -> None:
    cut = Cut(history)
    cut.keep("typing", "red")
    interview = cut.found()
    assert (interview.setup, interview.place) == (SETUP, "at question 2")
    going = Going(history, interview)
    await going.phase(Phase.TYPING)
    state = going.conductor.interview
    assert (state.number, state.session_clock.elapsed, state.question_clock.elapsed) == (2, 75.0, 40.0)
    assert state.question == question(2)
    await going.end()
    assert not cut_off(history)
    assert len(history.attempts(cut.session)) == 2


async def test_a_question_that_was_only_asked_is_asked_again(history: History) -> None:
    going = Going(history, Cut(history).found())
    await going.phase(Phase.LISTENING)
    assert going.sound.said == [question(2).said]
    await going.end()


async def test_a_draft_stands_in_the_editor(history: History) -> None:
    cut = Cut(history)
    cut.keep("typing", "red and")
    going = Going(history, cut.found())
    await going.phase(Phase.TYPING)
    assert going.draft == "red and" and going.conductor.turn and "cut off" in going.conductor.turn.notice
    going.conductor.turn.draft = "red and blue"
    await going.press(Command.DONE)
    await going.phase(Phase.LISTENING)
    assert history.attempt(cut.attempt).score == 100 and history.attempt(cut.attempt).draft is None
    await going.end()


async def test_a_recording_is_transcribed_and_can_be_given_again(history: History) -> None:
    cut = Cut(history)
    file = cut.record()
    cut.keep("voice", "typed before")
    going = Going(history, cut.found(), FakeModels(["red", "blue"]))
    await going.phase(Phase.CHECKING)
    assert going.draft == "typed before red"
    await going.press(Command.AGAIN)
    await going.phase(Phase.LISTENING)
    await going.press(Command.DONE)
    await going.phase(Phase.CHECKING)
    assert going.draft == "blue"
    await going.press(Command.ACCEPT)
    await going.phase(Phase.LISTENING)
    attempt = history.attempt(cut.attempt)
    assert attempt.recording and attempt.recording != file and file.exists()
    assert (attempt.answer, attempt.score) == ("blue", 50)
    await going.end()


async def test_a_recording_without_a_sample_is_as_if_it_had_not_begun(history: History) -> None:
    cut = Cut(history)
    cut.record(seconds=0)
    cut.keep("voice")
    assert cut.found().phase is Phase.ASKING


async def test_a_transcript_that_was_being_corrected_stands_as_corrected(history: History) -> None:
    cut = Cut(history)
    cut.record()
    cut.hear("read")
    cut.keep("voice", "red")
    going = Going(history, cut.found())
    await going.phase(Phase.CHECKING)
    assert going.draft == "red"
    await going.press(Command.ACCEPT)
    await going.phase(Phase.LISTENING)
    attempt = history.attempt(cut.attempt)
    assert attempt.transcript and (attempt.transcript.text, attempt.answer) == ("read", "red")
    await going.end()


async def test_while_it_is_recorded_again_what_was_heard_before_does_not_stand(history: History) -> None:
    cut = Cut(history)
    cut.record()
    cut.hear("mumble")
    cut.record()
    cut.keep("voice")
    going = Going(history, cut.found(), FakeModels(["red"]))
    await going.phase(Phase.CHECKING)
    assert going.draft == "red"
    await going.end()


async def test_an_answer_that_was_handed_in_is_graded(history: History) -> None:
    cut = Cut(history)
    history.answer(cut.attempt, means="typing", seconds=9, answer="red and blue")
    going = Going(history, cut.found())
    await going.phase(Phase.LISTENING)
    assert going.models.graded == ["red and blue"] and history.attempt(cut.attempt).score == 100
    await going.end()


@pytest.mark.parametrize(("kind", "phase"), [("practice", Phase.FEEDBACK), ("mock", None)])
async def test_a_graded_answer_is_not_graded_again(history: History, kind: str, phase: Phase | None) -> None:
    cut = Cut(history, Setup(kind=kind, questions=3))  # type: ignore[arg-type]
    history.answer(cut.attempt, means="typing", seconds=9, answer="red")
    history.grade(cut.attempt, await FakeModels().grade(question(2), "red"))
    interview = cut.found()
    assert interview.phase is phase
    going = Going(history, interview)
    if phase:
        await going.phase(phase)
        await going.press(Command.NEXT)
    await going.phase(Phase.LISTENING)
    assert going.conductor.interview.number == 3 and going.models.graded == []
    await going.end()


def test_an_interview_that_another_process_runs_is_not_offered(history: History, home: Path) -> None:
    other = f"""
import sys
from pathlib import Path
from interviewer.session.history import History
from interviewer.store import Log
log = Log.open(Path({str(home)!r}) / "interviewer.db")
history = History(log, Path())
print(history.start_session("practice"), flush=True)
sys.stdin.read()
"""
    mine = history.start_session("practice", Setup(kind="practice"))
    command = [sys.executable, "-c", other]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        theirs = int(process.stdout.readline())
        assert theirs != mine and not cut_off(history)
        process.kill()
    (interview,) = cut_off(history)
    assert interview.session_id == theirs and interview.place == "before its first question"
    assert interview.setup == Setup(kind="practice", questions=1)  # it was begun without a setup
    interview.hold(history)
    with pytest.raises(SessionError, match="another window"):
        interview.hold(History(history._log, home))
    assert not cut_off(history)


async def test_what_is_typed_is_in_the_log_before_it_is_handed_in(history: History) -> None:
    cut = Cut(history)
    cut.keep("typing", "r")
    going = Going(history, cut.found())
    await going.phase(Phase.TYPING)
    assert going.conductor.turn
    going.conductor.turn.draft = "red\ud800"  # half a character, as a terminal may hand it over
    await going.until(lambda: history.attempt(cut.attempt).draft == "red?")
    await going.end()


async def test_a_log_that_cannot_keep_up_is_told_and_the_typing_goes_on(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = Cut(history)
    cut.keep("typing", "r")
    going = Going(history, cut.found())
    await going.phase(Phase.TYPING)
    keep = history.running.keep

    def full(moment: Moment) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(history.running, "keep", full)
    assert going.conductor.turn
    going.conductor.turn.draft = "red"
    await going.until(lambda: going.conductor.trouble)
    assert "The disk is full." in going.conductor.trouble
    assert going.conductor.interview.phase is Phase.TYPING and not going.conductor.interview.blocked
    monkeypatch.setattr(history.running, "keep", keep)
    await going.until(lambda: not going.conductor.trouble)
    assert history.attempt(cut.attempt).draft == "red"
    await going.end()


async def test_a_wall_clock_that_jumps_moves_no_clock_of_the_interview(home: Path) -> None:
    jumps = iter([0, -86_400, 86_400 * 30, -5, 7_000] * 10)

    def now() -> datetime:
        return datetime(2025, 3, 1, 9, tzinfo=timezone.utc) + timedelta(seconds=next(jumps))

    with Log.open(home / "interviewer.db") as log:
        history = History(log, home / "recordings", now)
        cut = Cut(history)
        cut.keep("typing", "red")
        going = Going(history, cut.found())
        await going.phase(Phase.TYPING)
        assert going.conductor.interview.session_clock.elapsed == 75.0
        await going.press(Command.DONE)
        await going.phase(Phase.LISTENING)
        await going.end()
        assert [attempt.number for attempt in history.attempts(cut.session)] == [1, 2, 3]
        assert history.sessions()[0].session.status == "ended"


async def test_what_was_cut_off_is_completed_without_the_candidate(history: History) -> None:
    cut = Cut(history)
    cut.record()
    cut.keep("voice", "red")
    progress: list[tuple[int, int]] = []
    graded = await finish(
        cut.found(),
        history,
        FakeModels(["and blue"]),  # type: ignore[arg-type]
        lambda question: question.terms,
        lambda done, total: progress.append((done, total)),
    )
    attempt = history.attempt(cut.attempt)
    assert (graded, attempt.answer, attempt.score, progress) == (1, "red and blue", 100, [(1, 1)])
    assert attempt.draft is None
    assert history.sessions()[0].session.status == "ended"


async def test_an_answer_that_cannot_be_completed_can_be_taken_up_later(history: History) -> None:
    cut = Cut(history)
    cut.record()
    cut.keep("voice")
    models = FakeModels([WorkerEndedError("The models process ended.")])
    with pytest.raises(WorkerEndedError):
        await finish(
            cut.found(),
            history,
            models,  # type: ignore[arg-type]
            lambda question: question.terms,
            lambda done, total: None,
        )
    assert cut.found().phase is Phase.TRANSCRIBING


async def test_a_question_that_was_never_answered_is_not_taken_for_silence(history: History) -> None:
    cut = Cut(history)
    cut.keep("voice")
    attempt = cut.found().attempts[-1]
    left = await complete(attempt, history, FakeModels(), lambda question: question.terms)  # type: ignore[arg-type]
    assert left.status == "asked"
    assert history.attempt(cut.attempt).status == "asked"


async def test_speech_that_could_not_be_transcribed_is_not_taken_for_silence(history: History) -> None:
    cut = Cut(history)
    cut.record()
    cut.keep("voice")
    going = Going(history, cut.found(), FakeModels([WorkerEndedError("The models process ended.")]))
    await going.phase(Phase.CHECKING)
    await going.press(Command.ACCEPT)
    await going.phase(Phase.LISTENING)
    assert history.attempt(cut.attempt).ungraded
    await going.end()
