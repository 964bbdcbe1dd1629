"""`interviewer next`: the question to practise now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import msgspec

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.percent import percent
from interviewer.session.wording import day

if TYPE_CHECKING:
    from interviewer.scheduling import Candidate
    from interviewer.session.planning import Suggestion
    from interviewer.session.runtime import Runtime


@click.command("next")
@click.option("--topic", "topics", metavar="ID", multiple=True, help="Of this topic only; may be repeated.")
@click.option(
    "--minutes",
    type=click.FloatRange(min=0, min_open=True),
    metavar="N",
    help="Only what can be answered in N minutes.",
)
@click.option("--why", is_flag=True, help="Show the numbers behind it, and the questions next in line.")
@output.json_option
@pass_invocation
def next_(
    invocation: Invocation, topics: tuple[str, ...], minutes: float | None, why: bool, as_json: bool
) -> None:
    """Show the question to practise now, and why.

    It is the one whose practice adds most to the chance of a good answer on the day of the interview
    (settings `interview_date` and `role`), or in 21 days where there is no date. Nothing is logged.
    """

    async def work(runtime: Runtime) -> None:
        for topic in topics:
            runtime.bank.topic(topic)
        suggestion = runtime.planning.suggest(topics, minutes)
        if runtime.target.notice:
            output.error(runtime.target.notice)
        if as_json:
            output.print_json(_data(runtime, suggestion, why) if suggestion else None)
        elif suggestion:
            _show(runtime, suggestion, why)
        else:
            click.echo("No question fits; give it more minutes or other topics.", err=True)

    invocation.run(work)


def _show(runtime: Runtime, suggestion: Suggestion, why: bool) -> None:
    output.question(suggestion.pick.question)
    click.echo(output.wrap(suggestion.pick.reason))
    if not why:
        return
    from interviewer.scheduling import HORIZON

    interview = runtime.target.interview
    on_the_day = f"on {day(interview)}" if interview else f"in {HORIZON.days} days"
    output.heading("The numbers behind it")
    output.table(
        [
            ("now", on_the_day, "gain", "minutes", "share", "worth", "question"),
            *(_row(runtime, each) for each in (suggestion.candidate, *suggestion.runners_up)),
        ]
    )
    explained = (
        f"Now, {on_the_day}: chance of a good answer without practice. Gain: what practice now adds to it. "
        "Share: of the interview's questions that are about the topic. Worth: gain by the minute and by "
        "share, more for what has rested; the first of the list is worth most, unless a topic was behind its "
        "share."
    )
    click.echo()
    click.secho(output.wrap(explained), dim=True)


def _row(runtime: Runtime, candidate: Candidate) -> tuple[str, ...]:
    return (
        percent(candidate.recall_now),
        percent(candidate.recall_then),
        f"{100 * candidate.gain:+.0f}",
        f"{candidate.minutes:g}",
        percent(runtime.planning.share(candidate.question.topic)),
        f"{100 * candidate.value:.1f}",
        candidate.question.id,
    )


def _data(runtime: Runtime, suggestion: Suggestion, why: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"question": suggestion.pick.question, "reason": suggestion.pick.reason}
    if why:
        data["why"] = _numbers(runtime, suggestion.candidate)
        data["runners_up"] = [_numbers(runtime, each) for each in suggestion.runners_up]
    return data


def _numbers(runtime: Runtime, candidate: Candidate) -> dict[str, Any]:
    numbers: dict[str, Any] = msgspec.to_builtins(candidate)
    numbers["question"] = candidate.question.id
    return {
        **numbers,
        "topic": candidate.question.topic,
        "share": runtime.planning.share(candidate.question.topic),
    }
