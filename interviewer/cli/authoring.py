"""`interviewer questions check` and `new`: for those who write questions."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer import bank
from interviewer.bank import authoring
from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@click.option("--form", is_flag=True, help="Only what needs no model and runs no code: done in a second.")
@output.json_option
@pass_invocation
def check(invocation: Invocation, folder: Path | None, form: bool, as_json: bool) -> None:
    """Check the question files: a FOLDER of them, or the bank with your own questions.

    First their form, then what the grading model makes of them: whether the answer says each key point,
    whether a misconception can be told from its key point, whether two questions are the same. Then their
    code is run: each reference solution must pass its checks, and each wrong one fail.
    Prints each fault as FILE:LINE with its mend; the exit code is 1 when there is one.
    """
    folders = (folder,) if folder else invocation.locations.question_folders

    async def work(runtime: Runtime) -> bank.Report:
        with output.progress("Checking") as on_progress:
            return await runtime.models.check_questions(folders, on_progress)

    report = bank.check(*folders) if form else _with_code(invocation.run(work), folders)
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
            output.verbatim(str(problem))
        faults = f"{len(report.problems)} to mend" if report.problems else "nothing to mend"
        click.echo(f"{report.questions} questions in {report.topics} topics: {faults}.")
        if report.cards:
            click.echo(f"Cards covered: {len(report.cards)} of {max(report.cards)}.")
    if report.problems:
        raise click.exceptions.Exit(1)


def _with_code(report: bank.Report, folders: Sequence[Path]) -> bank.Report:
    """The report, and what running the code of the questions shows."""
    from interviewer.coding.quality import judge

    with output.progress("Running code") as on_progress:
        ran = bank.check(*folders, judge=lambda questions: judge(questions, on_progress))
    return replace(report, problems=tuple(sorted({*report.problems, *ran.problems})))


@click.command()
@click.argument("topic", default="my-questions")
@pass_invocation
def new(invocation: Invocation, topic: str) -> None:
    """Write a question of your own for TOPIC, in your editor ($EDITOR).

    TOPIC may be one of the bank or a new one. The file is checked when you save it, and kept among your
    own data; edit it again to change or delete a question. A question with the id of one in the bank
    takes its place.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", topic):
        raise click.BadParameter("write it in small letters, digits and hyphens.", param_hint="TOPIC")
    folders = invocation.locations.question_folders
    file = folders[-1] / f"{topic}.yaml"
    draft = file.with_suffix(".yaml.draft")
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    start = authoring.with_template(kept, topic, topic.replace("-", " ").capitalize())
    text = draft.read_text(encoding="utf-8") if draft.exists() else start
    while True:
        edited = click.edit(text, extension=".yaml")
        if edited is None or (edited == start and not draft.exists()):
            click.echo("Nothing was changed, so nothing is kept.")
            return
        text = edited
        for folder in (invocation.locations.data, file.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        problems = authoring.faults(text, topic, *folders)
        if not problems:
            break
        for problem in problems:
            click.echo(str(problem), err=True)
        if not sys.stdin.isatty() or not click.confirm("Edit it again?", default=True):
            raise output.Failure(
                f"Your text waits in {draft}; `interviewer questions new {topic}` goes on with it."
            )
    draft.replace(file)
    click.echo(f"Kept in {file}.")
