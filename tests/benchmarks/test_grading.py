"""Grading a second answer to a question costs less than grading the first."""

from __future__ import annotations

from itertools import count

from interviewer import bank, locations, scoring
from tests.benchmarks.ratio import times_faster

ANSWER = "Precision is the share of the positive predictions that are right."


def test_the_texts_of_a_question_are_embedded_once() -> None:
    question = bank.load(locations.content())["classification-metrics-precision"]
    grader = scoring.load()
    grader.grade_question(question, ANSWER)
    fresh = count()

    def first_answer() -> None:
        asked = f"{question.question} Version {next(fresh)}."
        grader.grade(asked, question.answer, question.key_points, ANSWER)

    ratio = times_faster(first_answer, lambda: grader.grade_question(question, ANSWER))
    print(f"a further answer to a question is graded {ratio:.1f} times faster than the first")
    assert ratio > 1.5
