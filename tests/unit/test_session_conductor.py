"""The conductor: what is asked of the workers, and what is in the log afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from interviewer.errors import AudioError, EngineError, StoreError, WorkerError
from interviewer.session.history import History
from interviewer.session.interview import Command, Phase
from interviewer.session.setup import Setup
from interviewer.speech.recording import Recording
from interviewer.store import Log
from tests.fakes import FakeModels, FakeSound
from tests.play import Play


@pytest.fixture
def history(home: Path) -> AsyncIterator[History]:
    with Log.open(home / "interviewer.db") as log:
        yield History(log, home / "recordings")


async def test_a_spoken_answer_is_heard_corrected_graded_and_logged(history: History) -> None:
    play = Play(history, Setup(kind="practice", questions=1), models=FakeModels(["read is on it"]))
    await play.phase(Phase.LISTENING)
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    assert play.conductor.turn and play.conductor.turn.draft == "read is on it"
    play.conductor.turn.draft = "red is on it"
    await play.press(Command.ACCEPT)
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.NEXT)
    (attempt,) = history.attempts(await play.end())
    assert attempt.status == "graded" and attempt.means == "voice" and attempt.score == 50
    assert attempt.transcript and attempt.transcript.text == "read is on it"
    assert attempt.answer == "red is on it"
    assert attempt.recording and attempt.recording.exists()
    assert play.sound.said == ["Which colours are on flag 1?"]
    assert play.sound.calls == ["open", "close"]


async def test_a_mock_interview_goes_on_without_feedback(history: History) -> None:
    play = Play(history, Setup(kind="mock", questions=2, means="typing"))
    await play.answer("red", 1)
    await play.answer("red and blue", 2)
    session = await play.end()
    assert [attempt.score for attempt in history.attempts(session)] == [50, 100]
    assert history.sessions()[0].session.status == "finished"


async def test_each_attempt_is_in_the_log_before_the_next_question(history: History) -> None:
    play = Play(history, Setup(kind="mock", questions=2, means="typing"))
    await play.answer("red", 1)
    await play.phase(Phase.TYPING, 2)
    assert play.conductor.session_id
    first, second = history.attempts(play.conductor.session_id)
    assert (first.status, second.status) == ("graded", "asked")
    await play.press(Command.END)
    await play.end()


async def test_when_the_time_is_up_the_typed_answer_so_far_is_graded(history: History) -> None:
    play = Play(history, Setup(kind="mock", questions=1, means="typing"), minutes=0.004)
    await play.phase(Phase.TYPING)
    assert play.conductor.turn
    play.conductor.turn.draft = "blue I think, and"
    (attempt,) = history.attempts(await play.end())
    assert attempt.answer == "blue I think, and" and attempt.score == 50


async def test_when_the_time_is_up_the_recording_so_far_is_taken(history: History) -> None:
    models = FakeModels(["red and"])
    play = Play(history, Setup(kind="mock", questions=1), models=models, minutes=0.004)
    await play.phase(Phase.CHECKING)
    assert play.conductor.turn and "The time is up" in play.conductor.turn.notice
    await play.press(Command.ACCEPT)
    (attempt,) = history.attempts(await play.end())
    assert attempt.score == 50


async def test_skipping_is_logged_and_the_next_question_comes(history: History) -> None:
    play = Play(history, Setup(kind="mock", questions=2))
    await play.phase(Phase.LISTENING, 1)
    await play.press(Command.SKIP)
    await play.phase(Phase.LISTENING, 2)
    await play.press(Command.END)
    first, second = history.attempts(await play.end())
    assert first.status == "skipped"
    assert second.recording and second.recording.exists()
    assert play.sound.calls == ["open", "close"] * 2
    assert history.sessions()[0].session.status == "ended"


async def test_silence_is_never_graded(history: History) -> None:
    play = Play(history, Setup(kind="practice", questions=1), models=FakeModels([""]))
    await play.phase(Phase.LISTENING)
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    assert play.conductor.turn and "No speech" in play.conductor.turn.notice
    await play.press(Command.ACCEPT)
    (attempt,) = history.attempts(await play.end())
    assert attempt.status == "silent" and attempt.score is None
    assert play.models.graded == []


async def test_a_second_try_replaces_the_first_and_keeps_its_recording(history: History, home: Path) -> None:
    play = Play(history, Setup(kind="practice", questions=1), models=FakeModels(["mumble", "blue"]))
    for command in (Command.AGAIN, Command.ACCEPT):
        await play.phase(Phase.LISTENING)
        await play.press(Command.DONE)
        await play.phase(Phase.CHECKING)
        await play.press(command)
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.END)
    (attempt,) = history.attempts(await play.end())
    assert attempt.answer == "blue"
    assert len(list((home / "recordings").iterdir())) == 2


async def test_without_a_microphone_the_answer_is_typed(history: History) -> None:
    sound = FakeSound(microphone_error=AudioError("There is no microphone."))
    play = Play(history, Setup(kind="mock", questions=1), sound)
    await play.phase(Phase.TYPING)
    assert play.conductor.turn and play.conductor.turn.notice == "There is no microphone."
    await play.answer("red")
    (attempt,) = history.attempts(await play.end())
    assert attempt.means == "typing" and attempt.score == 50


async def test_a_failed_transcription_keeps_the_recording(
    history: History,
) -> None:
    models = FakeModels([EngineError("The engine broke.")])
    play = Play(history, Setup(kind="mock", questions=1), models=models)
    await play.phase(Phase.LISTENING)
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    assert play.conductor.turn and "The engine broke." in play.conductor.turn.notice
    play.conductor.turn.draft = "blue"
    await play.press(Command.ACCEPT)
    (attempt,) = history.attempts(await play.end())
    assert attempt.score == 50 and attempt.recording and attempt.recording.exists()


async def test_a_key_cuts_the_question_short(history: History) -> None:
    play = Play(history, Setup(kind="mock", questions=1), FakeSound(speech_seconds=60))
    await play.phase(Phase.ASKING)
    await play.press(Command.DONE)
    await play.phase(Phase.LISTENING)
    assert play.sound.calls[0] == "cut"
    await play.press(Command.END)
    await play.end()


async def test_a_key_pressed_twice_does_not_end_the_answer_before_it_began(history: History) -> None:
    play = Play(history, Setup(kind="mock", questions=1), FakeSound(speech_seconds=60))
    await play.phase(Phase.ASKING)
    play.conductor.send(Command.DONE)
    play.conductor.send(Command.DONE)
    await play.phase(Phase.LISTENING)
    await asyncio.sleep(0.1)
    assert play.conductor.interview.phase is Phase.LISTENING
    await play.press(Command.END)
    await play.end()


async def test_a_pause_closes_the_microphone_and_repeating_says_the_question_again(history: History) -> None:
    play = Play(history, Setup(kind="mock", questions=1))
    await play.phase(Phase.LISTENING)
    await play.press(Command.PAUSE)
    await play.until(lambda: play.conductor.interview.paused)
    assert play.sound.calls == ["open", "pause"]
    await play.press(Command.RESUME)
    await play.press(Command.REPEAT)
    await play.until(lambda: len(play.sound.calls) == 5)
    assert play.sound.calls == ["open", "pause", "resume", "pause", "resume"]
    assert len(play.sound.said) == 2
    await play.press(Command.END)
    await play.end()


async def test_changing_from_voice_to_typing_and_back(history: History) -> None:
    play = Play(history, Setup(kind="practice", questions=1), models=FakeModels(["red and blue"]))
    await play.phase(Phase.LISTENING)
    await play.press(Command.TYPE)
    await play.phase(Phase.TYPING)
    await play.press(Command.SPEAK)
    await play.phase(Phase.LISTENING)
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    await play.press(Command.ACCEPT)
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.NEXT)
    (attempt,) = history.attempts(await play.end())
    assert attempt.score == 100


async def test_what_was_typed_before_speaking_is_part_of_the_answer(history: History) -> None:
    setup = Setup(kind="practice", questions=1, means="typing")
    play = Play(history, setup, models=FakeModels(["and blue"]))
    await play.phase(Phase.TYPING)
    assert play.conductor.turn
    play.conductor.turn.draft = "red"
    await play.press(Command.SPEAK)
    await play.phase(Phase.LISTENING)
    await play.press(Command.DONE)
    await play.phase(Phase.CHECKING)
    assert play.conductor.turn.draft == "red and blue"
    await play.press(Command.END)
    await play.end()


async def test_an_empty_text_is_not_handed_in(history: History) -> None:
    play = Play(history, Setup(kind="mock", questions=1, means="typing"))
    await play.phase(Phase.TYPING)
    await play.press(Command.DONE)
    assert play.conductor.turn and "nothing to grade" in play.conductor.turn.notice
    await play.answer("blue")
    (attempt,) = history.attempts(await play.end())
    assert attempt.score == 50


async def test_a_lost_sound_process_costs_no_more_than_the_rest_of_the_answer(history: History) -> None:
    class Lost(FakeSound):
        async def close_microphone(self) -> Recording:
            await super().close_microphone()
            raise WorkerError("The sound process ended.")

    play = Play(history, Setup(kind="mock", questions=1), Lost(), FakeModels(["red"]))
    await play.phase(Phase.LISTENING)
    play.sound.on_ended()
    await play.phase(Phase.CHECKING)
    assert play.conductor.turn and "The answer so far is taken" in play.conductor.turn.notice
    await play.press(Command.ACCEPT)
    (attempt,) = history.attempts(await play.end())
    assert attempt.score == 50


async def test_a_microphone_that_does_not_come_back_ends_the_answer(history: History) -> None:
    class Unplugged(FakeSound):
        async def resume_microphone(self) -> None:
            raise AudioError("The microphone is gone.")

    play = Play(history, Setup(kind="mock", questions=1), Unplugged(), FakeModels(["red"]))
    await play.phase(Phase.LISTENING)
    await play.press(Command.PAUSE)
    await play.until(lambda: play.conductor.interview.paused)
    await play.press(Command.RESUME)
    await play.phase(Phase.CHECKING)
    assert play.conductor.turn and "The microphone is gone." in play.conductor.turn.notice
    await play.press(Command.END)
    await play.end()


async def test_ending_keeps_what_was_typed(history: History) -> None:
    play = Play(history, Setup(kind="mock", questions=1, means="typing"))
    await play.phase(Phase.TYPING)
    assert play.conductor.turn
    play.conductor.turn.draft = "half a tho"
    await play.press(Command.END)
    (attempt,) = history.attempts(await play.end())
    assert (attempt.status, attempt.answer, attempt.draft) == ("answered", "half a tho", None)


async def test_cancelling_keeps_the_recording(history: History) -> None:
    play = Play(history, Setup(kind="mock", questions=1))
    await play.phase(Phase.LISTENING)
    play.task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await play.task
    assert play.conductor.session_id
    (attempt,) = history.attempts(play.conductor.session_id)
    assert attempt.status == "answered" and attempt.recording and attempt.recording.exists()


async def test_a_full_disk_holds_the_interview_until_there_is_room(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = Play(history, Setup(kind="mock", questions=1, means="typing"))
    await play.phase(Phase.TYPING)
    write = history.answer

    def full(*args: object, **values: object) -> None:
        raise StoreError("The disk is full: free some space.")

    monkeypatch.setattr(history, "answer", full)
    await play.answer("red and blue")
    await play.until(lambda: play.conductor.trouble)
    assert play.conductor.interview.allowed == {Command.RETRY, Command.END}
    monkeypatch.setattr(history, "answer", write)
    await play.press(Command.RETRY)
    (attempt,) = history.attempts(await play.end())
    assert attempt.score == 100
