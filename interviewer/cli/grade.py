"""`interviewer grade`."""

from __future__ import annotations

import asyncio
import sys
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli import output
from interviewer.cli.invocation import Invocation, pass_invocation
from interviewer.cli.lines import Lines
from interviewer.cli.rate_line import RateLine

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from interviewer.scoring.explained import Explanation
    from interviewer.session.models import Models
    from interviewer.session.row_grading import GradedRow
    from interviewer.session.runtime import Runtime


@click.command()
@click.argument(
    "file",
    metavar="FILE.jsonl",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@click.option("--explain", is_flag=True, help="Also the numbers that each verdict is made of.")
@output.json_option
@pass_invocation
def grade(invocation: Invocation, file: Path, explain: bool, as_json: bool) -> None:
    """Grade rows of questions and answers, from the bank or not; - reads standard input.

    A row is a JSON object on one line: question, reference, key_points, answer, and optionally
    misconceptions. It comes back with score (0-100), points, notes and grader added: as JSON on one line,
    or on a terminal as text unless --json is given. Rows of a file are shared among the cores and come in
    its order; those of standard input come as soon as each is graded.
    """
    as_json = as_json or not sys.stdout.isatty()
    streams = str(file) == "-" or not file.is_file()

    async def work(runtime: Runtime) -> None:
        from interviewer.session.row_grading import count_rows, grade_file

        total = None if streams else await asyncio.to_thread(count_rows, file)
        async with runtime.processes(total or 1) as among:
            rows = _as_they_come(file, runtime.models) if streams else grade_file(file, among)
            with RateLine(total, len(among)) as line:
                async with aclosing(rows):
                    async for row in rows:
                        _print(row, explain, as_json)
                        line.one_more()

    invocation.run(work)


async def _as_they_come(file: Path, models: Models) -> AsyncGenerator[GradedRow, None]:
    from interviewer.session.row_grading import grade_row

    lines = Lines.of_stdin() if str(file) == "-" else Lines.of_file(file)
    number = 0
    while line := await lines.next():
        number += 1
        if line.strip():
            yield await grade_row(line, number, models)


def _print(row: GradedRow, explain: bool, as_json: bool) -> None:
    from interviewer.scoring.rows import graded

    if as_json:
        output.print_json_line(graded(row.given, row.result, explain=explain))
        return
    output.heading(f"Line {row.given.number}")
    click.echo(output.wrap(row.given.row.question))
    assessment = row.result.assessment
    points = zip(assessment.points, row.result.explanations, strict=False) if explain else ()
    output.assessment(assessment, {point.point: _reasons(reason) for point, reason in points})


def _reasons(explanation: Explanation) -> str:
    return f"Findings: {', '.join(f'{name} {value:.2f}' for name, value in explanation.findings.items())}."
