"""Answers of known worth to the same questions: right ones, half ones, and those that must not pass."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from interviewer import bank, locations
from interviewer.bank.question import KeyPoint
from interviewer.scoring import rows
from tests.benchmarks.grading.estimate import Array, estimate, share, wins
from tests.benchmarks.grading.grades import Grade, Grades
from tests.benchmarks.grading.methods import METHODS
from tests.benchmarks.grading.table import section, table
from tests.benchmarks.grading.task import Task

FOLDER = Path(__file__).parent
FILES = (FOLDER / "adversarial-a.jsonl", FOLDER / "adversarial-b.jsonl")

RIGHT = ("paraphrase", "terse", "spoken", "misheard")
HALF = "half"
BAD = ("wrong", "negated", "swapped", "stuffing", "echo", "stranger", "offtopic", "dontknow")
KINDS = (*RIGHT, HALF, *BAD)
ALSO_CALLED = {"asr": "misheard", "idk": "dontknow", "other": "stranger"}
"""Names of kinds in files from elsewhere."""

GOALS = {
    **dict.fromkeys(RIGHT, "≥ 80"),
    HALF: "40 to 60",
    "wrong": "≤ 20",
    "negated": "≤ 15",
    **dict.fromkeys(("stuffing", "echo", "stranger", "offtopic", "dontknow"), "≤ 10"),
}
"""Mean scores that are aimed at."""
RANKED = {"wrong": "≥ 0.95", "negated": "≥ 0.95"}
"""Shares of pairs that are aimed at, with a bad kind."""
PAIRS: dict[str, tuple[Sequence[str], Sequence[str], str]] = {
    "right or half over bad": ((*RIGHT, HALF), BAD, "≥ 0.97"),
    "right over bad": (RIGHT, BAD, ""),
    **{f"right over {bad}": (RIGHT, (bad,), RANKED.get(bad, "")) for bad in BAD},
    "half over bad": ((HALF,), BAD, ""),
}
"""Kinds that must score higher, kinds that must score lower, and the share of pairs that is aimed at."""
ACCUSED = "≤ 0.03"
"""Share of right answers that may be accused."""


@dataclass(frozen=True, slots=True)
class Written:
    """An answer that was written for the purpose.

    Attributes:
        question: What its question is known by.
        kind: One of `KINDS`.
        expected: The share of the points that it makes, 0-1.
        task: What the grader is given.
        labels: For each key point 1 (made), 0.5 (in part), 0 (not said) or -1 (said wrongly); empty where
            nobody judged the points.
    """

    question: str
    kind: str
    expected: float
    task: Task
    labels: tuple[float, ...] = ()


def load(files: Iterable[Path] = FILES) -> Iterator[Written]:
    """The answers to questions of the bank."""
    questions = bank.load(locations.content())
    for row in _lines(files):
        question, labels = questions[row["question_id"]], tuple(row["points"])
        weights = [point.weight for point in question.key_points]
        expected = float(np.average(np.maximum(labels, 0), weights=weights))
        yield Written(question.id, row["kind"], expected, Task.of(question, row["answer"]), labels)


def load_rows(file: Path) -> Iterator[Written]:
    """Answers from elsewhere: rows as `interviewer grade` takes them, with `kind` and `expected`."""
    for given in _lines([file]):
        row = msgspec.convert(given, rows.Row)
        points = (KeyPoint(point=each) if isinstance(each, str) else each for each in row.key_points)
        task = Task(
            question=row.question,
            reference=row.reference,
            key_points=tuple(points),
            answer=row.answer,
            misconceptions=tuple(filter(None, row.misconceptions)),
        )
        kind = ALSO_CALLED.get(given["kind"], given["kind"])
        yield Written(row.question, kind, given["expected"], task)


def _lines(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def by_question(answers: Iterable[Written]) -> list[list[Written]]:
    """The answers to each question."""

    def question(written: Written) -> str:
        return written.question

    return [list(group) for _, group in groupby(sorted(answers, key=question), question)]


@dataclass(frozen=True, slots=True)
class Adversarial:
    """The tables on one set of such answers."""

    title: str
    answers: Sequence[Written]

    def tasks(self) -> Iterator[Task]:
        """See `__main__.Part`."""
        return (written.task for written in self.answers)

    def report(self, grades: Grades) -> str:
        """See `__main__.Part`."""
        questions = by_question(self.answers)
        title = f"{self.title}: {len(self.answers)} answers to {len(questions)} questions"
        return section(
            title,
            table(["mean score", "goal", "expected", *METHODS], _means(questions, grades)),
            table(["pairs ranked right", "goal", *METHODS], _pairs(questions, grades)),
            table(
                ["right answers accused", "goal", "contradicted", "misconception", "either"],
                _accused(questions, grades),
            ),
        )


def _means(questions: Sequence[Sequence[Written]], grades: Grades) -> Iterator[list[str]]:
    for kind in KINDS:
        own = [[each for each in answers if each.kind == kind] for answers in questions]
        if not any(own):
            continue
        expected = np.mean([100 * each.expected for group in own for each in group])
        line = [kind, GOALS.get(kind, ""), f"{expected:.0f}"]
        for method in METHODS:
            scores = [[100 * grades[each.task].scores[method] for each in group] for group in own]
            line.append(f"{estimate([(sum(each), len(each)) for each in scores], share):.0f}")
        yield line


def _pairs(questions: Sequence[Sequence[Written]], grades: Grades) -> Iterator[list[str]]:
    def scores(answers: Sequence[Written], kinds: Sequence[str], method: str) -> list[float]:
        return [grades[each.task].scores[method] for each in answers if each.kind in kinds]

    kinds = {each.kind for answers in questions for each in answers}
    for name, (upper, lower, goal) in PAIRS.items():
        if not (kinds.intersection(upper) and kinds.intersection(lower)):
            continue
        line = [name, goal]
        for method in METHODS:
            won = [wins(scores(each, upper, method), scores(each, lower, method)) for each in questions]
            line.append(f"{estimate(won, share):.2f}")
        yield line


def _accused(questions: Sequence[Sequence[Written]], grades: Grades) -> Iterator[list[str]]:
    right = [[grades[each.task] for each in answers if each.kind in RIGHT] for answers in questions]
    for name, charges in (("answers", _of_answers), ("points", _of_points)):
        sums = np.array([charges(own) for own in right])
        columns = [f"{estimate(sums[:, [column, 3]], share):.3f}" for column in range(3)]
        yield [name, ACCUSED, *columns]


def _of_answers(right: Sequence[Grade]) -> Array:
    """Answers with a point contradicted, with a misconception named, with either, and all."""
    charges = [(each.contradicts, each.believes, each.accused, True) for each in right]
    return np.array(charges, float).reshape(-1, 4).sum(0)


def _of_points(right: Sequence[Grade]) -> Array:
    """The same of key points."""
    points = [
        (point.verdict == "contradicted", point.misconception is not None)
        for each in right
        for point in each.points
    ]
    charges = [(contradicted, named, contradicted or named, True) for contradicted, named in points]
    return np.array(charges, float).reshape(-1, 4).sum(0)
