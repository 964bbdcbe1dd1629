"""The plan of the days until the interview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from random import Random
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.bank import KeyPoint, Question
from interviewer.scheduling import MemoryModel, Outcome, QuestionState, Schedule, advance
from interviewer.scheduling.plan import Plan, expected, plan

NOW = datetime(2026, 11, 23, 14, tzinfo=timezone(timedelta(hours=2)))
MODEL = MemoryModel()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def question(number: int, minutes: float = 2.0) -> Question:
    return Question(
        id=f"topic-{number % 4}-q{number}",
        topic=f"topic-{number % 4}",
        difficulty=("easy", "medium", "hard")[number % 3],
        kind="concept",
        question=f"What is {number}?",
        answer=f"It is {number}.",
        key_points=(KeyPoint(point=f"It is {number}."),),
        minutes=minutes,
    )


def answered(questions: Sequence[Question], score: float, at: datetime) -> dict[str, QuestionState]:
    return {
        each.id: advance(None, Outcome(question_id=each.id, topic=each.topic, at=at, score=score), MODEL)
        for each in questions
    }


def planned(
    questions: Sequence[Question],
    states: Mapping[str, QuestionState] | None = None,
    *,
    interview: datetime | None = NOW + 7 * DAY,
    minutes: float = 10,
) -> Plan:
    return plan(
        questions, states or {}, now=NOW, interview=interview, role=None, model=MODEL, minutes=minutes
    )


banks = st.lists(st.sampled_from([0.5, 1.0, 1.5, 2.25, 4.0, 9.0]), min_size=1, max_size=14).map(
    lambda minutes: [question(number, each) for number, each in enumerate(minutes)]
)
histories = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 72), st.integers(0, 100)), max_size=12)


def states_of(
    questions: Sequence[Question], history: Sequence[tuple[int, int, int]]
) -> dict[str, QuestionState]:
    states: dict[str, QuestionState] = {}
    for index, hours, score in sorted(history, key=lambda entry: -entry[1]):
        asked = questions[index % len(questions)]
        outcome = Outcome(question_id=asked.id, topic=asked.topic, at=NOW - hours * HOUR, score=score)
        states[asked.id] = advance(states.get(asked.id), outcome, MODEL)
    return states


@settings(deadline=None, max_examples=60)
@given(questions=banks, history=histories, days=st.integers(0, 6), minutes=st.sampled_from([1, 5, 12, 30]))
def test_every_day_until_the_interview_is_within_its_minutes_and_asks_no_question_twice(
    questions: list[Question], history: list[tuple[int, int, int]], days: int, minutes: int
) -> None:
    states = states_of(questions, history)
    found = planned(questions, states, interview=NOW + days * DAY, minutes=minutes)
    assert [day.date for day in found.days] == [NOW.date() + number * DAY for number in range(days)]
    done = [each for each in questions if _asked_today(states.get(each.id))]
    for number, day in enumerate(found.days):
        before = done if number == 0 else []
        left = max(0, minutes - sum(each.minutes for each in before))
        assert day.minutes <= left or (day.questions == 1 and not before)
        assert day.questions <= len(questions) - len(before)
        assert day.questions or before, "where nothing was asked yet, there is always a question"
        assert all(0 <= topic.new <= topic.questions for topic in day.topics)
    new = sum(topic.new for day in found.days for topic in day.topics)
    assert new <= len(questions) - len(states), "each is new once"


def _asked_today(state: QuestionState | None) -> bool:
    return state is not None and state.last_asked.astimezone(NOW.tzinfo).date() == NOW.date()


def test_one_question_may_be_longer_than_the_day() -> None:
    found = planned([question(0, 9.0)], minutes=5)
    assert {(day.minutes, day.questions) for day in found.days} == {(9.0, 1)}


def test_minutes_spent_today_are_taken_off() -> None:
    questions = [question(number) for number in range(20)]
    found = planned(questions, answered(questions[:3], 80, NOW - HOUR), minutes=10)
    assert found.days[0].minutes == 4
    assert found.days[1].minutes == 10


def test_without_a_date_the_plan_is_of_the_rolling_horizon() -> None:
    found = planned([question(number) for number in range(6)], interview=None)
    assert len(found.days) == 21
    assert found.at == NOW + 21 * DAY


def test_on_the_day_itself_there_is_nothing_left_to_plan() -> None:
    found = planned([question(0)], interview=NOW - HOUR)
    assert found.days == ()
    assert found.practised == found.unpractised


def test_a_question_is_new_once_and_then_comes_again() -> None:
    found = planned([question(0), question(1)])
    topics = [topic for day in found.days for topic in day.topics]
    assert sum(topic.new for topic in topics) == 2
    assert sum(topic.again for topic in topics) == 2 * len(found.days) - 2


def test_the_same_log_gives_the_same_plan() -> None:
    questions = [question(number) for number in range(30)]
    assert planned(questions) == planned(questions)


def test_practice_is_worth_more_than_none_and_more_of_it_not_less() -> None:
    questions = [question(number) for number in range(30)]
    little, much = (planned(questions, minutes=minutes) for minutes in (4, 30))
    assert little.unpractised == much.unpractised
    assert little.unpractised.mean < little.practised.mean < much.practised.mean


@pytest.mark.parametrize("score", [20, 90])
def test_an_expected_answer_lies_between_a_good_and_a_bad_one(score: int) -> None:
    asked = question(0)
    state = answered([asked], score, NOW - 3 * DAY)[asked.id]

    def recall(chance: float) -> float:
        return MODEL.recall(expected(state, asked, chance, NOW, MODEL), NOW + 5 * DAY)

    assert recall(0) < recall(0.5) < recall(1)


def test_the_forecast_is_what_learners_come_to_on_average() -> None:
    """Against many runs in which each answer is drawn by the chance that the scheduler gives it."""
    questions = [question(number) for number in range(24)]
    states = answered(questions[:12], 85, NOW - 4 * DAY) | answered(questions[12:], 30, NOW - 2 * DAY)
    forecast = planned(questions, states, minutes=12)

    def drawn(seed: int) -> float:
        rng, interview = Random(seed), NOW + 7 * DAY
        schedule = Schedule(questions, states, now=NOW, interview=interview, model=MODEL)
        known = dict(states)
        for number in range(7):
            at, asked = NOW + number * DAY, list[str]()
            for _ in range(6):
                pick = schedule.pick(asked, at, rng)
                assert pick
                well = rng.random() < schedule.recall(pick.question.id, at)
                outcome = Outcome(
                    question_id=pick.question.id, topic=pick.question.topic, at=at, score=80 if well else 20
                )
                state = advance(known.get(pick.question.id), outcome, MODEL)
                known[pick.question.id] = state
                schedule.learn(state)
                asked.append(pick.question.id)
        return schedule.readiness(interview).mean

    assert forecast.practised.mean == pytest.approx(mean(map(drawn, range(12))), abs=0.05)
