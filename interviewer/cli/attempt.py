"""One attempt of the log, as data and as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import msgspec

from interviewer.cli import output
from interviewer.cli.code_report import print_result
from interviewer.session.delivered import measured, remarks
from interviewer.session.wording import answer_title, disagreements, made_of

if TYPE_CHECKING:
    from interviewer.session.history import Attempt
    from interviewer.session.solution import Solution

SILENCE = "No speech was heard, so there is nothing to grade."

_OUTCOMES = {
    "asked": "Not answered.",
    "answered": "Answered, not graded yet: open the review in `interviewer` to grade it.",
    "skipped": "Skipped.",
    "silent": SILENCE,
}


def attempt_data(attempt: Attempt) -> dict[str, Any]:
    """An attempt with the fields of the assessment that counts beside its own.

    `score` is null where it was not graded. Where the user's verdict counts, `overrides` has the machine's.
    `delivery` is null where the answer was not spoken.
    """
    data: dict[str, Any] = msgspec.to_builtins(attempt, enc_hook=str)
    del data["assessment"]
    data["delivery"] = msgspec.to_builtins(measured(attempt.transcript, attempt.means))
    graded = msgspec.to_builtins(attempt.counting) or {"points": [], "notes": [], "grader": None}
    if attempt.status == "silent":
        graded["notes"] = [SILENCE]
    return {"attempt": data.pop("id"), "session": data.pop("session_id"), **graded, **data}


def show_result(attempt: Attempt) -> None:
    """Print an answer, what came of it, and the reference answer."""
    if attempt.solution:
        _show_solution(attempt, attempt.solution)
    if attempt.text:
        output.heading(answer_title(attempt))
        click.echo(output.wrap(attempt.text))
    if attempt.counting:
        output.assessment(attempt.counting, disagreements(attempt), attempt_id=attempt.id)
    elif attempt.status != "graded":
        click.echo(output.wrap(_OUTCOMES["answered" if attempt.ungraded else attempt.status]))
    if attempt.hints:
        output.heading("Hints")
        click.echo(output.wrap("\n".join(hint.text for hint in attempt.hints)))
        if attempt.score is not None:
            code = attempt.solution.result if attempt.solution else None
            parts = made_of(attempt.counting, code, attempt.hints)
            click.echo(output.wrap(f"{attempt.score:.0f} of 100 counts: {parts}."))
    spoken = remarks(attempt.transcript, attempt.means, attempt.question.terms)
    if spoken:
        output.heading("Delivery")
        click.echo(output.wrap("\n".join(spoken)))
    if attempt.note:
        output.heading("Your note")
        click.echo(output.wrap(attempt.note))
    output.heading("Reference answer")
    click.echo(output.wrap(attempt.question.answer))


def _show_solution(attempt: Attempt, solution: Solution) -> None:
    output.heading("Your code" if solution.code else "Your code, not submitted")
    output.verbatim(solution.text.strip("\n"))
    if not solution.result:
        return
    output.heading("What came of it")
    print_result(solution.result, only_examples=False)
    if attempt.score is not None:
        said = f"{attempt.counting.score:.0f}" if attempt.counting else "none"
        parts = f"code {solution.result.score:.0f}, explanation {said}"
        output.heading(f"Code and explanation: {attempt.score:.0f} of 100 ({parts})")
