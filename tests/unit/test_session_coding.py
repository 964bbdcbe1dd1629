"""A question that asks for code: what the conductor does with it, and what is in the log afterwards.

The code is run for what it is, in the sandbox; sound and models are stand-ins.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import AsyncMock

import pytest

from interviewer.bank.question import Question
from interviewer.coding.score import combined
from interviewer.errors import AudioError, SandboxError
from interviewer.session.completing import complete
from interviewer.session.conductor import Conductor
from interviewer.session.history import Attempt, History
from interviewer.session.interview import Command, Interview, Phase
from interviewer.session.questions import ChosenQuestions
from interviewer.session.resume import cut_off
from interviewer.session.setup import Setup
from interviewer.session.solution import CodeInHand
from interviewer.store import Log
from tests.coding import BROKEN, DOUBLE, ENDLESS, RIGHT, WRONG
from tests.fakes import FakeModels, FakeSound

PRACTICE = Setup(kind="practice", questions=1)
MOCK = Setup(kind="mock", questions=1)


@pytest.fixture
def history(home: Path) -> Iterator[History]:
    with Log.open(home / "interviewer.db") as log:
        yield History(log, home / "recordings")


class Play:
    """An interview of one question, and a candidate who waits for phases and presses keys."""

    def __init__(
        self,
        history: History,
        setup: Setup = PRACTICE,
        heard: tuple[str, ...] = (),
        sound: FakeSound | None = None,
        question: Question = DOUBLE,
    ) -> None:
        self.history, self.sound, self.models = history, sound or FakeSound(), FakeModels(heard)
        resumed = next(iter(cut_off(history)), None)
        self.conductor = Conductor(
            Interview(setup),
            ChosenQuestions([] if resumed else [question]),
            self.sound,  # type: ignore[arg-type]
            self.models,  # type: ignore[arg-type]
            history,
            listen_guard=0.0,
            resumed=resumed,
        )
        self.task = asyncio.create_task(self.conductor.run())

    @property
    def code(self) -> CodeInHand:
        assert self.conductor.turn and self.conductor.turn.code
        return self.conductor.turn.code

    @property
    def notice(self) -> str:
        assert self.conductor.turn
        return self.conductor.turn.notice

    async def until(self, condition: Callable[[], object]) -> None:
        async def wait() -> None:
            while not condition():
                assert not self.task.done() or condition(), "the interview ended before"
                await asyncio.sleep(0.01)

        await asyncio.wait_for(wait(), 30)

    async def phase(self, phase: Phase) -> None:
        interview = self.conductor.interview
        await self.until(lambda: interview.phase is phase and not interview.opening and not interview.running)
        await asyncio.sleep(0.05)

    async def press(self, command: Command) -> None:
        assert self.conductor.send(command), f"{command} is not allowed in {self.conductor.interview.phase}"
        await asyncio.sleep(0.05)

    async def write(self, code: str, command: Command = Command.SUBMIT) -> None:
        """Put code in the editor, and run it to the end."""
        await self.phase(Phase.CODING)
        self.code.text = code
        await self.press(command)
        await self.phase(Phase.CODING)

    async def end(self) -> Attempt:
        session = await asyncio.wait_for(self.task, 30)
        (attempt,) = self.history.attempts(session)
        return attempt

    async def kill(self) -> None:
        """Let the process be gone: nothing more is written, and the interview is let go of."""
        self.conductor._keep_answer = AsyncMock()  # type: ignore[method-assign]
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        assert self.conductor.session_id
        with self.history._log.connection.writing() as db:
            db.execute("update sessions set status = 'running', ended_at = null")


async def test_code_is_run_submitted_and_explained(history: History) -> None:
    play = Play(history, heard=("times two",))
    await play.write(WRONG, Command.RUN)
    assert play.code.shown and [test.passed for test in play.code.shown.tests] == [False, True]
    assert play.code.result is None, "the examples count for nothing"
    await play.write(WRONG)
    assert play.code.result and not play.code.result.passed
    await play.write(RIGHT)
    assert play.code.result.score == 100 and play.code.result.passed
    await play.press(Command.EXPLAIN)
    await play.phase(Phase.LISTENING)
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    await play.press(Command.ACCEPT)
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.NEXT)
    attempt = await play.end()
    assert attempt.status == "graded" and attempt.counting and attempt.counting.score == 50
    assert attempt.score == combined(100, 50)
    assert attempt.solution and attempt.solution.code == RIGHT and attempt.solution.explained
    assert attempt.solution.result == play.code.result
    assert attempt.solution.result.versions["python"]
    assert play.sound.said == [DOUBLE.question]


async def test_what_is_said_while_coding_is_the_explanation(history: History) -> None:
    play = Play(history, heard=("times two in constant time",))
    await play.phase(Phase.CODING)
    await play.press(Command.TALK)
    assert play.code.talking and play.conductor.live
    await play.write(RIGHT)
    await play.press(Command.TALK)
    assert not play.code.talking
    await play.press(Command.TALK)
    await play.press(Command.EXPLAIN)
    await play.phase(Phase.CHECKING)
    assert play.sound.calls[:3] == ["open", "pause", "resume"] and "close" in play.sound.calls
    await play.press(Command.ACCEPT)
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.NEXT)
    attempt = await play.end()
    assert attempt.answer == "times two in constant time" and attempt.means == "voice"
    assert attempt.recording and attempt.recording.exists()
    assert attempt.score == 100


async def test_a_microphone_that_does_not_open_leaves_the_code_alone(history: History) -> None:
    play = Play(history, sound=FakeSound(microphone_error=AudioError("There is no microphone.")))
    await play.phase(Phase.CODING)
    await play.press(Command.TALK)
    assert play.notice == "There is no microphone." and not play.code.talking
    await play.write(RIGHT)
    await play.press(Command.SKIP)
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.NEXT)
    assert (await play.end()).recording is None


@pytest.mark.parametrize(("setup", "score"), [(PRACTICE, 100), (MOCK, 70)])
async def test_code_without_an_explanation(history: History, setup: Setup, score: float) -> None:
    """It counts alone in practice; in a mock interview the explanation's share is lost."""
    play = Play(history, setup)
    await play.write(RIGHT)
    await play.press(Command.SKIP)
    if setup is PRACTICE:
        await play.phase(Phase.FEEDBACK)
        await play.press(Command.NEXT)
    attempt = await play.end()
    assert (attempt.status, attempt.score, attempt.assessment) == ("graded", pytest.approx(score), None)


async def test_an_explanation_that_is_begun_and_left_is_none_but_is_kept(history: History) -> None:
    play = Play(history, Setup(kind="practice", questions=1, means="typing"))
    await play.write(RIGHT)
    await play.press(Command.EXPLAIN)
    await play.phase(Phase.TYPING)
    assert play.conductor.turn
    play.conductor.turn.draft = "times tw"
    await play.press(Command.SKIP)
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.NEXT)
    attempt = await play.end()
    assert (attempt.status, attempt.score) == ("graded", 100)
    assert (attempt.answer, attempt.draft) == (None, "times tw")


async def test_what_was_left_of_an_explanation_is_kept_when_the_feedback_is_cut_off(history: History) -> None:
    play = Play(history, Setup(kind="practice", questions=1, means="typing"))
    await play.write(RIGHT)
    await play.press(Command.EXPLAIN)
    await play.phase(Phase.TYPING)
    assert play.conductor.turn
    play.conductor.turn.draft = "times tw"
    await play.press(Command.SKIP)
    await play.phase(Phase.FEEDBACK)
    await play.kill()
    again = Play(history)
    await again.phase(Phase.FEEDBACK)
    await again.press(Command.NEXT)
    attempt = await again.end()
    assert (attempt.score, attempt.draft) == (100, "times tw")


async def test_a_question_without_submitted_code_is_skipped_and_its_code_kept(history: History) -> None:
    play = Play(history)
    await play.write(BROKEN, Command.RUN)
    assert play.code.shown and play.code.shown.tests[0].line == 2
    await play.press(Command.EXPLAIN)
    assert "Submit your code first" in play.notice
    await play.press(Command.SKIP)
    attempt = await play.end()
    assert (attempt.status, attempt.score) == ("skipped", None)
    assert attempt.solution and (attempt.solution.draft, attempt.solution.code) == (BROKEN, None)


async def test_a_run_can_be_stopped_and_nothing_is_submitted_then(history: History) -> None:
    play = Play(history)
    await play.phase(Phase.CODING)
    play.code.text = ENDLESS
    await play.press(Command.SUBMIT)
    await play.until(lambda: play.conductor.interview.running)
    clock = play.conductor.interview.question_clock
    assert not clock.running, "the time of the tests is not the candidate's"
    await play.press(Command.STOP)
    await play.phase(Phase.CODING)
    assert "stopped" in play.notice and play.code.result is None and clock.running
    await play.press(Command.END)
    attempt = await play.end()
    assert attempt.solution and attempt.solution.draft == ENDLESS and attempt.ungraded


async def test_the_last_run_is_not_stopped_when_the_time_is_up(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever could stop it would be graded by the explanation alone."""
    monkeypatch.setattr(Setup, "coding_limit", lambda *_: 0.3)
    play = Play(history, Setup(kind="mock", questions=1, means="typing"))
    await play.phase(Phase.CODING)
    play.code.text = WRONG
    await play.until(lambda: play.conductor.interview.running)
    assert not play.conductor.send(Command.STOP)
    await play.phase(Phase.TYPING)
    assert play.code.submitted == WRONG and play.code.result
    await play.press(Command.END)
    await play.end()


async def test_submitted_code_counts_when_the_interview_ends_before_its_explanation(history: History) -> None:
    play = Play(history, Setup(kind="practice", questions=1, means="typing"))
    await play.write(RIGHT)
    await play.press(Command.EXPLAIN)
    await play.phase(Phase.TYPING)
    await play.press(Command.END)
    attempt = await play.end()
    assert (attempt.status, attempt.score, attempt.ungraded) == ("graded", 100, False)


async def test_the_interview_can_end_while_code_runs(history: History) -> None:
    play = Play(history)
    await play.phase(Phase.CODING)
    play.code.text = ENDLESS
    await play.press(Command.RUN)
    await play.press(Command.END)
    attempt = await play.end()
    assert attempt.solution and attempt.solution.draft == ENDLESS


async def test_when_the_time_is_up_the_code_as_it_stands_is_submitted(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Setup, "coding_limit", lambda *_: 0.3)
    play = Play(history, Setup(kind="mock", questions=1, means="typing"))
    await play.phase(Phase.CODING)
    play.code.text = RIGHT
    await play.phase(Phase.TYPING)
    assert play.code.result and play.code.result.passed
    assert play.conductor.turn
    play.conductor.turn.draft = "times two"
    await play.press(Command.DONE)
    attempt = await play.end()
    assert attempt.score == combined(100, 50)


async def test_what_was_changed_after_it_was_submitted_does_not_count(history: History) -> None:
    play = Play(history, MOCK)
    await play.write(RIGHT)
    play.code.text = WRONG
    await asyncio.sleep(1)
    await play.press(Command.END)
    attempt = await play.end()
    assert attempt.solution and (attempt.solution.code, attempt.solution.draft) == (RIGHT, WRONG)
    assert (attempt.status, attempt.score) == ("graded", pytest.approx(70))


async def test_code_that_cannot_be_run_is_told_and_waits(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise SandboxError("No process can be started.")

    monkeypatch.setattr("interviewer.coding.check.check", fails)
    play = Play(history)
    await play.write(RIGHT)
    assert play.notice == "No process can be started. You can explain your code all the same."
    await play.press(Command.END)
    attempt = await play.end()
    assert attempt.ungraded and attempt.score is None
    monkeypatch.undo()
    done = await complete(attempt, history, FakeModels(), lambda question: question.terms)  # type: ignore[arg-type]
    assert (done.status, done.score) == ("graded", 100)


async def test_code_that_cannot_be_run_is_explained_all_the_same(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise SandboxError("No process can be started.")

    monkeypatch.setattr("interviewer.coding.check.check", fails)
    play = Play(history, Setup(kind="practice", questions=1, means="typing"))
    await play.write(RIGHT)
    await play.press(Command.EXPLAIN)
    await play.phase(Phase.TYPING)
    assert play.conductor.turn
    play.conductor.turn.draft = "times two"
    await play.press(Command.DONE)
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.NEXT)
    attempt = await play.end()
    assert (attempt.status, attempt.score) == ("graded", 50)
    assert attempt.solution and (attempt.solution.text, attempt.solution.result) == (RIGHT, None)


async def test_an_interview_that_was_killed_goes_on_at_its_code(history: History) -> None:
    play = Play(history, heard=("times two",))
    await play.phase(Phase.CODING)
    await play.press(Command.TALK)
    play.code.text = WRONG
    await asyncio.sleep(1)
    await play.kill()
    (found,) = cut_off(history)
    assert found.phase is Phase.CODING and found.place == "at question 1"
    again = Play(history, heard=("times two", "in constant time"))
    await again.phase(Phase.CODING)
    assert again.code.text == WRONG and "Your code is as it was" in again.notice
    await again.press(Command.TALK)
    await again.write(RIGHT)
    await again.press(Command.EXPLAIN)
    await again.phase(Phase.CHECKING)
    assert again.conductor.turn and again.conductor.turn.draft == "times two in constant time"
    await again.press(Command.ACCEPT)
    await again.phase(Phase.FEEDBACK)
    await again.press(Command.NEXT)
    assert (await again.end()).score == 100


async def test_code_that_was_submitted_is_there_after_a_kill(history: History) -> None:
    play = Play(history)
    await play.write(RIGHT)
    await play.kill()
    again = Play(history)
    await again.phase(Phase.CODING)
    assert again.code.submitted == RIGHT and again.code.result == play.code.result
    await again.press(Command.SKIP)
    await again.phase(Phase.FEEDBACK)
    await again.press(Command.NEXT)
    assert (await again.end()).score == 100


async def test_the_users_verdict_moves_the_explanations_share_alone(history: History) -> None:
    play = Play(history, Setup(kind="practice", questions=1, means="typing"))
    await play.write(RIGHT)
    await play.press(Command.EXPLAIN)
    await play.phase(Phase.TYPING)
    assert play.conductor.turn
    play.conductor.turn.draft = "times two"
    await play.press(Command.DONE)
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.NEXT)
    attempt = await play.end()
    assert attempt.score == combined(100, 50)
    point = DOUBLE.key_points[1].point
    history.override(attempt.id, point, "covered", "I said it.")
    assert history.attempt(attempt.id).score == 100
    history.withdraw_override(attempt.id, point)
    assert history.attempt(attempt.id).score == combined(100, 50)


def test_a_question_takes_the_time_of_its_code_too() -> None:
    assert (DOUBLE.coding_minutes, DOUBLE.all_minutes) == (10, 11)
    assert MOCK.limit(DOUBLE) == 60 * 11.5 and MOCK.coding_limit(DOUBLE) == 600
    assert PRACTICE.limit(DOUBLE) is None and PRACTICE.coding_limit(DOUBLE) is None
