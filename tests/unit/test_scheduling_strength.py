"""Expected scores of topics, and how old outcomes fade."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from interviewer.scheduling import HALF_LIFE, Outcome, strength

NOW = datetime(2025, 11, 20, 9, tzinfo=timezone.utc)


def outcome(topic: str, score: float | None, days: float = 0) -> Outcome:
    return Outcome(question_id=f"{topic}-1", topic=topic, at=NOW - timedelta(days=days), score=score)


def test_one_entry_a_topic_in_the_order_given() -> None:
    found = strength(["b", "a", "c"], [outcome("a", 40), outcome("b", 80), outcome("gone", 5)], NOW)
    assert [entry.topic for entry in found] == ["b", "a", "c"]
    assert [entry.strength for entry in found] == [pytest.approx(80), pytest.approx(40), None]


def test_a_topic_without_grades_has_no_strength_but_counts_its_attempts() -> None:
    (entry,) = strength(["a"], [outcome("a", None, days=3), outcome("a", None, days=1)], NOW)
    assert entry.strength is None
    assert entry.attempts == 2
    assert entry.last == NOW - timedelta(days=1)


def test_an_outcome_of_one_half_life_counts_half() -> None:
    days = HALF_LIFE / timedelta(days=1)
    (entry,) = strength(["a"], [outcome("a", 90), outcome("a", 30, days=days)], NOW)
    assert entry.strength == pytest.approx((90 + 0.5 * 30) / 1.5)


def test_the_order_of_the_history_does_not_matter() -> None:
    history = [outcome("a", 90), outcome("a", 30, days=5), outcome("a", None, days=2)]
    assert strength(["a"], history, NOW) == strength(["a"], history[::-1], NOW)


def test_outcomes_of_many_years_ago_still_have_a_mean() -> None:
    (entry,) = strength(["a"], [outcome("a", 70, days=40_000), outcome("a", 70, days=40_100)], NOW)
    assert entry.strength == pytest.approx(70)


def test_an_outcome_ahead_of_the_clock_counts_as_fresh() -> None:
    (entry,) = strength(["a"], [outcome("a", 20, days=-30), outcome("a", 60)], NOW)
    assert entry.strength == pytest.approx(40)
