"""Grades rows of JSON lines: any question with its key points, and an answer to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from interviewer.bank.question import KeyPoint
from interviewer.errors import InterviewerError
from interviewer.scoring.grader import Grader


class RowError(InterviewerError):
    """A row cannot be graded; names its line and the mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The fields of a row that grading reads; it may have others.

    Attributes:
        question: The question as asked.
        reference: A full answer.
        key_points: Statements, or objects with `point` and optionally `weight` and `misconception`.
        answer: The words of the candidate; may be empty.
        misconceptions: Wrong beliefs about the question, in any order and number; an empty one is left out.
    """

    question: str
    reference: str
    key_points: tuple[str | KeyPoint, ...]
    answer: str
    misconceptions: tuple[str | None, ...] = ()


def grade_rows(lines: Iterable[str], grader: Grader, first: int = 1) -> Iterator[dict[str, Any]]:
    """Grade each row as it is read; a blank line is passed over.

    Args:
        lines: Lines of JSON, each an object with the fields of `Row`.
        grader: What grades them.
        first: Number of the first line, for messages.

    Yields:
        The row's own fields with `score` (0-100) and `points` added.

    Raises:
        RowError: A line is not such a row.
    """
    for number, line in enumerate(lines, first):
        if line.strip():
            given, row = _read(line, number)
            assessment = grader.grade(
                row.question,
                row.reference,
                [KeyPoint(point=point) if isinstance(point, str) else point for point in row.key_points],
                row.answer,
                [text for text in row.misconceptions if text],
            )
            yield {
                **given,
                "score": assessment.score,
                "points": [
                    {name: getattr(point, name) for name in ("point", "verdict", "probability", "evidence")}
                    for point in assessment.points
                ],
            }


def _read(line: str, number: int) -> tuple[dict[str, Any], Row]:
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise RowError(
            f"Line {number} is not JSON ({error.msg} at character {error.pos + 1}): "
            "write one object on one line."
        ) from error
    try:
        row = msgspec.convert(given, Row)
    except msgspec.ValidationError as error:
        raise RowError(
            f"Line {number}: {error}. A row needs question, reference and answer as text, and "
            "key_points as a list of statements or of objects with point, weight and misconception."
        ) from error
    if not row.key_points or not all(_text(point).strip() for point in row.key_points):
        raise RowError(
            f"Line {number} has no key points, or an empty one: list in key_points what a full answer says."
        )
    return given, row


def _text(point: str | KeyPoint) -> str:
    return point if isinstance(point, str) else point.point
