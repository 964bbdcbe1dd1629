"""Which question comes next: always one that fits, and by the rules of good practice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.bank.question import Difficulty, KeyPoint, Question
from interviewer.bank.role import DifficultyMix, Role, TopicShare
from interviewer.scheduling import REST, MemoryModel, Outcome, QuestionState, Schedule, advance, replay
from interviewer.scheduling.schedule import FLOOR

NOW = datetime(2026, 11, 20, 9, tzinfo=timezone.utc)
DAY = timedelta(days=1)
MODEL = MemoryModel()
LEVELS: tuple[Difficulty, ...] = ("easy", "medium", "hard")


def question(topic: str, number: int, minutes: float = 1, follow_ups: Sequence[str] = ()) -> Question:
    return Question(
        id=f"{topic}-{number}",
        topic=topic,
        difficulty=LEVELS[number % 3],
        kind="concept",
        question="What?",
        answer="This.",
        key_points=(KeyPoint(point="It is this."),),
        minutes=minutes,
        follow_ups=tuple(follow_ups),
    )


def bank(each: int = 6, topics: int = 3) -> list[Question]:
    return [question(f"topic{topic}", number) for topic in range(topics) for number in range(each)]


def outcome(asked: Question, score: float | None, days: float, missed: int = 0) -> Outcome:
    return Outcome(
        question_id=asked.id, topic=asked.topic, at=NOW - days * DAY, score=score, missed=missed, points=3
    )


def schedule(questions: Sequence[Question], outcomes: Sequence[Outcome] = (), **kind: object) -> Schedule:
    ordered = sorted(outcomes, key=lambda each: each.at)
    return Schedule(questions, replay(ordered, MODEL), now=NOW, model=MODEL, **kind)  # type: ignore[arg-type]


def session(found: Schedule, seed: int = 0, now: datetime = NOW) -> list[Question]:
    """Every pick of one session, until there is none left."""
    rng, asked = Random(seed), list[Question]()
    while pick := found.pick([each.id for each in asked], now, rng):
        asked.append(pick.question)
    return asked


banks = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([0.5, 1.0, 2.5, 6.0])), min_size=1, max_size=15
).map(lambda rows: [question(f"topic{topic}", n, minutes) for n, (topic, minutes) in enumerate(rows)])
histories = st.lists(
    st.tuples(
        st.integers(0, 14), st.floats(0, 50), st.none() | st.integers(0, 100).map(float), st.integers(0, 3)
    ),
    max_size=25,
)


@settings(max_examples=80, deadline=None)
@given(
    questions=banks,
    history=histories,
    minutes=st.none() | st.sampled_from([0.5, 1.0, 3.0, 9.0]),
    only=st.sets(st.sampled_from(["topic0", "topic1"])),
    days=st.integers(-3, 40),
    seed=st.integers(0, 9),
)
def test_a_pick_is_there_while_a_question_fits_and_none_comes_twice_or_over_the_budget(
    questions: list[Question],
    history: list[tuple[int, float, float | None, int]],
    minutes: float | None,
    only: set[str],
    days: int,
    seed: int,
) -> None:
    outcomes = [
        outcome(questions[number % len(questions)], score, age, missed)
        for number, age, score, missed in history
    ]
    found = schedule(questions, outcomes, interview=NOW + days * DAY)
    states = {
        state.question_id: state for state in replay(sorted(outcomes, key=lambda o: o.at), MODEL).values()
    }
    rng, asked, left = Random(seed), list[str](), minutes
    while True:
        fit = [
            each
            for each in questions
            if each.id not in asked
            and (not only or each.topic in only)
            and (left is None or each.minutes <= left)
        ]
        pick = found.pick(asked, NOW, rng, only, left)
        assert (pick is None) == (not fit)
        if pick is None:
            break
        assert pick.question in fit
        assert pick.reason.endswith(".")
        asked.append(pick.question.id)
        left = left - pick.question.minutes if left is not None else None
        score = rng.choice([None, 20.0, 95.0])
        states[pick.question.id] = advance(
            states.get(pick.question.id), outcome(pick.question, score, 0, rng.randrange(3)), MODEL
        )
        found.learn(states[pick.question.id])
    assert len(asked) == len(set(asked))


@settings(max_examples=40, deadline=None)
@given(questions=banks, history=histories)
def test_a_schedule_that_learned_stands_where_a_new_one_does(
    questions: list[Question], history: list[tuple[int, float, float | None, int]]
) -> None:
    learned, states = schedule(questions), dict[str, QuestionState]()
    for number, age, score, missed in sorted(history, key=lambda row: -row[1]):
        asked = questions[number % len(questions)]
        states[asked.id] = advance(states.get(asked.id), outcome(asked, score, age, missed), MODEL)
        learned.learn(states[asked.id])
    fresh = Schedule(questions, states, now=NOW, model=MODEL)
    assert learned.strengths() == fresh.strengths()
    assert learned.readiness(NOW + 9 * DAY) == fresh.readiness(NOW + 9 * DAY)


def test_every_question_comes_once_and_then_none() -> None:
    assert Counter(each.id for each in session(schedule(bank()))) == Counter(each.id for each in bank())


def test_an_empty_bank_or_an_unknown_topic_gives_none() -> None:
    assert schedule([]).pick([], NOW, Random(0)) is None
    assert schedule([]).strengths() == ()
    assert schedule([]).readiness(NOW).high == 1.0
    assert schedule(bank()).pick([], NOW, Random(0), topics=["cooking"]) is None


def test_the_same_seed_gives_the_same_session() -> None:
    assert session(schedule(bank()), seed=5) == session(schedule(bank()), seed=5)
    assert session(schedule(bank()), seed=5) != session(schedule(bank()), seed=6)


@pytest.mark.parametrize("seed", range(5))
def test_no_topic_three_times_in_a_row_while_there_are_others(seed: int) -> None:
    questions = bank()
    weak = [outcome(each, 0 if each.topic == "topic0" else 100, days=3) for each in questions]
    asked = session(schedule(questions, weak), seed)
    for at in range(2, len(asked)):
        run = {each.topic for each in asked[at - 2 : at + 1]}
        others = {each.topic for each in questions if each not in asked[:at]} - run
        assert len(run) > 1 or not others


def test_questions_asked_today_rest_until_nothing_else_is_left() -> None:
    questions = bank(each=4)
    resting = {each.id for each in questions[::2]}
    asked = session(schedule(questions, [outcome(each, 10, days=0.1) for each in questions[::2]]))
    assert {each.id for each in asked[-len(resting) :]} == resting


def test_rest_ends_in_time_for_the_next_day() -> None:
    one, other = bank(each=1, topics=2)
    hours = REST / DAY
    rested = [outcome(one, 10, days=hours), outcome(other, 10, days=hours * 0.99)]
    assert all(session(schedule([one, other], rested), seed)[0] == one for seed in range(9))


def test_what_was_forgotten_comes_before_what_is_known() -> None:
    questions = bank(each=9, topics=1)
    history = [outcome(each, 10 if number < 4 else 100, days=4) for number, each in enumerate(questions)]
    first = session(schedule(questions, history))[:4]
    assert {each.id for each in first} == {each.id for each in questions[:4]}


def test_every_topic_has_its_least_share() -> None:
    questions = bank(each=12, topics=6)
    found, states, rng, now = schedule(questions), dict[str, QuestionState](), Random(1), NOW
    counts = Counter[str]()
    for _ in range(30):
        asked: list[str] = []
        for _ in range(8):
            pick = found.pick(asked, now, rng)
            assert pick
            asked.append(pick.question.id)
            counts[pick.question.topic] += 1
            given = Outcome(
                question_id=pick.question.id,
                topic=pick.question.topic,
                at=now,
                score=0 if pick.question.topic == "topic0" else 100,
            )
            states[pick.question.id] = advance(states.get(pick.question.id), given, MODEL)
            found.learn(states[pick.question.id])
        now += DAY
    assert counts["topic0"] == max(counts.values())
    assert min(counts.values()) >= FLOOR * 240 / 6 - 1


def test_a_role_weighs_the_questions_by_its_blueprint() -> None:
    role = Role(
        id="engineer",
        title="Engineer",
        description="Builds.",
        minutes=30,
        difficulty=DifficultyMix(easy=1, medium=1, hard=1),
        topics=(TopicShare(topic="topic0", weight=9), TopicShare(topic="topic1", weight=1)),
    )
    questions = bank(each=6, topics=3)
    order = [each.topic for each in session(schedule(questions, role=role))]
    # Six of topic0, with one of topic1 after every two.
    assert Counter(order[:9]) == {"topic0": 6, "topic1": 3}
    weak = [outcome(each, 0 if each.topic == "topic2" else 100, days=2) for each in questions]
    ready, of_all = (schedule(questions, weak, **kind).readiness(NOW) for kind in ({"role": role}, {}))
    assert ready.mean > of_all.mean
    assert ready.low < ready.mean < ready.high


def test_follow_ups_of_what_was_missed_come_soon() -> None:
    parent = question("topic0", 1, follow_ups=["topic0-40"])
    questions = [parent, *(question("topic0", 3 * number + 1) for number in range(1, 20))]
    found = schedule(questions, [outcome(parent, 40, days=1, missed=2)])
    pick = found.pick([parent.id], NOW, Random(3))
    assert pick
    assert pick.question.id == "topic0-40"
    assert pick.reason.startswith("Leads on from a question of which you missed 2 of 3 points on 19 Nov; ")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (None, "You have not been asked this yet; "),
        ((None, 0), "Last asked on 15 Nov, without a score; "),
        ((33.0, 2), "Missed 2 of 3 points on 15 Nov; "),
        ((92.0, 0), "Scored 92 on 15 Nov; "),
    ],
)
def test_the_reason_is_true(given: tuple[float | None, int] | None, said: str) -> None:
    only = question("topic0", 1)
    history = [outcome(only, given[0], 5, given[1])] if given else []
    day = NOW + 10 * DAY
    found = schedule([only], history, interview=day)
    pick = found.pick([], NOW, Random(0))
    assert pick
    assert pick.reason.startswith(said)
    verb = "remembered" if given and given[0] is not None else "answered well"
    assert pick.reason.endswith(
        f"; {100 * found.recall(only.id, day):.0f}\N{NO-BREAK SPACE}% likely to be {verb} on 30 Nov."
    )


def test_dates_are_those_of_the_place_where_the_question_was_asked() -> None:
    only = question("topic0", 1)
    at = datetime(2024, 11, 13, 1, tzinfo=timezone(timedelta(hours=9)))  # still the 12th in UTC
    state = advance(None, Outcome(question_id=only.id, topic=only.topic, at=at, score=35), MODEL)
    pick = Schedule([only], {only.id: state}, now=NOW).pick([], NOW, Random(0))
    assert pick
    assert pick.reason.startswith("Scored 35 on 13 Nov 2024; ")


def test_strengths_have_an_interval_that_narrows_with_answers() -> None:
    questions = bank(each=12, topics=2)
    few = [outcome(each, 90, days=2) for each in questions[:2]]
    many = [outcome(each, 90, days=2) for each in questions[:10]]
    widths = []
    for history in (few, many):
        one, other = schedule(questions, history).strengths()
        assert (other.strength, other.low, other.attempts, other.last) == (None, None, 0, None)
        assert one.strength is not None
        assert one.low is not None
        assert one.high is not None
        assert 0 < one.low < one.strength < one.high < 100
        widths.append(one.high - one.low)
    assert widths[1] < widths[0]


def test_gains_tell_the_numbers_of_the_pick() -> None:
    questions = bank(each=4)
    found = schedule(questions, [outcome(questions[0], 0, days=5)])
    every = found.gains(100)
    assert len(every) == len(questions)
    first = next(each for each in every if each.question == questions[0])
    assert first.recall_now == pytest.approx(found.recall(questions[0].id, NOW))
    assert first.recall_then < first.recall_now
    assert first.gain > 0
