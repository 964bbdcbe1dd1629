"""Every code question of the bank: its solution passes its tests, and each wrong solution fails one."""

from __future__ import annotations

import pytest

from interviewer import bank
from interviewer.bank import Code, CodeTest, Question
from interviewer.locations import content
from tests.solutions import failures, same

CODE = [question for question in bank.load(content()).questions if question.code]

each_question = pytest.mark.parametrize("question", CODE, ids=lambda question: question.id)


@each_question
def test_the_solution_passes_every_test(question: Question) -> None:
    assert question.code
    assert failures(question.code, question.code.solution) == []
    assert len(question.code.solution.splitlines()) <= 45


@each_question
def test_every_wrong_solution_fails_a_test(question: Question) -> None:
    assert question.code
    assert question.code.wrong
    assert all(failures(question.code, wrong) for wrong in question.code.wrong)


def test_what_is_not_equal_is_told_apart() -> None:
    assert same([1.0, 2], [1.000001, 2])
    assert not same([1, 2], [1, 2.1])
    assert not same([1, 2], (1, 2))
    assert not same(1, True)
    assert not same({"a": 1}, {"a": 1, "b": 2})


def test_a_solution_that_raises_fails_and_says_with_what() -> None:
    code = Code(starter="", solution="", tests=(CodeTest(call="half(0)", expected="0"),))
    ((_, got),) = failures(code, "def half(x):\n    return x / x")
    assert isinstance(got, ZeroDivisionError)
