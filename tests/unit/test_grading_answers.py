"""The answers that graders are measured on fit the bank."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from interviewer import bank, locations

FOLDER = Path(__file__).parents[1] / "benchmarks" / "grading"
KINDS = {
    *("paraphrase", "terse", "spoken", "misheard", "half", "wrong", "negated", "swapped"),
    *("stuffing", "echo", "stranger", "offtopic", "dontknow"),
}
RIGHT, DENIED = {"paraphrase", "terse", "spoken", "misheard"}, {"wrong", "negated"}
NO_ANSWER = {"stuffing", "echo", "offtopic", "dontknow"}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


ANSWERS = [*rows("adversarial-a.jsonl"), *rows("adversarial-b.jsonl")]


@pytest.fixture(scope="module")
def questions() -> bank.Bank:
    return bank.load(locations.content())


def test_each_of_sixty_questions_has_an_answer_of_every_kind() -> None:
    kinds = Counter((row["question_id"], row["kind"]) for row in ANSWERS)
    asked = {row["question_id"] for row in ANSWERS}
    assert len(asked) == 60
    assert kinds == Counter({(question, kind): 1 for question in asked for kind in KINDS})


def test_each_key_point_is_judged(questions: bank.Bank) -> None:
    for row in ANSWERS:
        assert len(row["points"]) == len(questions[row["question_id"]].key_points), row
        assert set(row["points"]) <= {1, 0.5, 0, -1}, row


def test_the_judgement_fits_the_kind() -> None:
    for row in ANSWERS:
        points = row["points"]
        assert row["kind"] not in RIGHT or min(points) >= 0.5, row
        assert row["kind"] not in DENIED or max(points) <= 0, row
        assert row["kind"] not in NO_ANSWER or not any(points), row


def test_each_swap_has_the_words_of_its_right_statement(questions: bank.Bank) -> None:
    pairs = rows("swaps.jsonl")
    assert len(pairs) >= 100
    for pair in pairs:
        assert pair["question_id"] in questions
        assert pair["right"] != pair["wrong"]
        right, wrong = (set(pair[side].lower().rstrip(".").split()) for side in ("right", "wrong"))
        assert len(right & wrong) >= 0.5 * len(right | wrong), pair
