"""`interviewer interview`: begin an interview at once, on its screen or line by line."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from interviewer.cli import output
from interviewer.cli.attempt import show_result
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.errors import BankError, InterviewerError, SessionError

if TYPE_CHECKING:
    from interviewer.session.conductor import Conductor
    from interviewer.session.report import Report
    from interviewer.session.runtime import Runtime
    from interviewer.session.setup import SessionKind

KINDS = ("mock", "practice", "drill", "retry", "custom")


@click.command()
@click.option("--plain", is_flag=True, help="Line by line, for screen readers; so it is without a terminal.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    help="mock (the default), practice, drill of weak topics, retry of what was missed, custom.",
)
@click.option("--questions", type=click.IntRange(min=1), metavar="N", help="End after so many questions.")
@click.option("--minutes", type=click.IntRange(min=1), metavar="N", help="End after so many minutes.")
@click.option("--topic", "topics", multiple=True, metavar="ID", help="Only this topic; may be repeated.")
@click.option("--role", metavar="ID", help="Ask as for this role.")
@click.option("--typed/--voice", "typed", default=None, help="Type the answers, or speak them.")
@click.option("--strict", is_flag=True, help="As on the day: no repeats, no pause.")
@click.option("--session", type=int, metavar="ID", help="Go on with an interview that was cut off.")
@pass_invocation
def interview(
    invocation: Invocation,
    /,
    plain: bool,
    kind: SessionKind | None,
    session: int | None,
    **chosen: Any,
) -> None:
    """Hold an interview with these choices; what is not given is as it was last time.

    With --plain nothing is drawn: lines tell what happens, and lines are read as commands, of which ? lists
    those that mean something now. It is the same interview, kept in the same log. Ctrl-C ends it; what you
    answered is kept.
    """
    if plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
        _hold(invocation, kind, session, chosen)
        return
    from interviewer.cli.screen import open_app

    runtime = invocation.runtime()
    open_app(runtime, _conductor(runtime, kind, session, chosen))


def _hold(
    invocation: Invocation, kind: SessionKind | None, session: int | None, chosen: dict[str, Any]
) -> None:
    async def work(runtime: Runtime) -> None:
        from interviewer.cli.lines import Lines
        from interviewer.cli.plain_interview import PlainInterview

        conductor = _conductor(runtime, kind, session, chosen)
        warm_up = asyncio.create_task(runtime.models.warm_up())
        try:
            lines = Lines.of_stdin()
            id = await PlainInterview(runtime, conductor, lines, eager=sys.stdin.isatty()).run()
        except asyncio.CancelledError:
            if conductor.session_id:
                click.echo(f"\nEnded. What you answered is kept as session {conductor.session_id}.")
            raise
        finally:
            warm_up.cancel()
            with contextlib.suppress(
                asyncio.CancelledError, InterviewerError
            ):  # whoever needs them will tell
                await warm_up
        from interviewer.session.report import Report

        _tell(Report.read(runtime, id))

    invocation.run(work)


def _conductor(
    runtime: Runtime, kind: SessionKind | None, session: int | None, chosen: dict[str, Any]
) -> Conductor:
    """The interview that was chosen.

    Raises:
        SessionError: Nothing is left to ask in it, or that session cannot be taken up.
    """
    from interviewer.session.choice_wording import NOTHING, NOTHING_FITS
    from interviewer.session.choosing import Choices
    from interviewer.session.resume import cut_off

    if session is not None:
        found = next((each for each in cut_off(runtime.history) if each.session_id == session), None)
        if found is None:
            raise SessionError(
                f"Session {session} was not cut off, or goes on in another window. "
                "`interviewer sessions list` shows which are not ended."
            )
        return runtime.conductor(found.setup, resumed=found)
    choices = Choices.read(runtime)
    setup = choices.begin(kind or choices.kind)
    if setup is None:
        raise SessionError(NOTHING[kind or choices.kind])
    unknown = set(chosen["topics"]) - {topic.id for topic in runtime.bank.topics}
    if unknown:
        raise BankError(
            f"There is no topic {', '.join(sorted(unknown))}. There are: "
            f"{', '.join(sorted(topic.id for topic in runtime.bank.topics))}."
        )
    if chosen["questions"] or chosen["minutes"]:
        setup = replace(setup, questions=chosen["questions"], minutes=chosen["minutes"])
    if chosen["topics"]:
        setup = replace(setup, topics=chosen["topics"])
    if chosen["typed"] is not None:
        setup = replace(setup, means="typing" if chosen["typed"] else "voice")
    setup = replace(setup, role=chosen["role"] or setup.role, strict=chosen["strict"] or setup.strict)
    if choices.scope(setup) is None:
        raise SessionError(NOTHING_FITS)
    return runtime.conductor(setup)


def _tell(report: Report) -> None:
    """Print what came of each question, unless that was told, and then of the whole."""
    from interviewer.session import report_wording as wording

    for attempt in () if report.setup.feedback_at_once else report.attempts:
        output.heading(f"Question {attempt.number}")
        click.echo(output.wrap(attempt.question.question))
        show_result(attempt)
    output.heading("The interview")
    if report.score is not None:
        click.echo(f"{report.score:.0f} of 100.")
    _, comparison = wording.compared(report)
    facts = [f"{wording.answers(report)}.", comparison, f"Time: {wording.time_used(report)}."]
    facts += [f"{topic.title}: {topic.score:.0f}." for topic in report.topics]
    facts += [report.delivery, wording.next_step(report)]
    for fact in filter(None, facts):
        click.echo(output.wrap(fact))
    click.echo(f"`interviewer sessions show {report.session.id}` tells it again.")
