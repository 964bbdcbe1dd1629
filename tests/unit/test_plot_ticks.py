"""Where an axis has its marks."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from interviewer.tui.widgets.plots import ticks

END = datetime(2026, 11, 23, 22, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("low", "high", "most", "labels"),
    [
        (0, 100, 2, "0 100"),
        (0, 100, 5, "0 50 100"),
        (0, 100, 8, "0 20 40 60 80 100"),
        (98, 187, 5, "50 100 150 200"),
        (0, 1, 4, "0.0 0.5 1.0"),
        (0, 8.3, 8, "0 2 4 6 8 10"),
    ],
)
def test_numbers_are_round_and_hold_all_values(low: float, high: float, most: int, labels: str) -> None:
    found = ticks.numbers(low, high, most)
    assert [label for _, label in found] == labels.split()
    assert found[0][0] <= low
    assert found[-1][0] >= high


@pytest.mark.parametrize("low", [0.0, 0.4, 7.0, 93.0])
@pytest.mark.parametrize("span", [1.0, 3.3, 47.0, 1200.0])
@pytest.mark.parametrize("most", range(2, 12))
def test_there_are_never_more_numbers_than_there_is_room_for(low: float, span: float, most: int) -> None:
    found = ticks.numbers(low, low + span, most)
    assert 2 <= len(found) <= max(most, 3)  # a value on either side of a round number takes three
    assert found[0][0] <= low
    assert found[-1][0] >= low + span


@pytest.mark.parametrize(
    ("days", "most", "labels"),
    [
        (1, 5, ["23 Nov"]),
        (4, 5, ["20 Nov", "21 Nov", "22 Nov", "23 Nov"]),
        (20, 5, ["9 Nov", "16 Nov", "23 Nov"]),
        (90, 5, ["Sep", "Oct", "Nov"]),
        (400, 5, ["2026", "Apr", "Jul", "Oct"]),
        (1100, 5, ["2024", "2025", "2026"]),
    ],
)
def test_dates_are_days_weeks_months_or_years(days: float, most: int, labels: list[str]) -> None:
    start = END - timedelta(days=days)
    found = ticks.dates(start, END, most)
    assert [label for _, label in found] == labels
    assert all(0 <= place <= days for place, _ in found)


def test_a_week_begins_on_monday() -> None:
    ((place, label), *_) = ticks.dates(END - timedelta(days=20), END, 5)
    assert (END - timedelta(days=20) + timedelta(days=place)).strftime("%A %H:%M") == "Monday 00:00"
    assert label == "9 Nov"
