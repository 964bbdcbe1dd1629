"""One attempt of the log, as data and as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import msgspec

from interviewer.cli import output
from interviewer.session.wording import answer_title, disagreements

if TYPE_CHECKING:
    from interviewer.session.history import Attempt

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
    """
    data: dict[str, Any] = msgspec.to_builtins(attempt, enc_hook=str)
    del data["assessment"]
    graded = msgspec.to_builtins(attempt.counting) or {"points": [], "notes": [], "grader": None}
    if attempt.status == "silent":
        graded["notes"] = [SILENCE]
    return {"attempt": data.pop("id"), "session": data.pop("session_id"), **graded, **data}


def show_result(attempt: Attempt) -> None:
    """Print an answer, what came of it, and the reference answer."""
    if attempt.text:
        output.heading(answer_title(attempt))
        click.echo(output.wrap(attempt.text))
    if attempt.counting:
        output.assessment(attempt.counting, disagreements(attempt))
    else:
        click.echo(output.wrap(_OUTCOMES["answered" if attempt.ungraded else attempt.status]))
    if attempt.note:
        output.heading("Your note")
        click.echo(output.wrap(attempt.note))
    output.heading("Reference answer")
    click.echo(output.wrap(attempt.question.answer))
