"""A log with answers in it, for tests of what is told of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from interviewer import locations
from interviewer.bank import Question
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.settings import Settings

NOW = datetime(2025, 11, 23, 12).astimezone()
"""The present of these tests: noon in whatever time zone they run, of a past year, so that screens tell its
dates the same way every day."""

WELL = "classification-metrics-precision"
BADLY = "reinforcement-learning-discount-factor"


def practised(settings: Settings) -> Runtime:
    """A runtime at `NOW` over a log of two graded answers, one good and one bad, of days before."""
    now = NOW - timedelta(days=3)
    runtime = Runtime(settings, locations.find(), now=lambda: now)
    session = runtime.history.start_session("practice", Setup())
    for id, covered in ((WELL, True), (BADLY, False)):
        now += timedelta(hours=1)
        asked = runtime.bank[id]
        attempt = runtime.history.ask(session, Pick(question=asked, reason="It is new."))
        runtime.history.answer(attempt, means="typing", seconds=60, answer="An answer.")
        runtime.history.grade(attempt, _assessment(asked, covered))
    runtime.history.end_session(session)
    now = NOW
    return runtime


def regularly_practised(settings: Settings) -> Runtime:
    """A runtime at `NOW` over ten weeks of practice: six days a week and the last five in a row, of eight
    topics, which went better from week to week."""
    now = NOW - timedelta(weeks=10)
    runtime = Runtime(settings, locations.find(), now=lambda: now)
    rng, topics = Random(0), [topic.id for topic in runtime.bank.topics][::4]
    by_topic = [[each for each in runtime.bank.questions if each.topic == topic] for topic in topics]
    while now < NOW - timedelta(days=1):
        now += timedelta(days=1)
        if now.weekday() == 0:
            continue
        session = runtime.history.start_session("practice", Setup(kind="practice"))
        for number in range(rng.choice((1, 2, 2, 3, 5))):
            asked = rng.choice(by_topic[rng.randrange(len(by_topic))])
            attempt = runtime.history.ask(session, Pick(question=asked, reason="It is new."))
            runtime.history.answer(attempt, means="typing", seconds=60 + number, answer="An answer.")
            chance = 0.9 - (NOW - now) / timedelta(weeks=14)
            runtime.history.grade(attempt, _assessment(asked, rng.random() < chance))
        runtime.history.end_session(session)
    now = NOW
    return runtime


def graded(runtime: Runtime, asked: Question, *, covered: bool) -> None:
    """Log an answer that covers every point of a question, or none, in a session of its own."""
    session = runtime.history.start_session("practice", Setup(kind="practice"))
    attempt = runtime.history.ask(session, Pick(question=asked, reason="It is new."))
    runtime.history.answer(attempt, means="typing", seconds=60, answer="An answer.")
    runtime.history.grade(attempt, _assessment(asked, covered))
    runtime.history.end_session(session)


def _assessment(asked: Question, covered: bool) -> Assessment:
    points = tuple(
        PointResult(
            point=key.point,
            weight=key.weight,
            verdict="covered" if covered else "missed",
            probability=float(covered),
            evidence="",
        )
        for key in asked.key_points
    )
    return Assessment(score=100.0 if covered else 0.0, points=points, notes=(), grader="test")
