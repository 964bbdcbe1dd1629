"""`interviewer sessions search`: what was asked and said, found by its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any, get_args

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.session.wording import OUTCOMES, when
from interviewer.store import AttemptStatus, Found, FoundAttempt, Narrowing, Order, Snippet

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime

_INDENT = "    "


@click.command()
@click.argument("words", nargs=-1)
@click.option("--topic", metavar="ID", help="Only questions of this topic.")
@click.option("--status", type=click.Choice(get_args(AttemptStatus)), help="Only what ended this way.")
@click.option("--flagged", is_flag=True, help="Only what you have flagged.")
@click.option(
    "--order",
    type=click.Choice(get_args(Order)),
    default="newest",
    show_default=True,
    help="What comes first.",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
@output.json_option
@pass_invocation
def search(
    invocation: Invocation,
    words: tuple[str, ...],
    topic: str | None,
    status: AttemptStatus | None,
    flagged: bool,
    order: Order,
    limit: int,
    as_json: bool,
) -> None:
    """Find attempts by WORDS in the question, your answer, what was heard of it, and your note.

    All the words must be there, in any case and with or without accents. Without WORDS the options alone
    choose.
    """

    async def find(runtime: Runtime) -> Found:
        narrowing = Narrowing(topic=topic, status=status, flagged=flagged)
        return runtime.search.find(" ".join(words), narrowing, order=order, limit=limit)

    found = invocation.run(find)
    if as_json:
        output.print_json({"total": found.total, "attempts": [_data(attempt) for attempt in found.attempts]})
        return
    for attempt in found.attempts:
        _show(attempt)
    more = found.total - len(found.attempts)
    if not found.total:
        click.echo("Nothing was found; leave out a word or an option.", err=True)
    elif more:
        click.echo(f"\n{more} more: --limit shows them, or another word narrows it.", err=True)


def _data(attempt: FoundAttempt) -> dict[str, Any]:
    data = asdict(attempt)
    return {"attempt": data.pop("attempt_id"), "session": data.pop("session_id"), **data}


def _show(attempt: FoundAttempt) -> None:
    flag = "⚑ " if attempt.flagged else ""
    facts = (
        f"attempt {attempt.attempt_id}",
        f"session {attempt.session_id}, question {attempt.number}",
        when(attempt.asked_at),
        attempt.topic,
        OUTCOMES[attempt.status] if attempt.score is None else f"{attempt.score:.0f} of 100",
    )
    click.secho(output.wrap(flag + " · ".join(facts), rest=_INDENT), bold=True)
    click.echo(output.wrap(attempt.question, first=_INDENT, rest=_INDENT))
    if attempt.snippet.text:
        click.echo("".join(_highlighted(attempt.snippet)))


def _highlighted(snippet: Snippet) -> Iterator[str]:
    """The snippet, wrapped, with what was looked for underlined.

    Wrapping changes nothing but white space, so that what is left of the hits is told by counting letters.
    """
    hits = {at for start, end in snippet.hits for at in range(start, end)}
    letters = iter([at in hits for at, letter in enumerate(snippet.text) if not letter.isspace()])
    wrapped = output.wrap(snippet.text, first=_INDENT, rest=_INDENT)
    marked = ((letter, not letter.isspace() and next(letters, False)) for letter in wrapped)
    for hit, group in groupby(marked, key=lambda pair: pair[1]):
        text = "".join(letter for letter, _ in group)
        yield click.style(text, bold=True, underline=True) if hit else click.style(text, dim=True)
