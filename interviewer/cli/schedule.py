"""`interviewer schedule`: what the scheduler has made of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, in_thread, pass_invocation
from interviewer.percent import percent
from interviewer.session import wording

if TYPE_CHECKING:
    from interviewer.scheduling import QuestionState
    from interviewer.session.fitting import Fitted
    from interviewer.session.runtime import Runtime


@click.group()
def schedule() -> None:
    """Look into what the scheduler has made of the log, fit it to your memory, or have it made anew."""


@schedule.command()
@click.option("--default", is_flag=True, help="Let go of what was fitted to your memory.")
@output.json_option
@pass_invocation
def rebuild(invocation: Invocation, default: bool, as_json: bool) -> None:
    """Make anew from the log what the scheduler knows of each question.

    It is kept up to date by itself; this is for when you doubt it.
    """

    async def work(runtime: Runtime) -> tuple[int, int]:
        with output.progress("Reading the answers") as on_progress:
            if default:
                await in_thread(runtime.fitting.forget, on_progress)
            states = await in_thread(runtime.standing.rebuild, on_progress)
        return len(states), sum(state.asked for state in states.values())

    questions, attempts = invocation.run(work)
    if as_json:
        output.print_json({"questions": questions, "attempts": attempts})
    else:
        output.table([("attempts read", str(attempts)), ("questions asked so far", str(questions))])


@schedule.command()
@output.json_option
@pass_invocation
def fit(invocation: Invocation, as_json: bool) -> None:
    """Fit the scheduler to your own memory, by how well you answered what you had answered before.

    The last answers are held out from the fit; it is kept only if it foretells them better. The app does
    this by itself from time to time.
    """

    async def work(runtime: Runtime) -> Fitted:
        with output.progress("Fitting") as on_progress:
            return await in_thread(runtime.fitting.fit, on_progress)

    found = invocation.run(work)
    if not as_json:
        click.echo(output.wrap(wording.fitted(found)))
        return
    output.print_json(
        {
            "answers": found.answers,
            "needed": found.needed,
            "held_out": found.fit and found.fit.judged,
            "log_loss_before": found.fit and found.fit.loss_before,
            "log_loss_fitted": found.fit and found.fit.loss_after,
            "kept": found.kept,
        }
    )


@schedule.command()
@click.argument("question_id", metavar="QUESTION")
@output.json_option
@pass_invocation
def show(invocation: Invocation, question_id: str, as_json: bool) -> None:
    """Show what the scheduler knows of a question."""

    async def work(runtime: Runtime) -> tuple[QuestionState | None, float]:
        question = runtime.bank[question_id]
        with runtime.standing.schedule() as current:
            recall = current.recall(question.id, runtime.standing.now())
        return runtime.standing.states().get(question.id), recall

    state, recall = invocation.run(work)
    if as_json:
        output.print_json({"question": question_id, "recall": recall, "state": state})
        return
    output.table(_rows(state, recall))


def _rows(state: QuestionState | None, recall: float) -> list[tuple[str, str]]:
    rows = [("chance of a good answer now", percent(recall))]
    if state is None:
        return [*rows, ("asked", "never")]
    rows.append(("asked", f"{wording.plural(state.asked, 'time')}, last on {wording.when(state.last_asked)}"))
    if state.last_score is not None and state.last_graded is not None:
        missed = f", {state.missed} of {state.points} points missed" if state.points else ""
        rows.append(("last score", f"{state.last_score:.0f} on {wording.when(state.last_graded)}{missed}"))
    if state.stability is not None and state.difficulty is not None:
        rows.append(("recall falls to 90 % in", f"{state.stability:.1f} days"))
        rows.append(("difficulty for you", f"{state.difficulty:.1f} of 10"))
    return rows
