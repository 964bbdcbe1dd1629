"""`interviewer questions`: the bank, listed, read and searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from interviewer import bank, locations
from interviewer.bank import Bank, Difficulty, Kind, Question
from interviewer.cli import authoring, importing, output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.percent import percent

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime

_Command = TypeVar("_Command", bound=Callable[..., Any])


@click.group()
def questions() -> None:
    """Look into the question bank, and write questions of your own."""


questions.add_command(authoring.check)
questions.add_command(authoring.new)
questions.add_command(importing.import_)
questions.add_command(importing.accept)


def _filters(command: _Command) -> _Command:
    """The options by which questions are chosen."""
    for option in (
        click.option("--role", metavar="ID", help="Only what an interview for this role asks about."),
        click.option("--kind", type=click.Choice(get_args(Kind)), help="Only questions of this kind."),
        click.option(
            "--difficulty", type=click.Choice(get_args(Difficulty)), help="Only of this difficulty."
        ),
        click.option("--topic", metavar="ID", help="Only the questions of this topic."),
    ):
        command = option(command)
    return command


def _bank() -> Bank:
    return bank.load(*locations.find().question_folders)


def _chosen(
    loaded: Bank, topic: str | None, difficulty: str | None, kind: str | None, role: str | None
) -> list[Question]:
    within = loaded.topic(topic).questions if topic else loaded.questions
    asked = loaded.role(role) if role else None
    return [
        each
        for each in within
        if difficulty in (None, each.difficulty)
        and kind in (None, each.kind)
        and (asked is None or (asked.share(each.topic) and asked.difficulty.weight(each.difficulty)))
    ]


def _print(found: Sequence[Question], as_json: bool) -> None:
    if as_json:
        output.print_json(found)
    elif found:
        output.table((each.id, each.difficulty, each.kind, each.question) for each in found)
    else:
        click.echo("No question fits; leave out a filter or a word.", err=True)


@questions.command("list")
@_filters
@output.json_option
def list_(
    topic: str | None, difficulty: str | None, kind: str | None, role: str | None, as_json: bool
) -> None:
    """List the questions."""
    loaded = _bank()
    _print(_chosen(loaded, topic, difficulty, kind, role), as_json)


@questions.command()
@click.argument("words", nargs=-1, required=True)
@_filters
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many.")
@output.json_option
@pass_invocation
def search(
    invocation: Invocation,
    words: tuple[str, ...],
    topic: str | None,
    difficulty: str | None,
    kind: str | None,
    role: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Find questions by WORDS and by their meaning, best first."""
    from interviewer.session.search import search as find

    async def work(runtime: Runtime) -> list[Question]:
        among = _chosen(runtime.bank, topic, difficulty, kind, role)
        with output.progress("Reading the questions") as on_progress:
            return await find(
                among,
                " ".join(words),
                runtime.models,
                on_progress,
                on_problem=lambda error: output.error(f"Searched by word only. {error}"),
            )

    _print(invocation.run(work)[:limit], as_json)


@questions.command()
@click.argument("id")
@output.json_option
def show(id: str, as_json: bool) -> None:
    """Show a question with its answer and key points."""
    found = _bank()[id]
    if as_json:
        output.print_json(found)
        return
    output.question(found)
    output.heading("Answer")
    click.echo(output.wrap(found.answer))
    output.heading("Key points, proposed" if found.imported == "proposed" else "Key points")
    for point in found.key_points:
        click.echo(output.wrap(point.point, first=f"{point.weight:<4g}", rest="    "))
        if point.misconception:
            click.secho(
                output.wrap(f"not: {point.misconception}", first="    ", rest="         "), fg="yellow"
            )
    if found.code:
        for title, listing in (("Begin with", found.code.starter), ("Solution", found.code.solution)):
            output.heading(title)
            output.verbatim(listing)
        output.heading("Tests")
        for test in found.code.tests:
            output.verbatim(f"{test.call}  ->  {test.expected}")
    for title, words in (("Terms", found.terms), ("Follow-ups", found.follow_ups)):
        if words:
            output.heading(title)
            click.echo(output.wrap(", ".join(words)))
    if found.references:
        output.heading("References")
        for reference in found.references:
            click.echo(output.wrap(reference, rest="    "))


@questions.command()
@output.json_option
def roles(as_json: bool) -> None:
    """List the roles, with what an interview for each asks about."""
    loaded = _bank()
    if as_json:
        output.print_json(loaded.roles)
        return
    for role in loaded.roles:
        click.secho(f"{role.id}  ·  {role.minutes:g} min", bold=True)
        click.echo(output.wrap(role.description))
        shares = sorted(role.topics, key=lambda entry: -entry.weight)
        asked = ", ".join(f"{entry.topic} {percent(role.share(entry.topic))}" for entry in shares)
        click.secho(output.wrap(asked), dim=True)
        click.echo()
