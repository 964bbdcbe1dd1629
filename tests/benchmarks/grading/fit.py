"""Fits the constants of `interviewer/scoring/calibration.py` and says how well they carry over.

    python -m tests.benchmarks.grading.fit ROWS.jsonl GRADED.csv ...

A `.jsonl` file has rows as `interviewer grade` takes them, with `expected` (0-1) and `kind`; a `.csv` file
has question, reference, answer and score (0-1), and the sentences of the reference serve as key points. A
`.jsonl` file weighs three times as much as a `.csv` file, of whatever length. People grade more or less
leniently, so each `.csv` file has an intercept of its own, which is left out of the result. A good answer to
one question of a `.jsonl` file is worth nothing as an answer to the next: such pairs are added as `stranger`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from interviewer.bank.question import KeyPoint
from interviewer.scoring.calibration import Features
from interviewer.scoring.embedding_grader import EmbeddingGrader
from interviewer.scoring.guards import no_answer, off_topic
from interviewer.scoring.statements import clauses
from tests.benchmarks.grading.task import sentences

GUARDED = {"echo", "idk", "stuffing", "offtopic"}
"""Kinds that the guards deal with; the regression does not learn from them."""
GOOD = {"paraphrase", "terse", "spoken", "asr"}
STRANGERS = ("terse", "spoken")
FOLDS = 6
PENALTY = 1e-4


@dataclass
class Row:
    file: str
    question: str
    kind: str
    expected: float
    features: np.ndarray
    """One line for each key point."""
    none: bool
    """A guard takes it for no answer."""
    score: float = 0.0


def read(file: Path) -> Iterator[tuple[dict[str, object], str, float]]:
    with file.open(encoding="utf-8", newline="") as lines:
        if file.suffix == ".jsonl":
            rows = [json.loads(line) for line in lines]
            for row in rows:
                yield row, row["kind"], row["expected"]
            asked = list({row["question"]: row for row in rows}.values())
            for other, own in zip(asked, [*asked[1:], *asked[:1]], strict=True):
                for row in rows:
                    if row["question"] == other["question"] and row["kind"] in STRANGERS:
                        yield {**own, "answer": row["answer"]}, "stranger", 0.0
        else:
            for row in csv.DictReader(lines):
                points = [each.point for each in sentences(row["reference"])]
                yield {**row, "key_points": points, "misconceptions": []}, "human", float(row["score"])


def measure(grader: EmbeddingGrader, files: Iterable[Path]) -> Iterator[Row]:
    for file in files:
        for row, kind, expected in read(file):
            question, answer, points = str(row["question"]), str(row["answer"]), list(row["key_points"])
            if not clauses(answer):
                continue
            key_points = [KeyPoint(point=point) for point in points]
            text = " ".join([str(row["reference"]), *points])
            found = grader.read(question, text, key_points, answer, row["misconceptions"]).findings
            nearness = max(finding.nearness for finding in found)
            note = no_answer(question, text, answer) or off_topic(question, text, answer, nearness)
            features = np.array([astuple(finding.features) for finding in found])
            yield Row(file.stem, question, kind, expected, features, note is not None)


def fit(rows: Sequence[Row]) -> np.ndarray:
    """Coefficients and intercept: least squares of the mean probability against the expected grade."""
    files = sorted(
        {row.file for row in rows}, key=lambda file: all(r.kind == "human" for r in rows if r.file == file)
    )
    features = np.concatenate([row.features for row in rows])
    owner = np.repeat(np.arange(len(rows)), [len(row.features) for row in rows])
    points, expected = np.bincount(owner), np.array([row.expected for row in rows])
    file = np.array([files.index(row.file) for row in rows])
    weight = np.where(np.array([row.kind == "human" for row in rows]), 1, 3) / np.bincount(file)[file]
    lenient = np.eye(len(files))[file[owner]][:, 1:]
    inputs = np.hstack([features, np.ones((len(features), 1)), lenient])

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        p = 1 / (1 + np.exp(-inputs @ theta))
        error = np.bincount(owner, p) / points - expected
        slope = (2 * weight * error / points)[owner] * p * (1 - p)
        ridge = PENALTY * np.r_[np.ones(features.shape[1]), np.zeros(1 + lenient.shape[1])]
        return float(
            (weight * error**2).sum() + (ridge * theta**2).sum()
        ), inputs.T @ slope + 2 * ridge * theta

    return minimize(loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B").x[: features.shape[1] + 1]


def predict(row: Row, theta: np.ndarray) -> float:
    return 0.0 if row.none else float(np.mean(1 / (1 + np.exp(-(row.features @ theta[:-1] + theta[-1])))))


def leave_questions_out(rows: Sequence[Row]) -> None:
    """Give each row the score of a fit that has not seen its question."""
    questions: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.question not in questions[row.file]:
            questions[row.file].append(row.question)
    for fold in range(FOLDS):
        held = {question for found in questions.values() for question in found[fold::FOLDS]}
        theta = fit([row for row in rows if row.question not in held and row.kind not in GUARDED])
        for row in rows:
            if row.question in held:
                row.score = predict(row, theta)


def report(rows: Sequence[Row]) -> None:
    for file in dict.fromkeys(row.file for row in rows):
        own = [row for row in rows if row.file == file]
        kinds = dict.fromkeys(row.kind for row in own)
        if len(kinds) == 1:
            r = np.corrcoef([row.score for row in own], [row.expected for row in own])[0, 1]
            print(f"{file}: Pearson r {r:.3f} on {len(own)} answers, {sum(row.none for row in own)} guarded")
            continue
        for kind in kinds:
            scores = [row.score for row in own if row.kind == kind]
            wanted = [row.expected for row in own if row.kind == kind]
            beaten = [
                good.score > row.score
                for row in own
                for good in own
                if row.kind == kind
                and kind not in GOOD
                and good.kind in GOOD
                and good.question == row.question
            ]
            share = f"below a good answer in {np.mean(beaten):.2f} of {len(beaten)} pairs" if beaten else ""
            print(f"  {kind:11} mean {np.mean(scores):.2f}, expected {np.mean(wanted):.2f}  {share}")


def main() -> None:
    rows = list(measure(EmbeddingGrader(), map(Path, sys.argv[1:])))
    leave_questions_out(rows)
    print("Questions left out of the fit:")
    report(rows)
    names = [*(field.name for field in fields(Features)), "intercept"]
    theta = fit([row for row in rows if row.kind not in GUARDED])
    print("All:", ", ".join(f"{name}={value:.2f}" for name, value in zip(names, theta, strict=True)))


if __name__ == "__main__":
    main()
