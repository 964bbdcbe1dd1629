"""What a model learns to read answers from fits the bank, and nothing that is measured is among it."""

from __future__ import annotations

import random

import pytest

from tests.benchmarks.grading.training.flips import flipped, turned_alike
from tests.benchmarks.grading.training.pairs import Label, OfBank, Written
from tests.benchmarks.grading.training.statements import FOLDER, Statements, questions, statements


@pytest.fixture(scope="module")
def written() -> list[Statements]:
    return list(statements())


def test_each_statement_is_about_a_key_point_of_the_topic_of_its_file(written: list[Statements]) -> None:
    files = {file.stem for file in FOLDER.glob("*.jsonl")}
    assert {each.question.topic for each in written} == files
    points = [(each.question.id, each.point) for each in written]
    assert len(set(points)) == len(points) > 1000


def test_each_point_has_all_kinds_of_statements(written: list[Statements]) -> None:
    for each in written:
        assert (len(each.said), len(each.flipped), len(each.flipped_again)) == (4, 2, 2), each
        texts = [*each.right, *each.false, each.partly, each.near]
        assert all(text.strip() for text in texts), each
        assert not set(each.right) & set(each.false), each


def test_pairs_are_of_every_label_and_the_same_for_the_same_seed(written: list[Statements]) -> None:
    some = written[:40]
    pairs = Written(some, seed=3).pairs()
    assert {pair.label for pair in pairs} == set(Label)
    assert pairs == Written(some, seed=3).pairs() != Written(some, seed=4).pairs()
    of_bank = OfBank(list(questions().values())[:20], seed=3).pairs(1.0)
    assert {pair.label for pair in of_bank} == {Label.COVERED, Label.MISSED, Label.CONTRADICTED}
    for pair in pairs + of_bank:
        assert pair.said.strip() and pair.statement.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Larger batches need a higher learning rate.",
        "Recall falls while precision rises.",
        "The mean is smaller than the median.",
        "The loss is convex.",
        "It needs 16 bytes.",
    ],
)
def test_a_flip_changes_a_statement(text: str) -> None:
    found = {flipped(text, random.Random(seed)) for seed in range(20)}
    assert found and None not in found and text not in found


def test_two_statements_turned_alike_have_their_opposites_exchanged() -> None:
    turned = turned_alike("Precision rises.", "High precision, low recall.", random.Random(1))
    assert turned == ("Recall rises.", "High recall, low precision.")
    assert turned_alike("Precision rises.", "The loss falls.", random.Random(1)) is None
