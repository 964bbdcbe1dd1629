"""What `check` says of the wording of a question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer import bank
from interviewer.bank import KeyPoint, Question
from interviewer.bank.lint import lint

GOOD = Question(
    id="sums-variance",
    topic="sums",
    difficulty="easy",
    kind="concept",
    question="What is σ²?",
    spoken="What is sigma squared?",
    answer="It is the variance of the numbers. The ELBO, the evidence lower bound, does without it.",
    key_points=(
        KeyPoint(point="It is the variance.", misconception="It is the mean."),
        KeyPoint(point="The evidence lower bound does without it."),
    ),
    minutes=0.5,
    terms=("variance", "ELBO", "sigma squared", "lower bounds"),
)


def said(**changes: object) -> list[tuple[object, str]]:
    return list(lint(replace(GOOD, **changes)))  # type: ignore[arg-type]


def test_a_good_question_is_left_in_peace() -> None:
    assert said() == []


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ({"minutes": 0.1}, ("answer",), "16 words cannot be said in 0.1 minutes; allow 0.13 minutes"),
        ({"spoken": None}, ("question",), "'σ' cannot be read out; write the question in words in 'spoken'"),
        ({"spoken": "What is x^2?"}, ("spoken",), "'^' cannot be read out"),
        ({"answer": "It takes 3-5 steps. No more."}, ("answer",), "'3-5' cannot be said; write it in words"),
        ({"answer": "It is a/b. No more."}, ("answer",), "'/' cannot be said; write it in words"),
        ({"terms": ("entropy",)}, ("terms", 0), "the term 'entropy' occurs nowhere in the question"),
        ({"answer": "As of 2026 it is 5. The variance too."}, (), "needs its source; add 'references:"),
    ],
)
def test_each_fault_is_named_with_its_place(
    changes: dict[str, object], place: tuple[object, ...], message: str
) -> None:
    assert any(where == place and message in what for where, what in said(**changes))


def test_a_fact_that_ages_may_stand_with_its_source() -> None:
    dated = "As of 2026 it is the variance of sigma squared. The ELBO is a lower bound."
    assert said(answer=dated, references=("Fisher, 1918",)) == []


def test_a_point_and_its_misconception_are_read_too() -> None:
    points = (KeyPoint(point="It is n + 1.", misconception="It is n * 1."), *GOOD.key_points)
    places = [place for place, _ in said(key_points=points)]
    assert places == [("key_points", 0, "point"), ("key_points", 0, "misconception")]


def test_what_is_badly_worded_is_told_with_its_line_and_yet_loads(tmp_path: Path) -> None:
    (tmp_path / "sums.yaml").write_text(
        """id: sums
title: Sums
questions:
  - id: sums-sum
    difficulty: easy
    kind: concept
    minutes: 1
    question: What is a sum?
    answer: It is a + b. That is all.
    key_points:
      - point: It is what two numbers come to.
      - point: That is all.
""",
        encoding="utf-8",
    )
    (problem,) = bank.check(tmp_path).problems
    assert str(problem) == f"{tmp_path / 'sums.yaml'}:9: '+' cannot be said; write it in words"
    assert bank.load(tmp_path)["sums-sum"]
