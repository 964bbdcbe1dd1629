"""Comma-separated values: one row an attempt, below the names of the columns (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from interviewer.coding.result import CodeResult
from interviewer.scoring.assessment import Verdict
from interviewer.session.export.extract import Extract, Interview
from interviewer.session.history import Attempt
from interviewer.session.judged import judged
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
    "hints": lambda _, attempt: len(attempt.hints),
    "covered": lambda _, attempt: _points(attempt, "covered"),
    "partly": lambda _, attempt: _points(attempt, "partly"),
    "missed": lambda _, attempt: _points(attempt, "missed"),
    "contradicted": lambda _, attempt: _points(attempt, "contradicted"),
    "unsure": lambda _, attempt: _points(attempt, "unsure"),
    "grader": lambda _, attempt: attempt.assessment and attempt.assessment.grader,
    "answer": lambda _, attempt: attempt.answer,
    "code": lambda _, attempt: attempt.solution.text if attempt.solution and attempt.coded else None,
    "code_score": lambda _, attempt: (result := _code_result(attempt)) and result.score,
    "failed_checks": lambda _, attempt: _failed_checks(attempt),
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


def _code_result(attempt: Attempt) -> CodeResult | None:
    return attempt.solution.result if attempt.solution else None


def _failed_checks(attempt: Attempt) -> str | None:
    """What the code does not pass, one a line."""
    result = _code_result(attempt)
    return "\n".join(check.title for check in judged(result) if check.passed is False) if result else None


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
