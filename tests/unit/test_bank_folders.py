"""Folders laid over each other, and roles."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer import bank
from interviewer.errors import BankError

QUESTION = """
  - id: {id}
    difficulty: easy
    kind: concept
    minutes: 1
    question: {text}
    answer: It is one. It is not two.
    key_points:
      - point: It is one.
      - point: It is not two.
"""

ROLE = """id: adder
title: Adder
description: Adds.
minutes: 30
difficulty: {easy: 1, hard: 3}
topics:
  - topic: sums
    weight: 3
  - topic: products
"""


def write(folder: Path, topic: str, **questions: str) -> None:
    folder.mkdir(exist_ok=True)
    text = f"id: {topic}\ntitle: {topic.title()} of {folder.name}\nquestions:\n"
    text += "".join(QUESTION.format(id=f"{topic}-{name}", text=words) for name, words in questions.items())
    (folder / f"{topic}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    write(tmp_path / "shipped", "sums", one="First?", two="Second?")
    write(tmp_path / "shipped", "products", one="Product?")
    return tmp_path / "shipped"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def test_a_folder_that_is_not_there_adds_nothing(shipped: Path, own: Path) -> None:
    assert bank.load(shipped, own) == bank.load(shipped)


def test_own_questions_extend_and_override(shipped: Path, own: Path) -> None:
    write(own, "sums", two="Mine?", three="Third?")
    write(own, "limits", one="Limit?")
    loaded = bank.load(shipped, own)
    assert [topic.id for topic in loaded.topics] == ["limits", "products", "sums"]
    assert [question.question for question in loaded.topic("sums").questions] == ["First?", "Mine?", "Third?"]
    assert loaded.topic("sums").title == "Sums of own"
    assert loaded["sums-one"].question == "First?"


def test_a_fault_in_an_own_file_is_named_there(shipped: Path, own: Path) -> None:
    write(own, "sums", two="Mine?")
    file = own / "sums.yaml"
    file.write_text(file.read_text().replace("minutes: 1", "minutes: x"), encoding="utf-8")
    with pytest.raises(BankError, match=f"{file}:8: 'x' does not fit 'minutes'"):
        bank.load(shipped, own)


def test_one_folder_may_not_have_an_id_twice(shipped: Path, own: Path) -> None:
    write(own, "sums", two="Mine?")
    file = own / "sums.yaml"
    file.write_text(file.read_text() + QUESTION.format(id="sums-two", text="Again?"), encoding="utf-8")
    assert [problem.message for problem in bank.check(shipped, own).problems] == [
        f"the id 'sums-two' is taken at {file}:5; give one of them another id"
    ]


def test_own_questions_lead_to_those_of_the_bank(shipped: Path, own: Path) -> None:
    write(own, "sums", three="Third?")
    file = own / "sums.yaml"
    file.write_text(file.read_text() + "    follow_ups: [products-one]\n", encoding="utf-8")
    assert bank.load(shipped, own)["sums-three"].follow_ups == ("products-one",)


def test_an_id_that_was_published_may_not_go(shipped: Path) -> None:
    (shipped / "ids.txt").write_text("sums-one\nsums-gone\n", encoding="utf-8")
    assert [str(problem) for problem in bank.check(shipped).problems] == [
        f"{shipped / 'ids.txt'}:2: the question 'sums-gone' was published and is gone; "
        "histories refer to it: put the question back under this id"
    ]


def role(folder: Path, text: str = ROLE) -> Path:
    (folder / "roles").mkdir(parents=True, exist_ok=True)
    file = folder / "roles" / "adder.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_role_is_read(shipped: Path) -> None:
    role(shipped)
    adder = bank.load(shipped).role("adder")
    assert (adder.share("sums"), adder.share("products"), adder.share("limits")) == (0.75, 0.25, 0)
    assert [adder.difficulty.weight(each) for each in ("easy", "medium", "hard")] == [1, 0, 3]


def test_an_own_role_takes_the_place_of_one_of_the_bank(shipped: Path, own: Path) -> None:
    role(shipped)
    role(own, ROLE.replace("minutes: 30", "minutes: 5"))
    assert [each.minutes for each in bank.load(shipped, own).roles] == [5]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("id: adder", "id: added", 1, "the role's id must be the name of its file; write 'id: adder'"),
        ("topic: sums", "topic: sum", 7, "the topic 'sum' is not in the bank; did you mean 'sums'?"),
        ("topic: products", "topic: sums", 9, "the topic 'sums' stands here already"),
        ("{easy: 1, hard: 3}", "{easy: 0}", 5, "one of easy, medium and hard must be above 0"),
        ("hard: 3", "hard: -3", 5, "'-3' does not fit 'hard'"),
        ("minutes: 30\n", "", 1, "the role has no 'minutes'; add a line 'minutes: …'"),
    ],
)
def test_a_fault_in_a_role_is_named(shipped: Path, old: str, new: str, line: int, message: str) -> None:
    file = role(shipped, ROLE.replace(old, new))
    problems = [str(problem) for problem in bank.check(shipped).problems]
    assert any(problem.startswith(f"{file}:{line}: {message}") for problem in problems), problems


def test_an_unknown_role_names_the_nearest(shipped: Path) -> None:
    role(shipped)
    with pytest.raises(BankError, match="did you mean 'adder'"):
        bank.load(shipped).role("addr")
