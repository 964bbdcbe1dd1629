"""An interview line by line, without a screen."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer import locations
from interviewer.cli.lines import Lines
from interviewer.cli.plain_interview import PlainInterview
from interviewer.session.history import Attempt
from interviewer.session.interview import Phase
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.session.solution import CodeInHand
from interviewer.settings import Settings
from tests.audio.virtual_sound import VirtualSound
from tests.fakes import FakeModels, FakeSound
from tests.terminal import Terminal

PRECISION = "classification-metrics-precision"
RECALL = "classification-metrics-recall"
ANSWER = "Precision is true positives over true positives plus false positives, the share that is right."
_SECONDS = 60
PLAIN = [sys.executable, "-m", "interviewer", "--tts-engine", "none", "interview", "--plain"]


@pytest.fixture
def runtime(home: Path) -> Runtime:
    runtime = Runtime(Settings(end_of_turn=0), locations.find())
    runtime.sound, runtime.models = FakeSound(), FakeModels(["it is the shear", "and more"])  # type: ignore[assignment]
    return runtime


class Held:
    """An interview over stand-ins, and a candidate who types lines."""

    def __init__(self, runtime: Runtime, setup: Setup, *, eager: bool = True) -> None:
        reading, self._writing = os.pipe()
        self.conductor = runtime.conductor(setup)
        self._reading = os.fdopen(reading, "rb")
        interview = PlainInterview(runtime, self.conductor, Lines(self._reading), eager=eager)
        self.task = asyncio.create_task(interview.run())

    async def phase(self, phase: Phase, number: int = 1) -> None:
        interview = self.conductor.interview
        await self.until(
            lambda: interview.phase is phase and interview.number == number and not interview.opening
        )

    async def until(self, condition: Callable[[], object]) -> None:
        async def wait() -> None:
            while not condition():
                assert not self.task.done(), self.task.exception()
                await asyncio.sleep(0.01)

        await asyncio.wait_for(wait(), _SECONDS)
        await asyncio.sleep(0.05)

    @property
    def code(self) -> CodeInHand | None:
        return self.conductor.turn.code if self.conductor.turn else None

    def type(self, *lines: str) -> None:
        os.write(self._writing, "".join(f"{line}\n" for line in lines).encode())

    async def end(self) -> int:
        os.close(self._writing)
        session = await asyncio.wait_for(self.task, _SECONDS)
        self._reading.close()
        return session


async def test_a_spoken_answer_is_corrected_and_told_of(
    runtime: Runtime, capsys: pytest.CaptureFixture[str]
) -> None:
    held = Held(runtime, Setup(kind="practice", questions=1, chosen=(PRECISION,)))
    await held.phase(Phase.LISTENING)
    held.type("")
    await held.phase(Phase.CHECKING)
    held.type("shear -> share of the predicted positives")
    await held.until(lambda: held.conductor.turn and "share" in held.conductor.turn.draft)
    held.type("")
    await held.phase(Phase.FEEDBACK)
    held.type("")
    session = await held.end()
    (attempt,) = runtime.history.attempts(session)
    assert attempt.answer == "it is the share of the predicted positives" and attempt.means == "voice"
    told = capsys.readouterr().out
    for line in (
        "Question 1 of 1. Classification metrics, ",
        "Speak. Press enter when you are done.",
        "Heard: it is the shear",
        "it is the share of the predicted positives",
        "Reference answer",
        "Enter: the next question.",
    ):
        assert line in told
    assert "\x1b" not in told and "\r" not in told


async def test_every_command_is_a_letter_and_is_listed(
    runtime: Runtime, capsys: pytest.CaptureFixture[str]
) -> None:
    held = Held(runtime, Setup(kind="practice", questions=2, chosen=(PRECISION, RECALL)))
    interview = held.conductor.interview
    await held.phase(Phase.LISTENING)
    held.type("?")
    held.type("p")
    await held.until(lambda: interview.paused)
    held.type("c", "")
    await held.until(lambda: not interview.paused)
    held.type("t")
    await held.phase(Phase.TYPING)
    held.type("half of it", "/v")
    await held.phase(Phase.LISTENING)
    assert held.conductor.turn and held.conductor.turn.draft == "half of it"
    held.type("nonsense", "s")
    await held.phase(Phase.LISTENING, 2)
    held.type("e")
    session = await held.end()
    first, second = runtime.history.attempts(session)
    assert (first.status, second.status) == ("skipped", "answered")
    told = capsys.readouterr().out
    for line in ("r: repeat the question.", "Paused. Enter: go on.", "This answer: 0:0"):
        assert line in told
    assert "'nonsense' means nothing now." in told


async def test_where_one_writes_a_letter_is_text(runtime: Runtime) -> None:
    setup = Setup(kind="practice", questions=1, chosen=(PRECISION,), means="typing")
    held = Held(runtime, setup)
    await held.phase(Phase.TYPING)
    held.type("e", "s", "")
    await held.phase(Phase.FEEDBACK)
    held.type("/e")
    (attempt,) = runtime.history.attempts(await held.end())
    assert attempt.answer == "e\ns"


async def test_code_is_handed_in_by_its_path_or_skipped(
    runtime: Runtime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = next(question for question in runtime.bank.questions if question.code)
    assert question.code
    file = tmp_path / "mine.py"
    file.write_text(question.code.solution)
    held = Held(runtime, Setup(kind="practice", questions=1, chosen=(question.id,), means="typing"))
    await held.phase(Phase.CODING)
    held.type(str(tmp_path / "none.py"))
    held.type(f"r {file}")
    await held.until(
        lambda: held.conductor.turn and held.conductor.turn.code and held.conductor.turn.code.shown
    )
    held.type(str(file))
    await held.until(
        lambda: held.conductor.turn and held.conductor.turn.code and held.conductor.turn.code.result
    )
    held.type("x")
    await held.phase(Phase.TYPING)
    held.type("It is what was asked for.", "")
    await held.phase(Phase.FEEDBACK)
    held.type("")
    (attempt,) = runtime.history.attempts(await held.end())
    assert attempt.solution and attempt.solution.result and attempt.solution.result.score == 100
    assert "none.py cannot be read" in capsys.readouterr().out


async def test_lines_of_a_pipe_wait_until_they_are_asked_for(runtime: Runtime) -> None:
    setup = Setup(kind="mock", questions=2, chosen=(PRECISION, RECALL), means="typing")
    held = Held(runtime, setup, eager=False)
    held.type("the first answer", "", "the second", "answer", "")
    first, second = runtime.history.attempts(await held.end())
    assert (first.answer, second.answer) == ("the first answer", "the second\nanswer")
    assert first.status == second.status == "graded"


async def test_what_a_pipe_ends_with_is_graded_and_the_interview_ends(runtime: Runtime) -> None:
    setup = Setup(kind="practice", questions=3, chosen=(PRECISION, RECALL), means="typing")
    held = Held(runtime, setup, eager=False)
    held.type("half an answer")
    (attempt,) = runtime.history.attempts(await held.end())
    assert (attempt.answer, attempt.status) == ("half an answer", "graded")
    assert runtime.history.sessions()[0].session.status == "ended"


def logged() -> list[Attempt]:
    """The attempts of the one session in the log."""
    history = Runtime(Settings(), locations.find()).history
    (summary,) = history.sessions()
    return list(history.attempts(summary.session.id))


def test_a_whole_mock_interview_in_a_pipe_with_the_real_models() -> None:
    done = subprocess.run(
        [*PLAIN, "--kind", "mock", "--typed", "--questions", "1", "--topic", "classification-metrics"],
        input=f"{ANSWER}\n\n",
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (attempt,) = logged()
    assert attempt.status == "graded" and attempt.answer == ANSWER
    assert f"Score {attempt.score:.0f} of 100" in done.stdout
    assert f"\n{attempt.score:.0f} of 100.\n1 question, all graded.\n" in done.stdout
    assert "Reference answer" in done.stdout and "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--topic", "knitting"], "There is no topic knitting."),
        (["--kind", "retry"], "Nothing was missed"),
        (["--session", "7"], "Session 7 was not cut off"),
        (["--role", "plumber"], "plumber"),
    ],
)
def test_what_cannot_be_held_is_told(arguments: list[str], sentence: str) -> None:
    done = subprocess.run([*PLAIN, *arguments], input="", capture_output=True, text=True)
    assert done.returncode == 1 and sentence in done.stderr and "Traceback" not in done.stderr


def test_ctrl_c_keeps_what_was_typed_and_the_interview_can_be_looked_at() -> None:
    with Terminal([*PLAIN, "--kind", "practice", "--typed", "--questions", "2"]) as terminal:
        terminal.wait_for(b"Type your answer")
        terminal.type(b"half an answer\n")
        terminal.type(b"/c\n")
        terminal.wait_for(b"This answer: ")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.end() == 130
        assert b"is kept as session 1" in terminal.written and b"Traceback" not in terminal.written
    (attempt,) = logged()
    assert attempt.answer == "half an answer" and attempt.status == "answered"


@pytest.mark.sound
def test_an_interview_by_voice_in_a_terminal(
    virtual_sound: VirtualSound, say_clearly: Callable[[str], Path]
) -> None:
    arguments = ["--kind", "practice", "--voice", "--questions", "1", "--topic", "classification-metrics"]
    with Terminal([*PLAIN, *arguments]) as terminal:
        terminal.wait_for(b"Speak. Press enter when you are done.")
        virtual_sound.speak(say_clearly(ANSWER)).wait()
        terminal.type(b"\n")
        terminal.wait_for(b"Heard: Precision is true positives")
        terminal.type(b"\n")
        terminal.wait_for(b"Enter: the next question.")
        terminal.type(b"\n")
        assert terminal.end() == 0
    (attempt,) = logged()
    assert attempt.status == "graded" and attempt.means == "voice"
