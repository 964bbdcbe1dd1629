"""Answers that people graded.

Two sets, neither ours to ship; give the folder that holds them as CSV files with the columns qid, question,
reference, answer and score (0-1):

- `mohler.csv`: answers to questions on data structures, each graded 0-5 by two people (Mohler, Bunescu &
  Mihalcea 2011, "Learning to grade short answer questions using semantic similarity measures and dependency
  graph alignments"). For research, without an explicit licence: cite it. The two people agree with r 0.60.
- `digiklausur_half.csv`: an exam on neural networks from DigiKlausur, half of its questions, answers and
  grades under MPL-2.0; the reference answers were written for this project.

The sets have no key points, so the sentences of the reference serve as such.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.benchmarks.grading.agreement import Scored, isotonic, with_known
from tests.benchmarks.grading.estimate import Estimate, Statistic, estimate, moments, pearson, rmse, share
from tests.benchmarks.grading.grades import Grades
from tests.benchmarks.grading.methods import BASELINES, METHODS
from tests.benchmarks.grading.table import section, table
from tests.benchmarks.grading.task import Task, sentences

SETS = {"mohler.csv": ("Mohler", 5), "digiklausur_half.csv": ("Neural-networks exam", 1)}
"""By file the name, and the highest grade."""
GOOD = 0.9
"""Grade from which an answer is good, and should not be accused."""
ACCUSED = "good answers accused"


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer with the grade that people gave, 0-1."""

    question: str
    task: Task
    grade: float


def load(file: Path) -> Iterator[Graded]:
    """The answers in a file."""
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            task = Task(
                question=row["question"],
                reference=row["reference"],
                key_points=sentences(row["reference"]),
                answer=row["answer"],
            )
            yield Graded(row["qid"], task, float(row["score"]))


@dataclass(frozen=True, slots=True)
class People:
    """The table on one set."""

    title: str
    highest: int
    answers: Sequence[Graded]

    def tasks(self) -> Iterator[Task]:
        """See `__main__.Part`."""
        return (graded.task for graded in self.answers)

    def report(self, grades: Grades) -> str:
        """See `__main__.Part`."""
        questions: dict[str, list[Graded]] = {}
        for graded in self.answers:
            questions.setdefault(graded.question, []).append(graded)
        columns = [_agreement(list(questions.values()), grades, method, self.highest) for method in METHODS]
        rows = [[name, *(column[name] for column in columns)] for name in columns[0]]
        accused = _accused(list(questions.values()), grades)
        return section(
            f"{self.title}: {len(self.answers)} answers to {len(questions)} questions",
            table(["", *METHODS], [*rows, [ACCUSED, accused, *[""] * len(BASELINES)]]),
        )


def _agreement(
    questions: Sequence[Sequence[Graded]], grades: Grades, method: str, highest: int
) -> dict[str, str]:
    raw = [
        Scored(
            np.array([grades[graded.task].scores[method] for graded in own]),
            np.array([graded.grade for graded in own]),
        )
        for own in questions
    ]
    fitted = isotonic(raw)
    taught = with_known(fitted)
    return {
        "r of the score": f"{_over(raw, pearson):.3f}",
        "r, isotonic": f"{_over(fitted, pearson):.3f}",
        f"RMSE of {highest}, isotonic": f"{_over(fitted, rmse, highest):.3f}",
        "r, five graded answers known": f"{_over(taught, pearson):.3f}",
        f"RMSE of {highest}, five known": f"{_over(taught, rmse, highest):.3f}",
    }


def _over(questions: Sequence[Scored], statistic: Statistic, scale: float = 1) -> Estimate:
    return estimate([moments(scale * each.scores, scale * each.grades) for each in questions], statistic)


def _accused(questions: Sequence[Sequence[Graded]], grades: Grades) -> str:
    good = [[grades[each.task].accused for each in own if each.grade >= GOOD] for own in questions]
    return f"{estimate([(sum(own), len(own)) for own in good], share):.3f}"
