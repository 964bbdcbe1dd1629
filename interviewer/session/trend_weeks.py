"""Scores and delivery week by week, for those who read figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from interviewer.session.trends import Spoken
from interviewer.store.trends import ScoredDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The graded answers of one week."""

    monday: date
    answers: int
    score: float
    """Their mean, 0-100."""
    words_per_minute: float | None
    """Mean over the spoken answers that have a pace; None without any."""
    fillers: float | None
    """In 100 words, at least; mean over the spoken answers, None without any."""


def weeks(days: Iterable[ScoredDay], spoken: Iterable[Spoken]) -> tuple[Week, ...]:
    """The weeks in which there were answers, oldest first.

    Args:
        days: With graded answers.
        spoken: How the spoken ones among them were spoken, as far as it was measured.
    """
    scored: dict[date, list[ScoredDay]] = defaultdict(list)
    for day in days:
        scored[_monday(day.day)].append(day)
    said: dict[date, list[Spoken]] = defaultdict(list)
    for answer in spoken:
        said[_monday(answer.at.astimezone().date())].append(answer)
    return tuple(_week(monday, own, said[monday]) for monday, own in sorted(scored.items()))


def _week(monday: date, days: list[ScoredDay], spoken: list[Spoken]) -> Week:
    answers = sum(day.answers for day in days)
    paces = [answer.words_per_minute for answer in spoken if answer.words_per_minute is not None]
    return Week(
        monday=monday,
        answers=answers,
        score=sum(day.answers * day.score for day in days) / answers,
        words_per_minute=fmean(paces) if paces else None,
        fillers=fmean(answer.fillers for answer in spoken) if spoken else None,
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
