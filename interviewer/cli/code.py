"""`interviewer code`: coding questions without a screen."""

from __future__ import annotations

from pathlib import Path

import click

from interviewer import bank
from interviewer.bank.question import Question
from interviewer.cli import output, source
from interviewer.cli.code_report import print_result
from interviewer.cli.invocation import Invocation, pass_invocation


@click.group()
def code() -> None:
    """Coding questions: list them, begin one, have your code judged by running it."""


@code.command("list")
@output.json_option
@pass_invocation
def list_(invocation: Invocation, as_json: bool) -> None:
    """List the questions that ask for code."""
    found = [each for each in bank.load(*invocation.locations.question_folders).questions if each.code]
    if as_json:
        output.print_json(found)
    else:
        output.table((each.id, each.difficulty, each.question) for each in found)


@code.command()
@click.argument("id")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this new file.")
@pass_invocation
def start(invocation: Invocation, id: str, out: Path | None) -> None:
    """Print what to begin with: the question ID and its examples as a comment, and the signature."""
    from interviewer.coding.beginning import begun_file
    from interviewer.coding.check import code_of

    question = _question(invocation, id)
    text = begun_file(question, code_of(question))
    if not out:
        output.verbatim(text.rstrip())
        return
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise output.Failure(f"{out} is there already: choose another name, or delete it.") from None
    click.echo(f"Written to {out}. Judge it by: interviewer code check {out} --question {id}")


@code.command()
@click.argument("file", metavar="FILE", type=source.FILE)
@click.option("--question", "id", metavar="ID", required=True, help="The question that the code answers.")
@click.option("--examples", is_flag=True, help="Run only the examples that the question shows.")
@output.json_option
@pass_invocation
def check(invocation: Invocation, file: Path, id: str, examples: bool, as_json: bool) -> None:
    """Judge the code in FILE by running it in a sandbox; - reads standard input.

    Shows each test with what came and what was expected; then, where the question has them, the checks on
    random inputs, the growth of the run time, and forbidden shortcuts. The exit code is 1 when one fails.
    """
    from interviewer.coding.check import check as judge

    question = _question(invocation, id)
    text = source.read(file)
    with output.progress("Running") as on_progress:
        result = judge(question, text, only_examples=examples, on_progress=on_progress)
    if as_json:
        output.print_json(result)
    else:
        print_result(result, only_examples=examples)
    if not result.passed:
        raise click.exceptions.Exit(1)


def _question(invocation: Invocation, id: str) -> Question:
    return bank.load(*invocation.locations.question_folders)[id]
