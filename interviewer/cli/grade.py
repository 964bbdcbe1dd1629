"""`interviewer grade`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.cli.lines import Lines
from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime


@click.command()
@click.argument(
    "file",
    metavar="FILE.jsonl",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@pass_invocation
def grade(invocation: Invocation, file: Path) -> None:
    """Grade rows of questions and answers, from the bank or not; - reads standard input.

    A row is a JSON object on one line: question, reference, key_points, answer, and optionally
    misconceptions. It is printed as soon as it is graded, with score (0-100) and points added.
    """
    # With both on one terminal the rows themselves show how far it is.
    progress = sys.stderr.isatty() and not sys.stdout.isatty()

    async def work(runtime: Runtime) -> None:
        lines = Lines.of_stdin() if str(file) == "-" else Lines.of_file(file)
        number = graded = 0
        while line := await lines.next():
            number += 1
            for row in await runtime.models.grade_rows([_text(line, number)], number):
                output.print_json_line(row)
                graded += 1
            if progress:
                click.echo(f"\r{graded} graded", nl=False, err=True)
        if progress:
            click.echo(err=True)

    invocation.run(work)


def _text(line: bytes, number: int) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise InterviewerError(
            f"Line {number} is not UTF-8 text ({error.reason}): save it as UTF-8."
        ) from error
