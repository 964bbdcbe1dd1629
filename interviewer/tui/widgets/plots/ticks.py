"""Where an axis has its marks, and what stands at them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

Ticks = tuple[tuple[float, str], ...]
"""Places on an axis, each with its label."""

_DAYS: Final = (1, 2, 7, 14)
_MONTHS: Final = (1, 3, 6, 12, 24, 60)
_MONTH: Final = 30.4
"""Days of a month on average."""


def numbers(low: float, high: float, most: int) -> Ticks:
    """Round numbers from `low` to `high`: the multiples of 1, 2 or 5 times a power of ten.

    Args:
        low: Least number that is to be shown.
        high: Greatest number, above `low`.
        most: How many ticks there is room for, two at least.

    Returns:
        The first is at or under `low`, the last at or over `high`.
    """
    step = _step((high - low) / max(most - 1, 1))
    first, last = math.floor(low / step), math.ceil(high / step)
    if last - first + 1 > max(most, 2):
        step = _step(step * 1.01)
        first, last = math.floor(low / step), math.ceil(high / step)
    digits = max(0, -math.floor(math.log10(step)))
    return tuple((number * step, f"{number * step:.{digits}f}") for number in range(first, last + 1))


def dates(start: datetime, end: datetime, most: int) -> Ticks:
    """Days, months or years between two times, as days since `start`.

    Args:
        start: In the time zone whose days are meant.
        end: After it.
        most: How many ticks there is room for.
    """
    days = (end - start) / timedelta(days=1)
    step = next((step for step in _DAYS if days / step <= most), None)
    if step:
        found = _days(start, end, step)
    else:
        months = next((step for step in _MONTHS if days / _MONTH / step <= most), _MONTHS[-1])
        found = _months(start, end, months)
    return tuple(((at - start) / timedelta(days=1), label) for at, label in found)


def _step(least: float) -> float:
    """The least round number that is no less."""
    power = 10.0 ** math.floor(math.log10(least))
    return power * next(step for step in (1, 2, 5, 10) if step * power >= least * (1 - 1e-9))


def _days(start: datetime, end: datetime, step: int) -> Iterator[tuple[datetime, str]]:
    day = _midnight(start)
    if step % 7 == 0:
        day -= timedelta(days=day.weekday())
    while day <= end:
        if day >= start:
            yield day, f"{day.day} {day:%b}"
        day += timedelta(days=step)


def _months(start: datetime, end: datetime, step: int) -> Iterator[tuple[datetime, str]]:
    number = -(-(12 * start.year + start.month - 1) // step) * step
    while (month := _midnight(start).replace(year=number // 12, month=number % 12 + 1, day=1)) <= end:
        if month >= start:
            yield month, f"{month:%b}" if month.month > 1 and step < 12 else f"{month.year}"
        number += step


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)
