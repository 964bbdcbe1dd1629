"""Files of the bank become typed objects; YAML's guesses about plain words do not matter."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import msgspec
import pytest

from interviewer import bank
from interviewer.bank import Bank, Code, CodeTest, KeyPoint, Topic
from interviewer.errors import BankError

FILE = """\
id: sums
title: Sums
questions:
  - id: sums-add
    difficulty: easy
    kind: concept
    minutes: 1.5
    question: What is x² + y?
    spoken: What is x squared plus y?
    answer: >
      It is a sum.
      Its value: what the
      parts add up to.
    key_points:
      - point: It is a sum.
        weight: 2
        misconception: It is a product.
      - point: Its value is what the parts add up to.
    terms: [x squared, sum]
    follow_ups: [sums-code]
    source: [7, 12]
  - id: sums-code
    difficulty: hard
    kind: code
    minutes: 2
    question: |
      Write add:
          def add(a, b): ...
    answer: It returns a plus b. Nothing else is needed.
    key_points:
      - point: It returns the sum.
      - point: It takes two numbers.
    code:
      starter: "def add(a, b): ..."
      solution: |
        def add(a, b):
            return a + b
      tests:
        - call: add(1, 2)
          expected: 3
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sums.yaml").write_text(FILE, encoding="utf-8")
    (tmp_path / "README.md").write_text("Not a file of the bank.", encoding="utf-8")
    return tmp_path


def test_a_file_becomes_a_topic_of_typed_questions(folder: Path) -> None:
    loaded = bank.load(folder)
    assert [(topic.id, topic.title) for topic in loaded.topics] == [("sums", "Sums")]
    question = loaded["sums-add"]
    assert (question.topic, question.difficulty, question.kind, question.minutes) == (
        "sums",
        "easy",
        "concept",
        1.5,
    )
    assert question.question == "What is x² + y?"
    assert question.said == "What is x squared plus y?"
    assert question.answer == "It is a sum. Its value: what the parts add up to."
    assert question.key_points == (
        KeyPoint(point="It is a sum.", weight=2.0, misconception="It is a product."),
        KeyPoint(point="Its value is what the parts add up to.", weight=1.0, misconception=None),
    )
    assert (question.terms, question.follow_ups, question.source) == (
        ("x squared", "sum"),
        ("sums-code",),
        (7, 12),
    )
    code = loaded["sums-code"]
    assert code.code == Code(
        starter="def add(a, b): ...",
        solution="def add(a, b):\n    return a + b",
        tests=(CodeTest(call="add(1, 2)", expected="3"),),
    )
    assert code.question == "Write add:\n    def add(a, b): ..."
    assert code.said == code.question


def test_topics_stand_in_the_order_of_their_files_and_questions_in_theirs(folder: Path) -> None:
    (folder / "differences.yaml").write_text(FILE.replace("sums", "differences"), encoding="utf-8")
    loaded = bank.load(folder)
    assert [topic.id for topic in loaded.topics] == ["differences", "sums"]
    assert [question.id for question in loaded.questions] == [
        "differences-add",
        "differences-code",
        "sums-add",
        "sums-code",
    ]
    assert loaded.topic("sums").questions == loaded.questions[2:]


@pytest.mark.parametrize(
    "word", ["no", "on", "12:30", "2024-01-01", "007", "1e3", "nan", "0x1f", "next", "y", "None"]
)
def test_a_plain_word_is_the_text_that_was_typed(folder: Path, word: str) -> None:
    text = FILE.replace("[x squared, sum]", f"[{word}, sum]").replace("x squared plus y?", f"{word}")
    (folder / "sums.yaml").write_text(text.replace("spoken: What is ", "spoken: "), encoding="utf-8")
    question = bank.load(folder)["sums-add"]
    assert question.terms == (word, "sum")
    assert question.spoken == word


def test_a_topic_may_be_named_again_in_a_question_and_a_byte_order_mark_is_no_harm(folder: Path) -> None:
    text = FILE.replace("  - id: sums-add\n", "  - id: sums-add\n    topic: sums\n")
    (folder / "sums.yaml").write_text(text, encoding="utf-8-sig")
    assert bank.load(folder)["sums-add"].topic == "sums"


def test_questions_have_the_documented_names_in_json(folder: Path) -> None:
    question = json.loads(msgspec.json.encode(bank.load(folder)["sums-add"]))
    expected = "id topic difficulty kind question spoken answer key_points terms minutes follow_ups"
    expected += " source references code imported"
    assert set(question) == set(expected.split())
    assert set(question["key_points"][0]) == {"point", "weight", "misconception"}


def test_an_unknown_id_names_the_nearest(folder: Path) -> None:
    loaded = bank.load(folder)
    assert "sums-add" in loaded
    assert "sums-ad" not in loaded
    with pytest.raises(BankError, match=r"no question 'sums-ad' .*; did you mean 'sums-add'\?"):
        loaded["sums-ad"]
    with pytest.raises(BankError, match=r"no question 'zebra' .*'interviewer questions list' shows all ids"):
        loaded["zebra"]
    with pytest.raises(BankError, match=r"no topic 'sum' .*; did you mean 'sums'\?"):
        loaded.topic("sum")
    with pytest.raises(BankError, match=r"no topic 'zebra' .*; the topics are sums"):
        loaded.topic("zebra")


def test_the_bank_is_frozen(folder: Path) -> None:
    loaded = Bank.load(folder)
    with pytest.raises(FrozenInstanceError):
        loaded.topics = ()  # type: ignore[misc]
    assert isinstance(loaded.topics[0], Topic)


def test_check_reports_size_and_cards(folder: Path) -> None:
    report = bank.check(folder)
    assert (report.topics, report.questions, report.problems, report.cards) == (1, 2, (), (7, 12))


def test_importing_the_bank_is_light() -> None:
    heavy = "{'numpy', 'torch', 'textual', 'asyncio', 'sqlite3'}"
    code = f"import sys, interviewer.bank; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
