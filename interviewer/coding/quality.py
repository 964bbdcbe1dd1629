"""Whether code questions judge as they are meant: their own solutions are run against their checks."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from interviewer.bank.checking import Finding
from interviewer.bank.document import Place
from interviewer.bank.question import Code, Question
from interviewer.coding.batch import run_jobs
from interviewer.coding.messages import Job
from interviewer.coding.result import CodeResult
from interviewer.progress import OnProgress, silent


def judge(
    questions: Sequence[Question],
    on_progress: OnProgress = silent,
    cancelled: threading.Event | None = None,
) -> Iterator[Finding]:
    """What is wrong with code questions by what their code does.

    - The reference solution fails a check.
    - A solution that is listed as wrong passes them all.
    - The starter passes every test, so that they say nothing.

    Args:
        questions: Any number; those without code are passed over.
        on_progress: Called with the solutions run and the solutions in all.
        cancelled: Ends the run when it is set.

    Raises:
        SandboxError: Code cannot be run on this machine.
    """
    solutions = [
        (question.id, question.code, place, source)
        for question in questions
        if question.code
        for place, source in _solutions(question.code)
    ]
    jobs = [Job(code=code, source=source) for _, code, _, source in solutions]
    results = run_jobs(jobs, on_progress=on_progress, cancelled=cancelled)
    for (id, _, place, _), result in zip(solutions, results, strict=True):
        if place == ("solution",):
            for inner, message in _faults(result):
                yield id, ("code", *inner), message
        elif result.passed:
            message = "this passes every check; add one that it fails, or take it out"
            yield id, ("code", *place), message


def _solutions(code: Code) -> Iterator[tuple[Place, str]]:
    yield ("solution",), code.solution
    for number, wrong in enumerate(code.wrong):
        yield ("wrong", number), wrong


def _faults(result: CodeResult) -> Iterator[tuple[Place, str]]:
    """What the result of a reference solution should not have."""
    if result.message:
        yield ("solution",), f"the reference solution cannot be judged: {result.message}"
        return
    for number, test in enumerate(result.tests):
        if not test.passed:
            what = test.error or f"gives {test.got} where {test.expected} is expected"
            yield ("tests", number), f"the reference solution fails this: {what}; mend one of the two"
    for number, check in enumerate(result.random):
        if not check.passed:
            at = f"for x = {check.counterexample}: " if check.counterexample else ""
            what = check.error or f"it gives {check.got}, not {check.expected}"
            yield ("random", number), f"the reference solution fails this: {at}{what}; mend one of the two"
    if result.growth and result.growth.at_least_as_good is not True:
        said = result.growth.sentence
        yield ("growth",), f"the reference solution fails this: {said} Mend it, or choose other sizes"
    for shortcut in result.forbidden:
        said = (
            f"the reference solution uses '{shortcut.name}' (its line {shortcut.line}); mend one of the two"
        )
        yield ("forbidden",), said
    if all(test.trivial for test in result.tests):
        yield ("tests",), "the starter passes every test; add one that needs a solution"
