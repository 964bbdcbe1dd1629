"""A smooth line through values over time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from interviewer.session.smoothing import Point, smoothed

START = datetime(2026, 1, 1, tzinfo=timezone.utc)


def points(*values: float, days: float = 1.0) -> list[Point]:
    return [Point(START + timedelta(days=days * number), value) for number, value in enumerate(values)]


def test_nothing_has_no_line() -> None:
    assert smoothed([]) == ()


def test_one_value_is_a_line_at_its_place() -> None:
    ((*line,),) = smoothed(points(70.0))
    assert {(point.at, point.value) for point in line} == {(START, 70.0)}


def test_a_value_that_stays_is_kept() -> None:
    (line,) = smoothed(points(*[40.0] * 30))
    assert [point.value for point in line] == pytest.approx([40.0] * len(line))
    assert (line[0].at, line[-1].at) == (START, START + timedelta(days=29))


def test_a_steady_rise_rises_and_noise_is_taken_out() -> None:
    (line,) = smoothed(points(*(number + 10 * (-1) ** number for number in range(60))))
    inner = [point.value for point in line[12:-12]]
    assert inner == sorted(inner)
    for point in line[12:-12]:
        assert point.value == pytest.approx((point.at - START) / timedelta(days=1), abs=1.5)


def test_the_mean_of_many_counts_for_more_than_one_value() -> None:
    both = [Point(START, 20.0), Point(START + timedelta(hours=1), 80.0, count=3)]
    (line,) = smoothed(both)
    assert line[0].value == pytest.approx(65, abs=0.5)


def test_there_is_no_line_where_there_is_nothing_for_long() -> None:
    late = [Point(point.at + timedelta(days=90), 80.0) for point in points(*[0.0] * 10)]
    early, then = smoothed([*points(*[20.0] * 10), *late])
    assert {round(point.value) for point in early} == {20}
    assert {round(point.value) for point in then} == {80}
    assert then[0].at - early[-1].at > timedelta(days=50)
