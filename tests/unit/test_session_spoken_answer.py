"""A spoken answer while it is given: what is asked of the models, when it ends, what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from interviewer.bank.question import Question
from interviewer.errors import EngineError, StoreError
from interviewer.session.history import History
from interviewer.session.interview import Command, Phase
from interviewer.session.setup import Setup
from interviewer.speech.stt.heard import Heard
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.store import Log
from tests.fakes import FakeModels
from tests.play import Play

PRACTICE = Setup(kind="practice", questions=1)


@pytest.fixture
def history(home: Path) -> Iterator[History]:
    with Log.open(home / "interviewer.db") as log:
        yield History(log, home / "recordings")


def silent(seconds: float, *, silence: float) -> Heard:
    return Heard(text="red and", seconds=seconds, silence=silence, voiced=True)


def mumbled(text: str) -> Transcript:
    words = tuple(Word(text=word, start=0.0, end=0.4, probability=0.05) for word in text.split())
    return Transcript(text=text, words=words, engine="fake", model="fake", seconds=1.0)


async def test_the_models_listen_while_the_candidate_speaks(history: History) -> None:
    play = Play(history, PRACTICE, models=FakeModels(["red"]), vocabulary=lambda question: ("LoRA",))
    await play.phase(Phase.LISTENING)
    await play.until(lambda: play.models.calls == ["listen"])
    assert play.models.terms == ("LoRA",)
    play.models.on_heard(Heard(text="red", provisional="and bl", voiced=True, seconds=2))
    assert play.conductor.live and play.conductor.live.heard
    assert play.conductor.live.heard.text == "red"
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    assert play.models.calls == ["listen", "heard"] and play.conductor.live is None
    play.models.on_heard(Heard(text="too late"))
    assert play.conductor.live is None
    await play.press(Command.END)
    await play.end()


@pytest.mark.parametrize("command", [Command.TYPE, Command.SKIP, Command.END])
async def test_what_is_not_to_be_transcribed_is_listened_to_no_more(
    history: History, command: Command
) -> None:
    play = Play(history, PRACTICE)
    await play.phase(Phase.LISTENING)
    await play.until(lambda: play.models.calls == ["listen"])
    await play.press(command)
    await play.until(lambda: play.models.calls == ["listen", "stop"])
    if not play.task.done():
        play.conductor.send(Command.END)
    await play.end()


async def test_models_that_cannot_listen_transcribe_after_the_answer(history: History) -> None:
    class Deaf(FakeModels):
        async def listen(self, file: Path, terms: Sequence[str]) -> None:
            raise EngineError("The voice detector is not installed.")

    play = Play(history, PRACTICE, models=Deaf(["red"]), end_of_turn=0.1)
    await play.phase(Phase.LISTENING)
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    assert play.conductor.turn and play.conductor.turn.draft == "red"
    await play.press(Command.END)
    await play.end()


async def test_a_log_that_cannot_be_read_costs_the_learnt_terms_only(history: History) -> None:
    def broken(_: Question) -> Sequence[str]:
        raise StoreError("The log cannot be read.")

    play = Play(history, PRACTICE, models=FakeModels(["red"]), vocabulary=broken)
    await play.phase(Phase.LISTENING)
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    await play.press(Command.END)
    await play.end()


async def test_a_long_pause_ends_the_answer_and_is_not_charged(history: History) -> None:
    play = Play(history, PRACTICE, models=FakeModels(["red and blue"]), end_of_turn=3.0)
    await play.phase(Phase.LISTENING)
    play.models.on_heard(silent(0.1, silence=0.0))
    await play.until(lambda: play.conductor.interview.question_clock.elapsed > 0.3)
    play.models.on_heard(silent(5.0, silence=2.0))
    assert play.conductor.live and play.conductor.live.left == pytest.approx(1.0)
    play.models.on_heard(silent(6.1, silence=3.1))
    await play.phase(Phase.CHECKING)
    assert play.conductor.turn and "You paused for 3 s" in play.conductor.turn.notice
    assert play.conductor.interview.question_clock.elapsed < 0.1, "the pause lasted longer than that"
    await play.press(Command.ACCEPT)
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.NEXT)
    (attempt,) = history.attempts(await play.end())
    assert attempt.answer == "red and blue" and attempt.seconds is not None and attempt.seconds < 0.1


async def test_after_a_pause_that_was_too_long_the_candidate_goes_on_speaking(history: History) -> None:
    play = Play(history, PRACTICE, models=FakeModels(["red", "and blue"]), end_of_turn=3.0)
    await play.phase(Phase.LISTENING)
    play.models.on_heard(silent(10, silence=3.1))
    await play.phase(Phase.CHECKING)
    await play.press(Command.SPEAK)
    await play.phase(Phase.LISTENING)
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    assert play.conductor.turn and play.conductor.turn.draft == "red and blue"
    await play.press(Command.ACCEPT)
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.NEXT)
    (attempt,) = history.attempts(await play.end())
    assert (attempt.means, attempt.answer, attempt.score) == ("voice", "red and blue", 100)


async def test_a_candidate_who_thinks_before_the_first_word_is_not_cut_off(history: History) -> None:
    play = Play(history, PRACTICE, models=FakeModels(["red"]), end_of_turn=0.1)
    await play.phase(Phase.LISTENING)
    play.models.on_heard(Heard(seconds=60, silence=60))
    await play.until(lambda: play.conductor.interview.question_clock.elapsed > 0.4)
    assert play.conductor.interview.phase is Phase.LISTENING
    await play.press(Command.END)
    await play.end()


@pytest.mark.parametrize("keys", [(Command.PAUSE, Command.RESUME), (Command.REPEAT,)])
async def test_the_silence_before_a_pause_or_a_repetition_does_not_count(
    history: History, keys: tuple[Command, ...]
) -> None:
    play = Play(history, PRACTICE, models=FakeModels(["red"]), end_of_turn=3.0)
    await play.phase(Phase.LISTENING)
    play.models.on_heard(silent(10, silence=2.9))
    for key in keys:
        await play.press(key)
    await play.until(lambda: play.sound.calls[-1] == "resume")
    play.models.on_heard(silent(10.4, silence=3.3))
    await play.until(lambda: play.conductor.interview.question_clock.elapsed > 0.4)
    assert play.conductor.interview.phase is Phase.LISTENING
    play.models.on_heard(silent(14, silence=3.0))
    await play.phase(Phase.CHECKING)
    await play.press(Command.END)
    await play.end()


async def test_a_strict_mock_is_as_on_the_day(history: History) -> None:
    setup = Setup(kind="mock", questions=1, strict=True)
    play = Play(history, setup, models=FakeModels(["red"]), end_of_turn=0.1)
    await play.phase(Phase.LISTENING)
    assert not {Command.REPEAT, Command.PAUSE} & play.conductor.interview.allowed
    play.models.on_heard(silent(60, silence=30))
    await play.until(lambda: play.conductor.interview.question_clock.elapsed > 0.3)
    assert play.conductor.interview.phase is Phase.LISTENING, "only the candidate ends an answer"
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    assert Command.AGAIN not in play.conductor.interview.allowed
    await play.press(Command.ACCEPT)
    (attempt,) = history.attempts(await play.end())
    assert attempt.score == 50


async def test_what_was_heard_badly_is_graded_when_it_is_accepted_twice(history: History) -> None:
    play = Play(history, PRACTICE, models=FakeModels([mumbled("red on it")]))
    await play.phase(Phase.LISTENING)
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    assert play.conductor.turn and "may be misheard: correct it, answer again" in play.conductor.turn.notice
    await play.press(Command.ACCEPT)
    assert "Not graded yet" in play.conductor.turn.notice and play.models.graded == []
    await play.press(Command.ACCEPT)
    await play.phase(Phase.FEEDBACK)
    assert play.models.graded == ["red on it"]
    await play.press(Command.END)
    await play.end()


async def test_what_was_heard_badly_and_corrected_is_graded_at_once(history: History) -> None:
    play = Play(history, PRACTICE, models=FakeModels([mumbled("read on it")]))
    await play.phase(Phase.LISTENING)
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    assert play.conductor.turn
    play.conductor.turn.draft = "red is on it"
    await play.press(Command.ACCEPT)
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.END)
    (attempt,) = history.attempts(await play.end())
    assert attempt.answer == "red is on it"
    assert attempt.transcript and attempt.transcript.is_doubtful
