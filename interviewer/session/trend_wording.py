"""What plots show, in sentences: for those who hear them, and for those who want it short."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from interviewer.scheduling import Readiness
from interviewer.session import wording
from interviewer.session.habit import Habit
from interviewer.session.target import Target
from interviewer.session.trends import LATELY, MOST_SPOKEN, DeliveryTrend, Forecast, Trend
from interviewer.speech.delivery.advice import USUAL_PACE
from interviewer.store.trends import HardQuestion


def scores(trend: Trend) -> str:
    """How scores went: `412 answers since 3 Mar 2025, 64 of 100 on average. In the last 30 days 71.`"""
    if trend.mean is None:
        return "No graded answers."
    begin = f"{wording.plural(trend.count, 'answer')} since {_since(trend)}"
    return f"{begin}, {trend.mean:.0f} of 100 on average. {_lately(trend, 0)}".rstrip()


def pace(delivery: DeliveryTrend) -> str:
    """How fast the latest answers were spoken."""
    trend = delivery.pace
    if trend.mean is None:
        return "No spoken answers that are long enough for a pace."
    usual = "{} to {} are usual.".format(*USUAL_PACE)
    return f"{_latest(trend)}, {trend.mean:.0f} words a minute on average. {_lately(trend, 0)} {usual}"


def fillers(delivery: DeliveryTrend) -> str:
    """How many fillers were in the latest spoken answers."""
    trend = delivery.fillers
    if trend.mean is None:
        return "No spoken answers."
    return f"{_latest(trend)}, at least {trend.mean:.1f} fillers in 100 words. {_lately(trend, 1)}".rstrip()


def practice(habit: Habit) -> str:
    """How often one practised."""
    if habit.last is None:
        return "No practice."
    days, answers = len(habit.days), sum(habit.days.values())
    streak = f"{wording.plural(habit.streak, 'day')} in a row now" if habit.streak else "none in a row now"
    since = _day(min(habit.days))
    return (
        f"{wording.plural(answers, 'answer')} on {wording.plural(days, 'day')} since {since}; "
        f"{streak}, the longest run was {habit.longest}."
    )


def readiness_rows(found: Forecast, minutes: int) -> tuple[tuple[str, Readiness], ...]:
    """The chances of a forecast with their names: today, and at the interview with and without practice.

    Args:
        found: The forecast.
        minutes: Time of a day.
    """
    plan = found.plan
    if not plan.days:
        return (("Today", found.today),)
    at = wording.day(plan.at.astimezone())
    return (
        ("Today", found.today),
        (f"{at}, no more practice", plan.unpractised),
        (f"{at}, {minutes} min a day", plan.practised),
    )


def forecast(found: Forecast, target: Target, minutes: int) -> str:
    """How ready one will be, and what is to be told of the date."""
    return " ".join(filter(None, [wording.readiness(found.plan, target, minutes), target.notice]))


def hardest(questions: Sequence[HardQuestion]) -> str:
    """Which question is the hardest."""
    if not questions:
        return "No graded answers."
    first = questions[0]
    answers = f"{first.mean:.0f} of 100 on average in {wording.plural(first.answers, 'answer')}"
    return f"The hardest is “{first.question}”: {answers}."


def _since(trend: Trend) -> str:
    return _day(trend.points[0].at.astimezone().date())


def _day(day: date) -> str:
    return f"{wording.day(day)} {day.year}"


def _latest(trend: Trend) -> str:
    which = "The latest " if trend.count >= MOST_SPOKEN else ""
    return f"{which}{wording.plural(trend.count, 'spoken answer')} since {_since(trend)}"


def _lately(trend: Trend, digits: int) -> str:
    """The last 30 days, and how they differ from the 30 days before."""
    days = f"the last {LATELY.days} days"
    if trend.lately is None:
        return f"None in {days}."
    told = f"In {days} {trend.lately:.{digits}f}"
    if trend.before is None:
        return f"{told}."
    change = round(trend.lately, digits) - round(trend.before, digits)
    if not round(change, digits):
        return f"{told}, as in the {LATELY.days} days before."
    compared = f"{abs(change):.{digits}f} {'more' if change > 0 else 'less'}"
    return f"{told}, {compared} than in the {LATELY.days} days before."
