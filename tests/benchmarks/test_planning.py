"""Planning the days takes time by their number, not more: each day costs about what the one before it did."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from interviewer import bank, locations
from interviewer.scheduling import MemoryModel
from interviewer.scheduling.plan import plan
from tests.benchmarks.ratio import times_faster

NOW = datetime(2026, 11, 23, 14, tzinfo=timezone.utc)


def test_three_weeks_cost_no_more_than_three_times_a_week() -> None:
    loaded = bank.load(locations.content())
    role = loaded.role("llm-engineer")

    def of(days: int) -> None:
        interview = NOW + timedelta(days=days)
        plan(loaded.questions, {}, now=NOW, interview=interview, role=role, model=MemoryModel(), minutes=10)

    ratio = times_faster(lambda: of(21), lambda: of(7), rounds=3)
    print(f"21 days take {ratio:.1f} times as long to plan as 7")
    assert ratio < 5
