"""How strong topics were at a time in the past, found from a log that has gone on since."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest

from interviewer import locations
from interviewer.scheduling import TopicStrength
from interviewer.session.runtime import Runtime
from interviewer.session.schedule import Standing
from interviewer.settings import Settings
from interviewer.store import States
from tests.practised import NOW, graded

WEEK = timedelta(weeks=1)


def test_they_are_what_they_were_then() -> None:
    now = NOW - 6 * WEEK
    runtime, rng = Runtime(Settings(), locations.find(), now=lambda: now), Random(1)
    questions = [question for question in runtime.bank.questions if not question.code][:40]
    then: dict[datetime, tuple[TopicStrength, ...]] = {}
    while now < NOW:
        then[now] = standing(runtime, now).strengths_at(now)
        assert then[now] == strengths(runtime, now)
        for _ in range(12):
            now += timedelta(hours=rng.choice((1, 2, 20)))
            graded(runtime, rng.choice(questions), covered=rng.random() < 0.5)
        now += timedelta(minutes=1)
    for at, told in then.items():
        assert runtime.standing.strengths_at(at) == told
    assert len(then) > 3 and len(set(then.values())) == len(then)


def test_it_can_be_given_up_on_the_way() -> None:
    now = NOW
    runtime = Runtime(Settings(), locations.find(), now=lambda: now)
    for _ in range(2):  # only of what was asked again since then the attempts are read
        graded(runtime, runtime.bank.questions[0], covered=True)
        now += WEEK

    def give_up(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        runtime.standing.strengths_at(NOW + timedelta(days=1), give_up)


def standing(runtime: Runtime, now: datetime) -> Standing:
    """As if the app was started then."""
    return Standing(States(runtime.log.connection), runtime.bank.questions, runtime.target, now=lambda: now)


def strengths(runtime: Runtime, now: datetime) -> tuple[TopicStrength, ...]:
    with standing(runtime, now).schedule() as schedule:
        return schedule.strengths()
