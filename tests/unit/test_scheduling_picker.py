"""Which question comes next: rest, variety, and chances that follow the scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from random import Random

import pytest

from interviewer.bank.question import KeyPoint, Question
from interviewer.scheduling import REST, Outcome, Picker, strength

NOW = datetime(2025, 11, 20, 9, tzinfo=timezone.utc)
TOPICS = ("classification-metrics", "reinforcement-learning", "generative-models")


def question(topic: str, number: int) -> Question:
    return Question(
        id=f"{topic}-{number}",
        topic=topic,
        difficulty="easy",
        kind="concept",
        question="What?",
        answer="This.",
        key_points=(KeyPoint(point="It is this."),),
        minutes=1,
    )


def bank(each: int = 6, topics: Sequence[str] = TOPICS) -> list[Question]:
    return [question(topic, number) for topic in topics for number in range(each)]


def outcome(asked: Question, score: float | None, days: float) -> Outcome:
    return Outcome(question_id=asked.id, topic=asked.topic, at=NOW - timedelta(days=days), score=score)


def session(
    picker: Picker, questions: Sequence[Question], outcomes: Sequence[Outcome], seed: int
) -> list[Question]:
    """Every pick of one session, until there is none left."""
    rng, asked = Random(seed), list[Question]()
    while (pick := picker.pick(questions, outcomes, [q.id for q in asked], NOW, rng)) is not None:
        asked.append(pick.question)
    return asked


def test_every_question_comes_once_and_then_none() -> None:
    assert Counter(q.id for q in session(Picker(), bank(), [], seed=1)) == Counter(q.id for q in bank())


def test_an_empty_bank_or_an_unknown_topic_gives_none() -> None:
    assert Picker().pick([], [], [], NOW, Random(0)) is None
    assert Picker().pick(bank(), [], [], NOW, Random(0), topics=["cooking"]) is None


def test_only_the_chosen_topics_are_asked() -> None:
    rng = Random(3)
    picked = {Picker().pick(bank(), [], [], NOW, rng, topics=TOPICS[:2]) for _ in range(60)}
    assert {pick.question.topic for pick in picked if pick} == set(TOPICS[:2])


def test_the_same_seed_gives_the_same_session() -> None:
    assert session(Picker(), bank(), [], seed=5) == session(Picker(), bank(), [], seed=5)
    assert session(Picker(), bank(), [], seed=5) != session(Picker(), bank(), [], seed=6)


@pytest.mark.parametrize("seed", range(10))
def test_no_topic_three_times_in_a_row_while_there_are_others(seed: int) -> None:
    questions = bank()
    weak = [outcome(q, 0 if q.topic == TOPICS[0] else 100, days=3) for q in questions for _ in range(5)]
    asked = session(Picker(), questions, weak, seed)
    for at in range(2, len(asked)):
        run = {q.topic for q in asked[at - 2 : at + 1]}
        others = {q.topic for q in questions if q not in asked[:at]} - run
        assert len(run) > 1 or not others


def test_questions_asked_today_rest_until_nothing_else_is_left() -> None:
    questions = bank(each=4)
    today = [outcome(q, 10, days=0.1) for q in questions[::2]]
    asked = session(Picker(), questions, today, seed=2)
    resting = {entry.question_id for entry in today}
    assert not resting & {q.id for q in asked[: len(asked) - len(resting)]}
    assert resting == {q.id for q in asked[len(asked) - len(resting) :]}


def test_rest_ends_in_time_for_the_next_day() -> None:
    one, other = bank(each=1, topics=TOPICS[:2])
    hours = REST / timedelta(days=1)
    rested = [outcome(one, 10, days=hours), outcome(other, 10, days=hours * 0.99)]
    assert all(session(Picker(), [one, other], rested, seed)[0] == one for seed in range(20))


def test_inside_a_topic_the_question_asked_longest_ago_comes_first() -> None:
    questions = bank(each=4, topics=TOPICS[:1])
    ages = [5.0, 9.0, 3.0]
    history = [outcome(q, 50, days) for q, days in zip(questions, ages, strict=False)]
    history.append(outcome(questions[1], 50, days=2))
    order = [q.id.rsplit("-", 1)[1] for q in session(Picker(), questions, history, seed=0)]
    assert order == ["3", "0", "2", "1"]


def simulate(seed: int, rounds: int = 150) -> Counter[str]:
    """Three questions a day to a candidate who is weak in one topic, fair in the next, strong in the last."""
    rng, skill = Random(seed), dict(zip(TOPICS, (30, 60, 90), strict=True))
    questions, history, counts, now = bank(each=8), list[Outcome](), Counter[str](), NOW
    for _ in range(rounds // 3):
        asked: list[str] = []
        for _ in range(3):
            pick = Picker().pick(questions, history, asked, now, rng)
            assert pick is not None
            score = min(100.0, max(0.0, rng.gauss(skill[pick.question.topic], 10)))
            history.append(
                Outcome(question_id=pick.question.id, topic=pick.question.topic, at=now, score=score)
            )
            asked.append(pick.question.id)
            counts[pick.question.topic] += 1
        now += timedelta(days=1)
    return counts


@pytest.mark.parametrize("seed", range(6))
def test_weak_topics_are_asked_more_often_and_none_is_forgotten(seed: int) -> None:
    weak, fair, strong = (simulate(seed)[topic] for topic in TOPICS)
    assert weak > 1.3 * fair
    assert fair > 1.3 * strong
    assert strong >= 5


def test_the_reason_agrees_with_the_history_throughout() -> None:
    rng, questions, history, now = Random(9), bank(), list[Outcome](), NOW
    seen = Counter[str]()
    for step in range(200):
        pick = Picker().pick(questions, history, [], now, rng)
        assert pick is not None
        about_question, about_topic = pick.reason.removesuffix(".").split("; ")
        seen[about_question.split()[1]] += 1
        own = [entry for entry in history if entry.question_id == pick.question.id]
        if about_question == "You have not been asked this yet":
            assert not own
        elif about_question.startswith("Last scored"):
            _, _, score, _, day, month, *_ = about_question.split()
            assert own[-1].score is not None
            assert abs(own[-1].score - float(score)) <= 0.5
            assert own[-1].at.day == int(day)
            assert f"{own[-1].at:%b}" == month
        else:
            assert own[-1].score is None
            assert about_question.endswith("without a score")

        graded = {s.topic: s.strength for s in strength(TOPICS, history, now) if s.strength is not None}
        name = pick.question.topic.replace("-", " ")
        if about_topic.startswith("nothing"):
            assert about_topic == f"nothing of {name} has been graded yet"
            assert pick.question.topic not in graded
        else:
            assert about_topic.startswith(f"{name} is ")
            assert abs(float(about_topic.split()[-3]) - graded[pick.question.topic]) <= 0.5
            if "weakest" in about_topic:
                seen["weakest"] += 1
                assert len(graded) > 1
                assert min(graded, key=lambda topic: graded[topic]) == pick.question.topic

        score = None if step % 5 == 0 else rng.uniform(0, 100)
        history.append(Outcome(question_id=pick.question.id, topic=pick.question.topic, at=now, score=score))
        now += timedelta(hours=9)
    assert {"have", "scored", "asked", "weakest"} <= set(seen), "every kind of sentence must have been met"


def test_dates_are_those_of_the_place_where_the_question_was_asked() -> None:
    only = question(TOPICS[0], 1)
    tokyo = timezone(timedelta(hours=9))
    at = datetime(2024, 11, 13, 1, tzinfo=tokyo)  # still the 12th in UTC
    history = [Outcome(question_id=only.id, topic=only.topic, at=at, score=35)]
    pick = Picker().pick([only], history, [], NOW, Random(0))
    assert pick is not None
    assert pick.reason == "Last scored 35 on 13 Nov 2024; classification metrics is at 35 of 100."


def test_a_topic_is_not_called_weakest_where_one_outside_the_bank_is_weaker() -> None:
    asked, weaker = question(TOPICS[0], 1), question(TOPICS[1], 1)
    stronger = question(TOPICS[2], 1)
    history = [outcome(asked, 40, 2), outcome(weaker, 20, 2), outcome(stronger, 90, 2)]
    part, whole = (Picker().pick([asked], entries, [], NOW, Random(0)) for entries in (history, history[::2]))
    assert part is not None
    assert whole is not None
    assert part.reason.endswith("; classification metrics is at 40 of 100.")
    assert whole.reason.endswith("; classification metrics is your weakest topic at 40 of 100.")
