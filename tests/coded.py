"""Makes coding questions for tests."""

from __future__ import annotations

from typing import Any

from interviewer.bank import Code, CodeTest, Question
from interviewer.coding.batch import run_jobs
from interviewer.coding.messages import Job
from interviewer.coding.result import CodeResult


def code(starter: str, solution: str, *tests: tuple[str, str], **more: Any) -> Code:
    """The code of a question; a test is a call and what is expected."""
    made = tuple(CodeTest(call=call, expected=expected) for call, expected in tests)
    return Code(starter=starter, solution=solution, tests=made, **more)


def question(made: Code) -> Question:
    """A question that asks for it."""
    return Question(
        id="sums-double",
        topic="sums",
        difficulty="easy",
        kind="code",
        question="Write it.",
        answer="It is written.",
        key_points=(),
        minutes=1,
        code=made,
    )


def ran(made: Code, source: str, *, test_seconds: float = 5.0, only_examples: bool = False) -> CodeResult:
    """What comes of a solution in the real sandbox."""
    job = Job(code=made, source=source, test_seconds=test_seconds, only_examples=only_examples)
    (result,) = run_jobs([job])
    return result
