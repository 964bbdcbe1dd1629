"""`interviewer questions`: the bank, read and checked."""

from __future__ import annotations

from pathlib import Path

import click

from interviewer import bank
from interviewer.cli import output
from interviewer.locations import content


@click.group()
def questions() -> None:
    """Look into the question bank."""


@questions.command("list")
@click.option("--topic", metavar="ID", help="Only the questions of this topic.")
@output.json_option
def list_(topic: str | None, as_json: bool) -> None:
    """List the questions."""
    loaded = bank.load(content())
    found = loaded.topic(topic).questions if topic else loaded.questions
    if as_json:
        output.print_json(found)
    else:
        output.table((each.id, each.difficulty, each.kind, each.question) for each in found)


@questions.command()
@click.argument("id")
@output.json_option
def show(id: str, as_json: bool) -> None:
    """Show a question with its answer and key points."""
    found = bank.load(content())[id]
    if as_json:
        output.print_json(found)
        return
    output.question(found)
    output.heading("Answer")
    click.echo(output.wrap(found.answer))
    output.heading("Key points")
    for point in found.key_points:
        click.echo(output.wrap(point.point, first=f"{point.weight:<4g}", rest="    "))
        if point.misconception:
            click.secho(
                output.wrap(f"not: {point.misconception}", first="    ", rest="         "), fg="yellow"
            )
    for title, words in (("Terms", found.terms), ("Follow-ups", found.follow_ups)):
        if words:
            output.heading(title)
            click.echo(output.wrap(", ".join(words)))


@questions.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@output.json_option
def check(folder: Path | None, as_json: bool) -> None:
    """Check the question files, your own FOLDER of them or the bank.

    Prints each fault as FILE:LINE with its mend; the exit code is 1 when there is one.
    """
    report = bank.check(folder or content())
    if as_json:
        problems = [problem._asdict() for problem in report.problems]
        output.print_json(
            {
                "topics": report.topics,
                "questions": report.questions,
                "problems": problems,
                "cards": report.cards,
            }
        )
    else:
        for problem in report.problems:
            click.echo(str(problem))
        faults = f"{len(report.problems)} to mend" if report.problems else "nothing to mend"
        click.echo(f"{report.questions} questions in {report.topics} topics: {faults}.")
    if report.problems:
        raise click.exceptions.Exit(1)
