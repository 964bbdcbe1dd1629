"""`interviewer sessions`: what is in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import msgspec

from interviewer.cli import output
from interviewer.cli.attempt import attempt_data, show_result
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.cli.note import flag, note
from interviewer.cli.override import override
from interviewer.cli.resume import resume
from interviewer.cli.search import search
from interviewer.cli.serve import serve
from interviewer.session.wording import SESSION_ENDS, clock, when

if TYPE_CHECKING:
    from interviewer.session.history import Attempt
    from interviewer.session.runtime import Runtime
    from interviewer.store import SessionSummary


@click.group()
def sessions() -> None:
    """Look back at past interviews."""


sessions.add_command(resume)
sessions.add_command(search)
sessions.add_command(note)
sessions.add_command(flag)
sessions.add_command(override)
sessions.add_command(serve)


@sessions.command("list")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the newest N.")
@output.json_option
@pass_invocation
def list_(invocation: Invocation, limit: int | None, as_json: bool) -> None:
    """List the sessions, newest first."""

    async def read(runtime: Runtime) -> tuple[SessionSummary, ...]:
        return runtime.history.sessions(limit)

    found = invocation.run(read)
    if as_json:
        output.print_json([_session_data(summary) for summary in found])
    elif found:
        output.table(
            (
                str(summary.session.id),
                when(summary.session.started_at),
                summary.session.kind,
                f"{summary.graded}/{summary.asked} graded",
                "–" if summary.mean_score is None else f"{summary.mean_score:.0f}",
                clock(summary.seconds),
                SESSION_ENDS[summary.session.status],
            )
            for summary in found
        )
    else:
        click.echo("No interviews yet: `interviewer` starts one.", err=True)


@sessions.command()
@click.argument("id", type=int)
@output.json_option
@pass_invocation
def show(invocation: Invocation, id: int, as_json: bool) -> None:
    """Show the questions of a session, with answers and scores."""

    async def read(runtime: Runtime) -> tuple[Attempt, ...]:
        return runtime.history.attempts(id)

    attempts = invocation.run(read)
    if as_json:
        output.print_json({"session": id, "attempts": [attempt_data(attempt) for attempt in attempts]})
        return
    for attempt in attempts:
        output.heading(f"{attempt.number}.  {when(attempt.asked_at)}  ·  attempt {attempt.id}")
        output.question(attempt.question)
        show_result(attempt)


def _session_data(summary: SessionSummary) -> dict[str, Any]:
    data: dict[str, Any] = msgspec.to_builtins(summary)
    return {**data.pop("session"), **data}
