"""The state machine: clocks, limits, what is allowed when."""

from __future__ import annotations

import math

import pytest

from interviewer.bank.question import KeyPoint, Question
from interviewer.errors import SessionError
from interviewer.session.interview import Command, Interview, Phase
from interviewer.session.setup import TIME_ALLOWANCE, Setup


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def question(minutes: float = 2) -> Question:
    points = (KeyPoint(point="One thing."), KeyPoint(point="Another thing."))
    return Question(
        id="q",
        topic="t",
        difficulty="easy",
        kind="concept",
        question="What?",
        answer="This. And that.",
        key_points=points,
        minutes=minutes,
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


def started(clock: Clock, **choices: object) -> Interview:
    interview = Interview(Setup(**choices), clock)  # type: ignore[arg-type]
    interview.ask(question())
    return interview


def listen(interview: Interview) -> None:
    interview.move(Phase.LISTENING)
    interview.begin_answer()


def test_the_session_clock_runs_from_the_asking_and_the_question_clock_from_the_answer(clock: Clock) -> None:
    interview = started(clock)
    clock.now += 5
    listen(interview)
    clock.now += 30
    assert interview.session_clock.elapsed == 35
    assert interview.question_clock.elapsed == 30


@pytest.mark.parametrize("phase", [Phase.TRANSCRIBING, Phase.CHECKING, Phase.GRADING])
def test_no_clock_runs_while_the_candidate_waits_or_reads(clock: Clock, phase: Phase) -> None:
    interview = started(clock)
    for step in (Phase.LISTENING, Phase.TRANSCRIBING, Phase.CHECKING, Phase.GRADING):
        interview.move(step)
        if step is Phase.LISTENING:
            interview.begin_answer()
        if step is phase:
            break
    clock.now += 100
    assert interview.session_clock.elapsed == interview.question_clock.elapsed == 0


def test_a_pause_stops_both_clocks_and_allows_only_to_go_on_or_end(clock: Clock) -> None:
    interview = started(clock)
    listen(interview)
    clock.now += 10
    interview.pause()
    clock.now += 60
    assert interview.allowed == {Command.RESUME, Command.END}
    interview.resume()
    clock.now += 1
    assert interview.question_clock.elapsed == interview.session_clock.elapsed == 11


def test_the_nearer_limit_counts(clock: Clock) -> None:
    interview = started(clock, kind="mock", questions=None, minutes=2)
    interview.move(Phase.TYPING)
    assert interview.question_limit == 2 * 60 * TIME_ALLOWANCE
    clock.now += 110
    assert interview.seconds_left == pytest.approx(10)
    clock.now += 500
    assert interview.seconds_left == 0
    assert not interview.wants_question


def test_the_answer_begins_when_the_microphone_is_open(clock: Clock) -> None:
    interview = started(clock)
    interview.move(Phase.LISTENING)
    clock.now += 3
    assert interview.question_clock.elapsed == 0
    assert Command.DONE not in interview.allowed
    interview.begin_answer()
    clock.now += 2
    assert interview.question_clock.elapsed == 2
    assert Command.DONE in interview.allowed


def test_clocks_that_are_held_stay_so_when_the_log_can_be_written_again(clock: Clock) -> None:
    interview = started(clock)
    listen(interview)
    interview.hold_clocks()
    interview.block()
    interview.unblock()
    clock.now += 9
    assert interview.question_clock.elapsed == 0
    interview.release_clocks()
    clock.now += 1
    assert interview.question_clock.elapsed == 1


def test_time_that_is_given_back_is_taken_off_both_clocks(clock: Clock) -> None:
    interview = started(clock)
    clock.now += 5
    listen(interview)
    clock.now += 10
    interview.give_back(3)
    assert (interview.session_clock.elapsed, interview.question_clock.elapsed) == (12, 7)
    interview.give_back(9)
    assert (interview.session_clock.elapsed, interview.question_clock.elapsed) == (3, 0)


def test_a_strict_interview_has_no_pause_no_repetition_and_no_second_try(clock: Clock) -> None:
    interview = started(clock, strict=True)
    not_on_the_day = {Command.PAUSE, Command.REPEAT, Command.AGAIN}
    for phase in (Phase.LISTENING, Phase.TRANSCRIBING, Phase.CHECKING):
        assert not not_on_the_day & interview.allowed
        interview.move(phase)
    assert not not_on_the_day & interview.allowed and Command.ACCEPT in interview.allowed


def test_a_blocked_log_stops_the_clocks_and_allows_only_to_try_again_or_end(clock: Clock) -> None:
    interview = started(clock)
    listen(interview)
    interview.block()
    clock.now += 9
    assert interview.allowed == {Command.RETRY, Command.END}
    interview.unblock()
    clock.now += 1
    assert interview.question_clock.elapsed == interview.session_clock.elapsed == 1


def test_practice_without_minutes_has_no_limit(clock: Clock) -> None:
    interview = started(clock, kind="practice")
    assert math.isinf(interview.seconds_left)
    assert interview.question_limit is None


def test_it_ends_after_the_chosen_number_of_questions(clock: Clock) -> None:
    interview = started(clock, questions=2)
    assert interview.wants_question
    interview.ask(question())
    assert not interview.wants_question
    with pytest.raises(SessionError, match="over"):
        interview.ask(question())


def test_a_new_question_has_its_whole_time(clock: Clock) -> None:
    interview = started(clock)
    listen(interview)
    clock.now += 50
    interview.ask(question())
    assert interview.question_clock.elapsed == 0
    assert interview.session_clock.elapsed == 50


def test_phases_cannot_be_jumped_over(clock: Clock) -> None:
    interview = started(clock)
    with pytest.raises(SessionError, match="asking cannot go on to grading"):
        interview.move(Phase.GRADING)


def test_when_the_time_is_up_the_answer_cannot_be_given_again(clock: Clock) -> None:
    interview = started(clock)
    listen(interview)
    clock.now += 1000
    interview.move(Phase.TRANSCRIBING)
    interview.move(Phase.CHECKING)
    assert Command.ACCEPT in interview.allowed
    assert not {Command.AGAIN, Command.TYPE} & interview.allowed


def test_a_finished_interview_allows_nothing(clock: Clock) -> None:
    interview = started(clock)
    interview.finish()
    assert interview.allowed == frozenset()
    assert not interview.wants_question
