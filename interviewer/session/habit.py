"""The days on which one practised, and how many of them follow one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """Days of practice in the user's time zone; one counts on which at least one question was answered."""

    days: Mapping[date, int]
    """Answers of each day, oldest first; days without any are left out."""
    today: date

    @property
    def answers_today(self) -> int:
        """How many questions were answered today."""
        return self.days.get(self.today, 0)

    @property
    def answers_of_week(self) -> int:
        """How many were answered on the last seven days."""
        return sum(self.days.get(self.today - back * _DAY, 0) for back in range(7))

    @property
    def last(self) -> date | None:
        """The last day of practice."""
        return max(self.days, default=None)

    @property
    def streak(self) -> int:
        """Days of practice in a row up to today; up to yesterday where today has none yet."""
        day = self.today if self.today in self.days else self.today - _DAY
        length = 0
        while day in self.days:
            length += 1
            day -= _DAY
        return length

    @property
    def longest(self) -> int:
        """The most days of practice in a row there ever were."""
        longest = length = 0
        before: date | None = None
        for day in sorted(self.days):
            length = length + 1 if before and day - before == _DAY else 1
            longest, before = max(longest, length), day
        return longest


def habit(answers: Iterable[tuple[datetime, int]], now: datetime, zone: tzinfo | None = None) -> Habit:
    """The habit that answers show.

    Args:
        answers: Moments with how many answers were given then.
        now: The present, timezone-aware.
        zone: Whose days are meant; None for the zone of this machine.
    """
    days: dict[date, int] = {}
    for at, count in answers:
        day = at.astimezone(zone).date()
        days[day] = days.get(day, 0) + count
    return Habit(days=days, today=now.astimezone(zone).date())
