"""A log with answers in it, for tests of what is told of them."""

from __future__ import annotations

from datetime import datetime, timedelta

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
