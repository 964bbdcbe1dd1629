"""Rows of JSON lines: any question with its key points, and an answer to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import zip_longest
from typing import Any

import msgspec

from interviewer.bank.question import KeyPoint
from interviewer.errors import InterviewerError
from interviewer.scoring.explained import Explained
from interviewer.scoring.grader import Grader

_DIGITS = 4


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A row as it stands in its file.

    Attributes:
        number: Of its line.
        fields: All that it has.
        row: What grading reads of it.
    """

    number: int
    fields: Mapping[str, Any]
    row: Row


def read(line: bytes, number: int) -> Given:
    """The row on a line that is not blank.

    Args:
        line: A JSON object with the fields of `Row`.
        number: Of the line, for messages.

    Raises:
        RowError: It is not such a row.
    """
    fields = _json(line, number)
    try:
        row = msgspec.convert(fields, Row)
    except msgspec.ValidationError as error:
        raise RowError(
            f"Line {number}: {error}. A row needs question, reference and answer as text, and "
            "key_points as a list of statements or of objects with point, weight and misconception."
        ) from error
    if not row.key_points or not all(_text(point).strip() for point in row.key_points):
        raise RowError(
            f"Line {number} has no key points, or an empty one: list in key_points what a full answer says."
        )
    return Given(number=number, fields=fields, row=row)


def grade(row: Row, grader: Grader) -> Explained:
    """What comes of a row."""
    return grader.explain(
        row.question,
        row.reference,
        [KeyPoint(point=point) if isinstance(point, str) else point for point in row.key_points],
        row.answer,
        [text for text in row.misconceptions if text],
    )


def graded(given: Given, result: Explained, *, explain: bool) -> dict[str, Any]:
    """A row with what came of it.

    Args:
        given: The row.
        result: Of `grade`.
        explain: Whether each point also gets its `findings`, null where there are none.

    Returns:
        The row's own fields with `score` (0-100), `points`, `notes` and `grader` added.
    """
    assessment = result.assessment
    points = []
    for point, reason in zip_longest(assessment.points, result.explanations):
        told = asdict(point)
        del told["weight"]
        if explain:
            told["findings"] = _rounded(reason.findings) if reason else None
        points.append(told)
    return {
        **given.fields,
        "score": assessment.score,
        "points": points,
        "notes": list(assessment.notes),
        "grader": assessment.grader,
    }


def _json(line: bytes, number: int) -> Any:
    try:
        value = json.loads(line.decode())
        msgspec.json.encode(value)
    except UnicodeDecodeError as error:
        raise RowError(f"Line {number} is not UTF-8 text ({error.reason}): save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise RowError(
            f"Line {number} is not JSON ({error.msg} at character {error.pos + 1}): "
            "write one object on one line."
        ) from error
    except UnicodeEncodeError as error:
        raise RowError(
            f"Line {number} has half a character, such as \\ud83d without its second half: leave it out."
        ) from error
    except ValueError as error:
        raise RowError(f"Line {number} has a number of too many digits: write it as text.") from error
    except RecursionError as error:
        raise RowError(f"Line {number} is nested too deeply: write one flat object on one line.") from error
    return value


def _text(point: str | KeyPoint) -> str:
    return point if isinstance(point, str) else point.point


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, _DIGITS) for name, value in values.items()}
