"""Judges code by running it: in the sandbox, one result after the other."""

from __future__ import annotations

import threading

from interviewer.bank.question import Code, Question
from interviewer.coding.batch import OnResult, Result, run_jobs
from interviewer.coding.messages import Job
from interviewer.coding.result import CodeResult
from interviewer.coding.sandbox import Limits
from interviewer.errors import BankError
from interviewer.progress import OnProgress, silent


def check(
    question: Question,
    source: str,
    *,
    only_examples: bool = False,
    limits: Limits | None = None,
    on_result: OnResult | None = None,
    on_progress: OnProgress = silent,
    cancelled: threading.Event | None = None,
) -> CodeResult:
    """Run a candidate's code against the checks of a question; blocks until it is done.

    Args:
        question: Of kind `code`.
        source: The candidate's code, whatever stands in it.
        only_examples: Run only the tests that the candidate knows.
        limits: What the code may use; by default as long as the checks may take, and some.
        on_result: Is called in this thread with each result as it comes.
        on_progress: Likewise, with the checks done and the checks in all.
        cancelled: Ends the run when it is set, from any thread; what came until then is in the result.

    Returns:
        What came of it; also code that hangs, crashes or is no Python has a result.

    Raises:
        BankError: The question has no code.
        SandboxError: The process that runs the code could not be started.
    """
    # Half a character, as a broken paste may leave it, cannot be handed on.
    source = source.encode(errors="backslashreplace").decode()
    job = Job(code=code_of(question), source=source, only_examples=only_examples)
    done = 0

    def take(result: Result) -> None:
        nonlocal done
        done += 1
        on_progress(done, job.checks)
        if on_result:
            on_result(result)

    on_progress(done, job.checks)
    (result,) = run_jobs([job], limits=limits, on_result=take, cancelled=cancelled)
    return result


def code_of(question: Question) -> Code:
    """What a coding question has beside its words.

    Raises:
        BankError: It is no coding question.
    """
    if not question.code:
        raise BankError(
            f"'{question.id}' asks for no code: `interviewer code list` shows the questions that do."
        )
    return question.code
