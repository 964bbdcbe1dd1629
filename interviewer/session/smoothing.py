"""A smooth line through values over time."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_STEPS: Final = 120
"""Points of a line over the whole time: as many as a plot of average width can tell apart."""
_SHARE: Final = 1 / 20
"""Bandwidth as a share of the whole time."""
_NARROWEST: Final = timedelta(days=1)
_REACH: Final = 3.0
"""Bandwidths from which on a value has no weight."""
_GAP: Final = 2.0
"""Bandwidths without any value from which on there is no line."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a time."""

    at: datetime
    value: float
    count: int = 1
    """How many values it is the mean of."""


Line = tuple[Point, ...]


def smoothed(points: Sequence[Point]) -> tuple[Line, ...]:
    """The local mean of values with a Gaussian kernel (Nadaraya 1964; Watson 1964).

    Args:
        points: In the order of time.

    Returns:
        The line in pieces: it ends where there is nothing for long, and goes on after that.
    """
    if not points:
        return ()
    start, end = points[0].at, points[-1].at
    bandwidth = max((end - start) * _SHARE, _NARROWEST)
    pieces: list[list[Point]] = [[]]
    for mean in _means(points, start, (end - start) / _STEPS, bandwidth):
        if mean:
            pieces[-1].append(mean)
        elif pieces[-1]:
            pieces.append([])
    return tuple(tuple(piece) for piece in pieces if piece)


def _means(
    points: Sequence[Point], start: datetime, step: timedelta, bandwidth: timedelta
) -> Iterator[Point | None]:
    """One mean a step; None where no point is near."""
    times = [(point.at - start) / bandwidth for point in points]
    for number in range(_STEPS + 1):
        at = number * step / bandwidth
        near = range(bisect_left(times, at - _REACH), bisect_right(times, at + _REACH))
        if all(abs(times[i] - at) > _GAP for i in near):
            yield None
            continue
        weights = [points[i].count * math.exp(-((times[i] - at) ** 2) / 2) for i in near]
        total = sum(weight * points[i].value for weight, i in zip(weights, near, strict=True))
        yield Point(start + number * step, total / sum(weights), sum(points[i].count for i in near))
