"""Grades answers by every method, each answer once a run, in two processes."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache

from interviewer import scoring
from interviewer.scoring import Grader, PointResult
from tests.benchmarks.grading.methods import GRADER, Method, baselines
from tests.benchmarks.grading.task import Task

PROCESSES = 2
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Grade:
    """What one answer was given: a score from 0 to 1 by method, and the grader's results by point."""

    scores: Mapping[str, float]
    points: tuple[PointResult, ...]

    @property
    def contradicts(self) -> bool:
        """Whether the grader says that the answer contradicts a key point."""
        return any(point.verdict == "contradicted" for point in self.points)

    @property
    def believes(self) -> bool:
        """Whether the grader names a misconception."""
        return any(point.misconception is not None for point in self.points)

    @property
    def accused(self) -> bool:
        """Whether the grader says that anything is wrong, rather than missing."""
        return self.contradicts or self.believes


Grades = Mapping[Task, Grade]


def grade_all(tasks: Iterable[Task]) -> Grades:
    """Grade each different answer, and say on standard error how far it is."""
    different = tuple(dict.fromkeys(tasks))
    if not different:
        return {}
    # Each process reads on one core; a library that takes all of them would only be in the other's way.
    os.environ["OMP_NUM_THREADS"] = "1"
    found = {}
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=spawned) as pool:
        for task, grade in zip(different, pool.map(_grade, different, chunksize=_AT_ONCE), strict=True):
            found[task] = grade
            if len(found) % _AT_ONCE == 0 or len(found) == len(different):
                _tell(len(found), len(different))
    print(file=sys.stderr)
    return found


def _tell(done: int, total: int) -> None:
    print(f"\r{done} of {total} answers graded", end="", file=sys.stderr, flush=True)


@cache
def _loaded() -> tuple[Grader, dict[str, Method]]:
    return scoring.load("embedding"), baselines()


def _grade(task: Task) -> Grade:
    grader, others = _loaded()
    assessment = grader.grade(
        task.question, task.reference, task.key_points, task.answer, task.misconceptions
    )
    scores = {
        name: method(task.question, task.reference, task.key_points, task.answer)
        for name, method in others.items()
    }
    return Grade({GRADER: assessment.score / 100, **scores}, assessment.points)
