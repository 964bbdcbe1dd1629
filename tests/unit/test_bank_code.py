"""Every code question of the bank, run in the sandbox: its solution passes, and each wrong one fails."""

from __future__ import annotations

from collections import defaultdict

import pytest

from interviewer import bank
from interviewer.bank import Question
from interviewer.coding.quality import judge
from interviewer.locations import content

CODE = [question for question in bank.load(content()).questions if question.code]

each_question = pytest.mark.parametrize("question", CODE, ids=lambda question: question.id)


@pytest.fixture(scope="module")
def faults() -> dict[str, list[str]]:
    """What is wrong with each question, by id. One process runs them all, which imports torch once."""
    found = defaultdict(list)
    for id, place, message in judge(CODE):
        found[id].append(f"{place}: {message}")
    return found


@each_question
def test_the_solution_passes_and_each_wrong_one_fails(
    question: Question, faults: dict[str, list[str]]
) -> None:
    assert faults.get(question.id, []) == []


@each_question
def test_there_are_wrong_solutions_and_the_right_one_fits_a_screen(question: Question) -> None:
    assert question.code
    assert question.code.wrong
    assert len(question.code.solution.splitlines()) <= 45
