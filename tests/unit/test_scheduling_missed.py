"""What was missed comes back soon, by the question itself or by one of its follow-ups."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from random import Random
from statistics import mean

from interviewer.bank import Bank, Question
from interviewer.locations import content
from interviewer.scheduling import MemoryModel, Outcome, QuestionState, Schedule, advance

BANK = Bank.load(content()).questions
NOW = datetime(2026, 11, 20, 9, tzinfo=timezone.utc)
NEXT_DAY = NOW + timedelta(days=1)
MODEL = MemoryModel()
A_DAY = 8


def answer(states: dict[str, QuestionState], asked: Question, at: datetime, *, missed: bool) -> None:
    points = len(asked.key_points)
    outcome = Outcome(
        question_id=asked.id,
        topic=asked.topic,
        at=at,
        score=15.0 if missed else 85.0,
        missed=points if missed else 0,
        points=points,
    )
    states[asked.id] = advance(states.get(asked.id), outcome, MODEL)


def practise(
    states: dict[str, QuestionState], now: datetime, rng: Random, misses: frozenset[int] = frozenset()
) -> list[tuple[Question, str]]:
    """A day's questions with their reasons, of which those with some numbers were missed."""
    found, picked = Schedule(BANK, states, now=now, model=MODEL), list[tuple[Question, str]]()
    for number in range(A_DAY):
        pick = found.pick([question.id for question, _ in picked], now, rng)
        assert pick
        picked.append((pick.question, pick.reason))
        answer(states, pick.question, now + number * timedelta(minutes=5), missed=number in misses)
        found.learn(states[pick.question.id])
    return picked


def takes_up(later: Question, missed: Question) -> bool:
    return later.id in {missed.id, *missed.follow_ups}


def test_the_next_day_takes_up_what_was_missed_and_asks_much_else() -> None:
    returned, shares = list[int](), list[float]()
    for seed in range(8):
        rng, states = Random(seed), dict[str, QuestionState]()
        day = practise(states, NOW, rng, frozenset({1, 4, 6}))
        missed = [day[number][0] for number in (1, 4, 6)]
        later = practise(states, NEXT_DAY + timedelta(hours=1), rng)
        back = [(each, reason) for each, reason in later if any(takes_up(each, one) for one in missed)]
        returned.append(sum(any(takes_up(each, one) for each, _ in back) for one in missed))
        shares.append(len(back) / A_DAY)
        for one in missed:  # a second follow-up of the same one comes for reasons of its own
            reasons = [reason for each, reason in back if takes_up(each, one)]
            assert not reasons or "missed" in reasons[0].lower()
    assert min(returned) >= 1
    assert mean(returned) > 2
    assert 0.25 <= mean(shares) <= 0.4
    assert max(shares) <= 0.5


def test_what_was_taken_up_is_not_taken_up_again() -> None:
    parent = next(each for each in BANK if each.follow_ups)
    bank_of_two = [each for each in BANK if each.id in {parent.id, parent.follow_ups[0]}]
    (follow_up,) = (each for each in bank_of_two if each != parent)
    states: dict[str, QuestionState] = {}
    answer(states, parent, NOW, missed=True)
    leads_on = "Leads on from a question of which you missed"

    def reason() -> str:
        found = Schedule(bank_of_two, states, now=NEXT_DAY, model=MODEL)
        pick = found.pick([parent.id], NEXT_DAY, Random(0))
        assert pick
        assert pick.question == follow_up
        return pick.reason

    assert reason().startswith(leads_on)
    answer(states, follow_up, NOW + timedelta(minutes=5), missed=False)
    assert reason().startswith("Scored 85")


def test_a_better_answer_is_no_miss_any_more() -> None:
    parent = next(each for each in BANK if each.follow_ups)
    states: dict[str, QuestionState] = {}
    answer(states, parent, NOW, missed=True)
    found = Schedule(BANK, states, now=NEXT_DAY, model=MODEL)
    again = {takes_up(_second(found), parent)}
    answer(states, parent, NEXT_DAY, missed=False)
    found.learn(states[parent.id])
    assert (again, takes_up(_second(found), parent)) == ({True}, False)


def _second(found: Schedule) -> Question:
    """The second question of a session: the first that takes up what was missed."""
    pick = found.pick(["another"], NEXT_DAY, Random(0))
    assert pick
    return pick.question
