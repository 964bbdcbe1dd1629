"""`interviewer questions import` and `accept`: cards of other programs as questions of one's own."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.session.wording import plural, when

if TYPE_CHECKING:
    from interviewer.locations import Locations
    from interviewer.session.importing import Plan
    from interviewer.session.runtime import Runtime

_SHOWN = 20
"""How many of each kind a preview shows; JSON holds all."""

T = TypeVar("T")


def _mapping(context: click.Context, parameter: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, sign, topic = pair.rpartition("=")
        if not sign or not name.strip() or not topic.strip():
            raise click.BadParameter(f"write '{pair}' as NAME=TOPIC, a deck or a tag and a topic's id.")
        found[name.strip()] = topic.strip()
    return found


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--topic", metavar="ID", help="The topic for every card that no --map names.")
@click.option(
    "--map",
    "mapped",
    metavar="NAME=ID",
    multiple=True,
    callback=_mapping,
    help="The topic for a deck or a tag; may be repeated.",
)
@click.option("--preview", is_flag=True, help="Only show what would come.")
@click.option("--yes", is_flag=True, help="Import without asking.")
@click.option("--keep-duplicates", is_flag=True, help="Import also what is there already.")
@click.option(
    "--undo",
    metavar="[IMPORT]",
    is_flag=False,
    flag_value="",
    help="Take an import back; without its name: list the imports.",
)
@output.json_option
@pass_invocation
def import_(
    invocation: Invocation,
    file: Path | None,
    topic: str | None,
    mapped: dict[str, str],
    preview: bool,
    yes: bool,
    keep_duplicates: bool,
    undo: str | None,
    as_json: bool,
) -> None:
    """Import the cards of FILE as questions of your own.

    FILE is a package of Anki (.apkg, .colpkg), a text export of Anki, Quizlet or Brainscape, CSV or TSV,
    Markdown, JSON, or running text. What would come is shown first; key points are proposed from the answers
    until you accept them. Cards go to the topic that bears the name of their deck or of a tag, else to a
    topic of their own. Nothing but text is taken over.
    """
    if undo is not None:
        if file:
            raise click.UsageError("--undo takes the name of an import, not a FILE.")
        _undo(invocation.locations, undo, as_json)
        return
    if file is None:
        raise click.UsageError("Name a FILE with cards, or --undo.")
    plan = _plan(invocation, file, topic, mapped, keep_duplicates)
    if not as_json:
        _show(plan)
    made = None
    if not preview and plan.drafts and (yes or (not as_json and _confirmed(plan))):
        from interviewer.session.importing import carry_out

        made = carry_out(plan, invocation.locations)
    if as_json:
        output.print_json({**_data(plan), "import": made.id if made else None})
    elif made:
        click.echo(f"Imported: {plural(made.questions, 'question')}.")
        click.echo(f"Kept in {invocation.locations.imports / made.id}.")
        click.echo(f"`interviewer questions import --undo {made.id}` takes them back.")
    elif plan.drafts:
        hint = "" if preview or sys.stdin.isatty() else " `--yes` imports without asking."
        click.echo(f"Nothing was written.{hint}")
    if not plan.drafts:
        raise output.Failure(f"No card of {file} can be imported, so that nothing was written.")


@click.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Accept all that wait.")
@output.json_option
@pass_invocation
def accept(invocation: Invocation, ids: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Accept the key points proposed for imported questions; without an ID: list those that wait."""
    from interviewer import bank
    from interviewer.bank.importing import acceptance

    folders = invocation.locations.question_folders
    if not ids and not everything:
        waiting = [each for each in bank.load(*folders).questions if each.imported == "proposed"]
        if as_json:
            output.print_json(waiting)
        elif waiting:
            output.table((each.id, each.question) for each in waiting)
        else:
            click.echo("No key points wait to be accepted.", err=True)
        return
    accepted = acceptance.accept(None if everything else ids, folders)
    if as_json:
        output.print_json(accepted)
    else:
        click.echo(f"Accepted: {plural(len(accepted), 'question')}.")


def _plan(
    invocation: Invocation, file: Path, topic: str | None, mapped: dict[str, str], keep_duplicates: bool
) -> Plan:
    from interviewer import bank
    from interviewer.session import importing

    known = bank.load(*invocation.locations.question_folders)
    with output.progress("Reading") as on_progress:
        plan = importing.plan(file, known, topic=topic, mapped=mapped, on_progress=on_progress)
    if keep_duplicates or not plan.drafts:
        return plan

    async def compare(runtime: Runtime) -> Plan:
        with output.progress("Comparing") as on_progress:
            return await importing.without_duplicates(
                plan,
                runtime.models,
                on_progress,
                on_problem=lambda error: output.error(f"Not compared with what is there. {error}"),
            )

    return invocation.run(compare)


def _confirmed(plan: Plan) -> bool:
    return sys.stdin.isatty() and click.confirm(f"Import {plural(len(plan.drafts), 'question')}?")


def _show(plan: Plan) -> None:
    """Print what would come and what would not."""
    click.echo(output.wrap(f"{click.format_filename(plan.file.name)}: {plan.format}."))
    for note in plan.notes:
        click.secho(output.wrap(note, first="! ", rest="  "), fg="yellow")
    topics = Counter((each.home.id, each.home.title) for each in plan.drafts)
    if topics:
        output.heading(f"{plural(len(plan.drafts), 'question')} would come")
        output.table((id, str(count), title) for (id, title), count in topics.items())
        click.echo()
    for each in _first(plan.drafts):
        points = plural(len(each.question.key_points), "key point")
        click.echo(output.wrap(f"{each.question.question}", first=f"{each.card.place}: ", rest="    "))
        click.secho(output.wrap(f"{points} proposed", first="    ", rest="    "), dim=True)
        for note in each.notes:
            click.secho(output.wrap(note, first="    ! ", rest="      "), fg="yellow")
    if plan.duplicates:
        cards = (*plan.drafts, *(twin.draft for twin in plan.duplicates))
        places = {each.question.id: each.card.place for each in cards}
        count = plural(len(plan.duplicates), "card")
        output.heading(f"{count} left out: the question is there already, or in this file")
        for twin in _first(plan.duplicates):
            click.echo(
                output.wrap(twin.draft.question.question, first=f"{twin.draft.card.place}: ", rest="    ")
            )
            like = f"as {places.get(twin.of, twin.of)} ({twin.similarity:.2f})"
            click.secho(output.wrap(like, first="    ", rest="    "), dim=True)
    if plan.left_out:
        output.heading(f"{plural(len(plan.left_out), 'card')} left out")
        for card in _first(plan.left_out):
            click.echo(output.wrap(card.text, first=f"{card.place}: ", rest="    "))
            click.secho(output.wrap(card.reason, first="    ! ", rest="      "), fg="yellow")
    click.echo()


def _first(items: Sequence[T]) -> Iterable[T]:
    yield from items[:_SHOWN]
    if len(items) > _SHOWN:
        click.secho(f"… and {len(items) - _SHOWN} more; --json shows all", dim=True)


def _data(plan: Plan) -> dict[str, Any]:
    """A plan as it is printed as JSON."""
    return {
        "file": click.format_filename(plan.file),
        "format": plan.format,
        "notes": plan.notes,
        "questions": [
            {"place": each.card.place, "notes": each.notes, "question": each.question} for each in plan.drafts
        ],
        "duplicates": [
            {
                "place": twin.draft.card.place,
                "question": twin.draft.question.question,
                "of": twin.of,
                "similarity": round(twin.similarity, 3),
            }
            for twin in plan.duplicates
        ],
        "left_out": plan.left_out,
    }


def _undo(places: Locations, id: str, as_json: bool) -> None:
    from interviewer.bank.importing.imports import imports
    from interviewer.session import importing

    if not id:
        made = imports(places.imports)
        if as_json:
            output.print_json(made)
        elif made:
            output.table((each.id, when(each.at), str(each.questions), each.source) for each in made)
        else:
            click.echo("Nothing was imported.", err=True)
        return
    result = importing.undo(id, places)
    if as_json:
        output.print_json(result)
        return
    click.echo(f"Taken back: {plural(result.undone.questions, 'question')} from {result.undone.source}.")
    for path in result.kept:
        click.echo(f"You had changed this file, so that it is kept: {path}")
