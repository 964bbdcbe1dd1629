"""Measures the grader, with simpler methods beside it.

python -m tests.benchmarks.grading [--only PART] [--answers FILE ...] [--people FOLDER]

The tables are Markdown. A bracket holds the 95 % interval of a bootstrap over questions.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from tests.benchmarks.grading import adversarial, people, swaps
from tests.benchmarks.grading.adversarial import Adversarial
from tests.benchmarks.grading.grades import Grades, grade_all
from tests.benchmarks.grading.people import People
from tests.benchmarks.grading.points import Points
from tests.benchmarks.grading.speed import Speed
from tests.benchmarks.grading.swaps import Swaps
from tests.benchmarks.grading.task import Task


class Part(Protocol):
    """One thing that is measured."""

    def tasks(self) -> Iterator[Task]:
        """What must be graded for it."""

    def report(self, grades: Grades) -> str:
        """Its tables."""


Row = TypeVar("Row", adversarial.Written, swaps.Pair, people.Graded)


def sample(rows: Iterator[Row], every: int) -> list[Row]:
    """The rows of every so-manieth question, but of two at least: some parts set one against the others."""
    kept = list(rows)
    questions = list(dict.fromkeys(row.question for row in kept))
    chosen = set(questions[:: max(1, min(every, len(questions) - 1))])
    return [row for row in kept if row.question in chosen]


def _adversarial(chosen: argparse.Namespace) -> Iterator[Part]:
    yield Adversarial("Adversarial answers", sample(adversarial.load(), chosen.sample))
    for file in chosen.answers:
        yield Adversarial(file.name, sample(adversarial.load_rows(file), chosen.sample))


def _swaps(chosen: argparse.Namespace) -> Iterator[Part]:
    yield Swaps(sample(swaps.load(), chosen.sample))


def _people(chosen: argparse.Namespace) -> Iterator[Part]:
    for name, (title, highest) in people.SETS.items() if chosen.people else ():
        yield People(title, highest, sample(people.load(chosen.people / name), chosen.sample))


def _points(chosen: argparse.Namespace) -> Iterator[Part]:
    yield Points(sample(adversarial.load(), chosen.sample))


def _time(_chosen: argparse.Namespace) -> Iterator[Part]:
    yield Speed()


PARTS: dict[str, Callable[[argparse.Namespace], Iterator[Part]]] = {
    "adversarial": _adversarial,
    "swaps": _swaps,
    "people": _people,
    "points": _points,
    "time": _time,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Grade what the chosen parts need, then print their tables."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.grading",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("--only", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument(
        "--answers",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="more rows as `interviewer grade` takes them, with kind and expected",
    )
    parser.add_argument("--people", type=Path, metavar="FOLDER", help=f"with {' and '.join(people.SETS)}")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    parts = [part for name in PARTS if chosen.only in (None, name) for part in PARTS[name](chosen)]
    grades = grade_all(task for part in parts for task in part.tasks())
    for part in parts:
        print(part.report(grades), flush=True)


if __name__ == "__main__":
    main()
