"""Comma-separated values: one row an attempt, below the names of the columns (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from interviewer.scoring.assessment import Verdict
from interviewer.session.export.extract import Extract, Interview
from interviewer.session.history import Attempt
from interviewer.session.plain_text import plain

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection)."""

_Cell = Callable[[Interview, Attempt], Any]

_COLUMNS: Mapping[str, _Cell] = {
    "session": lambda interview, _: interview.session.id,
    "session_started_at": lambda interview, _: interview.session.started_at.isoformat(),
    "kind": lambda interview, _: interview.session.kind,
    "number": lambda _, attempt: attempt.number,
    "attempt": lambda _, attempt: attempt.id,
    "asked_at": lambda _, attempt: attempt.asked_at.isoformat(),
    "question_id": lambda _, attempt: attempt.question.id,
    "topic": lambda _, attempt: attempt.question.topic,
    "difficulty": lambda _, attempt: attempt.question.difficulty,
    "question": lambda _, attempt: attempt.question.question,
    "reason": lambda _, attempt: attempt.reason,
    "status": lambda _, attempt: attempt.status,
    "means": lambda _, attempt: attempt.means,
    "seconds": lambda _, attempt: attempt.seconds,
    "score": lambda _, attempt: attempt.score,
    "covered": lambda _, attempt: _points(attempt, "covered"),
    "partly": lambda _, attempt: _points(attempt, "partly"),
    "missed": lambda _, attempt: _points(attempt, "missed"),
    "grader": lambda _, attempt: attempt.assessment and attempt.assessment.grader,
    "answer": lambda _, attempt: attempt.answer,
    "heard": lambda _, attempt: attempt.transcript and attempt.transcript.text,
    "draft": lambda _, attempt: attempt.draft,
    "note": lambda _, attempt: attempt.note,
    "flagged": lambda _, attempt: int(attempt.flagged),
}
_PATHS: Mapping[str, _Cell] = {"recording": lambda _, attempt: attempt.recording}


def render(extract: Extract) -> Iterator[str]:
    """The rows, those of an interview at a time."""
    columns = {**_COLUMNS, **(_PATHS if extract.choice.paths else {})}
    yield _lines([list(columns)])
    for interview in extract.interviews():
        yield _lines(
            [_cell(value(interview, attempt)) for value in columns.values()] for attempt in interview.attempts
        )


def _points(attempt: Attempt, verdict: Verdict) -> str | None:
    """The key points that count as this, one a line."""
    if not attempt.counting:
        return None
    return "\n".join(point.point for point in attempt.counting.points if point.verdict == verdict)


def _cell(value: Any) -> Any:
    """Numbers as they are; text as it is read and not as it might be computed."""
    if value is None or isinstance(value, (int, float)):
        return value
    text = plain(str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def _lines(rows: Any) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()
