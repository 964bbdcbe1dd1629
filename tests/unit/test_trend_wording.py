"""What plots show, in sentences."""

from __future__ import annotations

from datetime import timedelta

import pytest

from interviewer.scheduling import Readiness
from interviewer.scheduling.plan import Day, Plan
from interviewer.session import trend_wording
from interviewer.session.habit import Habit
from interviewer.session.smoothing import Point
from interviewer.session.target import Target
from interviewer.session.trends import MOST_SPOKEN, DeliveryTrend, Forecast, Trend
from tests.practised import NOW

DAY = timedelta(days=1)


def trend(count: int, mean: float, lately: float | None = None, before: float | None = None) -> Trend:
    points = tuple(Point(NOW - number * DAY, mean) for number in reversed(range(count)))
    return Trend(points=points, count=count, mean=mean, lately=lately, before=before)


@pytest.mark.parametrize(
    ("lately", "before", "told"),
    [
        (None, None, "None in the last 30 days."),
        (71.2, None, "In the last 30 days 71."),
        (71.2, 64.0, "In the last 30 days 71, 7 more than in the 30 days before."),
        (60.4, 64.0, "In the last 30 days 60, 4 less than in the 30 days before."),
        (64.3, 63.9, "In the last 30 days 64, as in the 30 days before."),
    ],
)
def test_scores(lately: float | None, before: float | None, told: str) -> None:
    begin = "3 answers since 21 Nov 2025, 64 of 100 on average. "
    assert trend_wording.scores(trend(3, 64.4, lately, before)) == begin + told


def test_delivery() -> None:
    delivery = DeliveryTrend(pace=trend(1, 142.3, 142.3), fillers=trend(MOST_SPOKEN, 3.06, 2.5, 3.0))
    assert trend_wording.pace(delivery) == (
        "1 spoken answer since 23 Nov 2025, 142 words a minute on average. In the last 30 days 142. "
        "125 to 150 are usual."
    )
    assert trend_wording.fillers(delivery) == (
        f"The latest {MOST_SPOKEN} spoken answers since 29 Mar 2025, at least 3.1 fillers in 100 words. "
        "In the last 30 days 2.5, 0.5 less than in the 30 days before."
    )


def test_nothing() -> None:
    nothing = DeliveryTrend(pace=Trend(), fillers=Trend())
    assert trend_wording.scores(Trend()) == "No graded answers."
    assert trend_wording.pace(nothing) == "No spoken answers that are long enough for a pace."
    assert trend_wording.fillers(nothing) == "No spoken answers."
    assert trend_wording.practice(Habit(days={}, today=NOW.date())) == "No practice."


def test_practice() -> None:
    today = NOW.date()
    habit = Habit(days={today - 9 * DAY: 2, today - DAY: 1, today: 3}, today=today)
    assert trend_wording.practice(habit) == (
        "6 answers on 3 days since 14 Nov 2025; 2 days in a row now, the longest run was 2."
    )
    assert "none in a row now" in trend_wording.practice(Habit(days={today - 9 * DAY: 2}, today=today))


def test_readiness() -> None:
    low, high = (Readiness(mean=mean, low=mean - 0.1, high=mean + 0.1) for mean in (0.4, 0.6))
    days = (Day(date=NOW.date(), topics=()),)
    found = Forecast(today=high, plan=Plan(days=days, at=NOW + DAY, unpractised=low, practised=high))
    assert trend_wording.readiness_rows(found, 30) == (
        ("Today", high),
        ("24 Nov, no more practice", low),
        ("24 Nov, 30 min a day", high),
    )
    target = Target(role=None, interview=NOW + DAY, notice="A notice.")
    assert trend_wording.forecast(found, target, 30).endswith("if you keep to 30 minutes a day. A notice.")


def test_on_the_day_itself_there_is_one_chance() -> None:
    chance = Readiness(mean=0.4, low=0.3, high=0.5)
    found = Forecast(today=chance, plan=Plan(days=(), at=NOW, unpractised=chance, practised=chance))
    assert trend_wording.readiness_rows(found, 30) == (("Today", chance),)
