"""Hints, another try and follow-ups, as the conductor takes them through and the log keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.scheduling import Pick
from interviewer.session.hints import Hint
from interviewer.session.history import History
from interviewer.session.interview import Command, Phase
from interviewer.session.resume import cut_off
from interviewer.session.setup import Setup
from interviewer.store import Log
from tests.fakes import FakeSound
from tests.play import Play, questions

PRACTICE = Setup(kind="practice", questions=2, means="typing")


@pytest.fixture
def history(home: Path) -> Iterator[History]:
    with Log.open(home / "interviewer.db") as log:
        yield History(log, home / "recordings")


async def test_a_hint_is_logged_and_taken_off_the_score(history: History) -> None:
    play = Play(history, PRACTICE)
    await play.phase(Phase.TYPING)
    await play.press(Command.HINT)
    turn = play.conductor.turn
    assert turn and len(turn.hints) == 1 and "2 points" in turn.hints[0].text
    await play.answer("red")
    await play.phase(Phase.FEEDBACK)
    assert turn.score == 40
    await play.press(Command.END)
    (attempt,) = history.attempts(await play.end())
    assert attempt.score == 40 and attempt.hints == turn.hints


async def test_a_hint_does_not_cut_the_question_short(history: History) -> None:
    play = Play(history, Setup(kind="practice", questions=1), FakeSound(speech_seconds=0.3))
    await play.phase(Phase.ASKING)
    await play.press(Command.HINT)
    await play.phase(Phase.LISTENING)
    await play.press(Command.HINT)
    assert play.sound.calls == ["open"], "the microphone stays open"
    await play.press(Command.END)
    (attempt,) = history.attempts(await play.end())
    assert len(attempt.hints) == 2 and play.sound.said == ["Which colours are on flag 1?"]


async def test_there_are_no_more_hints_than_points(history: History) -> None:
    play = Play(history, PRACTICE)
    await play.phase(Phase.TYPING)
    for _ in range(3):
        await play.press(Command.HINT)
    turn = play.conductor.turn
    assert turn and len(turn.hints) == 2 and turn.notice.startswith("There is nothing left to hint at")
    await play.press(Command.END)
    await play.end()


async def test_on_the_day_there_is_no_hint(history: History) -> None:
    play = Play(history, Setup(kind="mock", questions=1, means="typing", strict=True))
    await play.phase(Phase.TYPING)
    assert not play.conductor.send(Command.HINT)
    await play.press(Command.END)
    await play.end()


async def test_another_try_is_an_attempt_of_its_own_and_none_of_the_interviews_number(
    history: History,
) -> None:
    play = Play(history, PRACTICE)
    await play.answer("red")
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.ONCE_MORE)
    await play.phase(Phase.TYPING)
    assert play.conductor.turn and play.conductor.turn.draft == "" and play.conductor.turn.extra
    await play.answer("red and blue")
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.NEXT)
    await play.answer("blue", 2)
    await play.phase(Phase.FEEDBACK, 2)
    await play.press(Command.NEXT)
    attempts = history.attempts(await play.end())
    assert [attempt.question.id for attempt in attempts] == ["colours-1", "colours-1", "colours-2"]
    assert [attempt.follows for attempt in attempts] == [None, 1, None]
    assert [attempt.score for attempt in attempts] == [50, 100, 50]


async def test_what_was_missed_is_asked_about(history: History) -> None:
    play = Play(history, PRACTICE)
    await play.answer("red")
    await play.phase(Phase.FEEDBACK)
    assert play.conductor.follow_up
    await play.press(Command.FOLLOW_UP)
    await play.phase(Phase.TYPING)
    turn = play.conductor.turn
    assert turn and [point.point for point in turn.question.key_points] == ["Blue is on it."]
    await play.answer("blue is on it")
    await play.phase(Phase.FEEDBACK)
    assert play.conductor.follow_up is None
    await play.press(Command.FOLLOW_UP)
    assert play.conductor.interview.phase is Phase.FEEDBACK, "there is nothing more to ask"
    await play.press(Command.NEXT)
    await play.phase(Phase.TYPING, 2)
    await play.press(Command.END)
    first, extra, _ = history.attempts(await play.end())
    assert (extra.follows, extra.score) == (first.number, 100)


async def test_the_reference_answer_is_said_and_falls_silent(history: History) -> None:
    sound = FakeSound(speech_seconds=30)
    play = Play(history, Setup(kind="practice", questions=1, means="typing"), sound)
    await play.answer("red")
    await play.phase(Phase.FEEDBACK)
    await play.press(Command.HEAR)
    assert sound.said[-1] == "Red is on it. Blue is on it." and play.conductor.interview.speaking
    await play.press(Command.HEAR)
    assert sound.calls[-1] == "cut" and not play.conductor.interview.speaking
    await play.press(Command.HEAR)
    await play.press(Command.NEXT)
    await play.end()
    assert sound.calls[-1] == "cut"


def test_an_interview_that_was_cut_off_knows_its_hints_and_what_followed(history: History) -> None:
    (question,) = questions(1)
    session = history.start_session("practice", PRACTICE)
    first = history.ask(session, Pick(question=question, reason="It is new."))
    history.skip(first, seconds=3)
    extra = history.ask(session, Pick(question=question, reason="Once more."), after=first)
    history.hint(extra, Hint(text="It begins so."))
    history.running.release(session)  # as the system does when the process ends
    (found,) = cut_off(history)
    assert found.number == 1 and found.place == "at question 1" and len(found.attempts) == 2
    turn = found.turn()
    assert turn.extra and turn.hints == (Hint(text="It begins so."),)
