"""Grades rows of questions and answers, a file of them on all cores."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from interviewer.scoring.explained import Explained
from interviewer.scoring.rows import Given, RowError, read
from interviewer.session.models import Models
from interviewer.session.processes import batches, spread


@dataclass(frozen=True, slots=True)
class GradedRow:
    """A row and what came of it."""

    given: Given
    result: Explained


def count_rows(file: Path) -> int:
    """How many lines of a file hold something."""
    with file.open("rb") as lines:
        return sum(1 for line in lines if line.strip())


async def grade_row(line: bytes, number: int, models: Models) -> GradedRow:
    """Grade one row.

    Args:
        line: A JSON object with the fields of `scoring.rows.Row`.
        number: Of the line, for messages.
        models: Grades it.

    Raises:
        InterviewerError: The line is not such a row, or a model failed.
    """
    given = read(line, number)
    [result] = await models.grade_rows([given.row])
    return GradedRow(given, result)


async def grade_file(file: Path, among: Sequence[Models]) -> AsyncGenerator[GradedRow, None]:
    """Grade the rows of a file, of which only few are held at a time; blank lines are passed over.

    Args:
        file: As many lines of JSON as one likes.
        among: The processes that share them.

    Yields:
        The rows in the order of the file.

    Raises:
        InterviewerError: A line is not a row, which is told after the rows before it, or a model failed.
    """
    async with aclosing(spread(batches(_rows(file), _question), _grade, among)) as graded:
        async for batch in graded:
            for row in batch:
                yield row


def _rows(file: Path) -> Iterator[Given | RowError]:
    """The rows up to the first that is none; what is wrong with it stands in its place."""
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    row = read(line, number)
                except RowError as error:
                    yield error
                    return
                yield row


def _question(row: Given | RowError) -> object:
    return row if isinstance(row, RowError) else row.row.question


async def _grade(models: Models, batch: Sequence[Given | RowError]) -> list[GradedRow]:
    rows = []
    for row in batch:
        if isinstance(row, RowError):
            raise row
        rows.append(row)
    results = await models.grade_rows([row.row for row in rows])
    return [GradedRow(row, result) for row, result in zip(rows, results, strict=True)]
