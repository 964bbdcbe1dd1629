"""Pairs of statements in nearly the same words, of which one has the roles swapped and is wrong."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from interviewer import bank, locations
from interviewer.bank.question import KeyPoint
from interviewer.scoring.embeddings import Embedder
from interviewer.scoring.similarity import cosine
from tests.benchmarks.grading.estimate import estimate, share, wins
from tests.benchmarks.grading.grades import Grade, Grades
from tests.benchmarks.grading.methods import BASELINES, METHODS
from tests.benchmarks.grading.table import section, table
from tests.benchmarks.grading.task import Task

FILE = Path(__file__).parent / "swaps.jsonl"
MADE = ("covered", "partly")


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement that is right and one that is wrong, as answers to one question.

    Attributes:
        question: Its id.
        right: The right statement as the whole answer.
        wrong: The wrong one.
        nearest: Number of the key point that is nearest to the right statement.
    """

    question: str
    right: Task
    wrong: Task
    nearest: int

    def alone(self) -> Pair:
        """The same statements as answers to a question with no key point but the nearest."""
        point = self.right.key_points[self.nearest]
        right, wrong = (
            replace(task, reference=point.point, key_points=(point,)) for task in (self.right, self.wrong)
        )
        return Pair(self.question, right, wrong, 0)


def load() -> Iterator[Pair]:
    """The pairs, in the order of the file."""
    questions, embedder = bank.load(locations.content()), Embedder()
    for row in map(json.loads, FILE.read_text(encoding="utf-8").splitlines()):
        question = questions[row["question_id"]]
        right, wrong = (Task.of(question, row[side]) for side in ("right", "wrong"))
        yield Pair(question.id, right, wrong, _nearest(question.key_points, row["right"], embedder))


def _nearest(points: Sequence[KeyPoint], statement: str, embedder: Embedder) -> int:
    said, *encoded = embedder.encode([statement, *(point.point for point in points)])
    return int(cosine(said, encoded).argmax())


@dataclass(frozen=True, slots=True)
class Swaps:
    """The table on swapped statements."""

    pairs: Sequence[Pair]

    def tasks(self) -> Iterator[Task]:
        """See `__main__.Part`."""
        for pair in self.pairs:
            for each in (pair, pair.alone()):
                yield from (each.right, each.wrong)

    def report(self, grades: Grades) -> str:
        """See `__main__.Part`."""
        whole, alone = self.pairs, [pair.alone() for pair in self.pairs]
        questions = len({pair.question for pair in self.pairs})
        return section(
            f"Roles swapped: {len(self.pairs)} pairs to {questions} questions",
            table(
                ["pairs", *METHODS],
                [
                    ["right one higher, as the whole answer", *_higher(whole, grades)],
                    ["right one higher, against the nearest point alone", *_higher(alone, grades)],
                    ["wrong one not said to make that point, as the whole answer", *_told(whole, grades)],
                    ["wrong one not said to make that point, against it alone", *_told(alone, grades)],
                    ["right one said to make it, against it alone", *_found(alone, grades)],
                ],
            ),
        )


def _higher(pairs: Sequence[Pair], grades: Grades) -> Iterator[str]:
    """By method the share of pairs in which the right statement scores higher."""
    for method in METHODS:
        scores = [(grades[pair.right].scores[method], grades[pair.wrong].scores[method]) for pair in pairs]
        yield _share(pairs, [wins([right], [wrong])[0] for right, wrong in scores])


def _told(pairs: Sequence[Pair], grades: Grades) -> Iterator[str]:
    """Share of pairs in which the grader does not say that the wrong statement makes the point."""
    yield _share(pairs, [not _made(grades[pair.wrong], pair) for pair in pairs])
    yield from [""] * len(BASELINES)


def _found(pairs: Sequence[Pair], grades: Grades) -> Iterator[str]:
    """Share of pairs in which the grader says that the right statement makes it."""
    yield _share(pairs, [_made(grades[pair.right], pair) for pair in pairs])
    yield from [""] * len(BASELINES)


def _made(grade: Grade, pair: Pair) -> bool:
    return grade.points[pair.nearest].verdict in MADE


def _share(pairs: Sequence[Pair], values: Sequence[float]) -> str:
    sums: defaultdict[str, list[float]] = defaultdict(list)
    for pair, value in zip(pairs, values, strict=True):
        sums[pair.question].append(value)
    return f"{estimate([(sum(own), len(own)) for own in sums.values()], share):.2f}"
