"""A pick costs little more in a bank of 100,000 questions than in one of 1,000."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta, timezone
from random import Random

from interviewer.bank.question import KeyPoint, Question
from interviewer.scheduling import MemoryModel, Outcome, Schedule, advance
from tests.benchmarks.ratio import times_faster

NOW = datetime(2026, 11, 20, 9, tzinfo=timezone.utc)


def practised(size: int) -> Schedule:
    """A bank of that size in 50 topics, each question asked once in the last 200 days."""
    model, rng, states = MemoryModel(), Random(1), {}
    questions = [
        Question(
            id=f"q{number}",
            topic=f"topic{number % 50}",
            difficulty="medium",
            kind="concept",
            question="What?",
            answer="This.",
            key_points=(KeyPoint(point="It is this."),),
            minutes=1,
        )
        for number in range(size)
    ]
    for question in questions:
        at = NOW - timedelta(days=rng.uniform(1, 200))
        outcome = Outcome(question_id=question.id, topic=question.topic, at=at, score=rng.uniform(0, 100))
        states[question.id] = advance(None, outcome, model)
    return Schedule(questions, states, now=NOW, model=model)


def test_a_pick_hardly_grows_with_the_bank() -> None:
    small, large = practised(1_000), practised(100_000)

    def picks(schedule: Schedule) -> None:
        for _ in range(20):
            assert schedule.pick([], NOW, Random(0))

    ratio = times_faster(lambda: picks(large), lambda: picks(small))
    print(f"a pick among 100,000 questions takes {ratio:.1f} times as long as among 1,000")
    assert ratio < 5


def test_no_number_library_is_imported_on_the_way_to_a_pick() -> None:
    code = (
        "import sys; from tests.benchmarks.scheduling.test_speed import *;"
        "assert practised(50).pick([], NOW, Random(0));"
        "assert not {'numpy', 'torch', 'pandas'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
