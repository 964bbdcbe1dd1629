"""How loading the schedule, picking from it and catching up with an answer grow with the log and the bank.

    python -m tests.benchmarks.test_schedule_growth

prints a table up to a million attempts and a hundred thousand questions, in CPU time. The tests hold
the growth alone.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median

import pytest

from interviewer.session.schedule import Standing
from interviewer.session.target import Target
from interviewer.store import Log, States
from tests.benchmarks.make_log import NEWEST, fill, make_questions
from tests.benchmarks.ratio import times_faster

FULL = ((10**3, 10**3), (10**3, 10**4), (10**3, 10**5), (10**3, 10**6), (10**4, 10**6), (10**5, 10**6))
"""Questions in the bank, attempts in the log."""


class Practice:
    """A log with its bank, and what an app does with them.

    Args:
        log: Already filled.
        questions: Size of the bank.
    """

    def __init__(self, log: Log, questions: int) -> None:
        self._log, self._questions = log, make_questions(questions)
        self.standing = self._new()

    def _new(self) -> Standing:
        target = Target(role=None, interview=None)
        return Standing(States(self._log.connection), self._questions, target, now=lambda: NEWEST)

    def rebuild(self) -> None:
        """Every state from nothing."""
        self.standing.rebuild()

    def load(self) -> None:
        """From a log that is up to date to a schedule."""
        with self._new().schedule():
            pass

    def pick(self) -> None:
        """The next question from a schedule that is loaded."""
        with self.standing.schedule() as schedule:
            assert schedule.pick((), NEWEST, Random(0))

    def change(self) -> None:
        """An attempt gets another outcome."""
        self._log.skip(1, seconds=1.0)

    def catch_up(self) -> None:
        """The change is in the schedule."""
        with self.standing.schedule():
            pass

    def change_and_catch_up(self) -> None:
        """Both."""
        self.change()
        self.catch_up()


@contextmanager
def practice(questions: int, attempts: int) -> Iterator[Practice]:
    """A new log of that size, its states made and loaded."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "interviewer.db")
        fill(file, attempts, questions, sentences=1)
        with Log.open(file) as log:
            own = Practice(log, questions)
            own.catch_up()
            yield own


@pytest.fixture(scope="module")
def small() -> Iterator[Practice]:
    with practice(questions=200, attempts=1_000) as own:
        yield own


@pytest.fixture(scope="module")
def long_log() -> Iterator[Practice]:
    """Ten times the attempts."""
    with practice(questions=200, attempts=10_000) as own:
        yield own


@pytest.fixture(scope="module")
def large_bank() -> Iterator[Practice]:
    """Ten times the questions too."""
    with practice(questions=2_000, attempts=10_000) as own:
        yield own


def test_loading_does_not_grow_with_the_log(small: Practice, long_log: Practice) -> None:
    ratio = times_faster(long_log.load, small.load)
    print(f"ten times the attempts: loading takes {ratio:.1f} times as long")
    assert ratio < 2


def test_loading_grows_no_faster_than_the_bank(long_log: Practice, large_bank: Practice) -> None:
    ratio = times_faster(large_bank.load, long_log.load)
    print(f"ten times the questions: loading takes {ratio:.1f} times as long")
    assert ratio < 20


def test_an_answer_costs_the_same_in_a_log_of_any_length(small: Practice, large_bank: Practice) -> None:
    # Both have five attempts at a question, which are those that are read again.
    ratio = times_faster(large_bank.change_and_catch_up, small.change_and_catch_up)
    print(f"ten times log and bank: catching up with an answer takes {ratio:.1f} times as long")
    assert ratio < 5


def test_catching_up_costs_little_beside_loading(large_bank: Practice) -> None:
    ratio = times_faster(large_bank.load, large_bank.change_and_catch_up)
    print(f"catching up with an answer is {ratio:.1f} times faster than loading")
    assert ratio > 2


def _milliseconds(work: Callable[[], object], prepare: Callable[[], object] = lambda: None) -> float:
    def once() -> float:
        prepare()
        begun = time.process_time()
        work()
        return 1000 * (time.process_time() - begun)

    return median(once() for _ in range(5))


def _print_full() -> None:
    print("questions  attempts   load ms   pick ms   catch up ms   rebuild s")
    for questions, attempts in FULL:
        with practice(questions, attempts) as own:
            begun = time.process_time()
            own.rebuild()
            rebuilt = time.process_time() - begun
            own.catch_up()
            print(
                f"{questions:>9,} {attempts:>9,} {_milliseconds(own.load):>9.1f}"
                f" {_milliseconds(own.pick):>9.2f}"
                f" {_milliseconds(own.catch_up, prepare=own.change):>13.2f} {rebuilt:>11.1f}",
                flush=True,
            )


if __name__ == "__main__":
    _print_full()
