"""The log's queries, and how their rows become records."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from interviewer.store.columns import to_document, to_time
from interviewer.store.records import AttemptRecord, Document, OutcomeRecord, SessionRecord, SessionSummary

Row = dict[str, Any]

SESSION = "select id, kind, setup, started_at, ended_at, status from sessions where id = :id"

SESSIONS = """
select s.*,
    count(a.id) as asked,
    coalesce(sum(a.status in ('answered', 'graded')), 0) as answered,
    coalesce(sum(a.status = 'graded'), 0) as graded,
    coalesce(sum(a.status = 'skipped'), 0) as skipped,
    avg(a.score) as mean_score,
    total(a.seconds) as seconds
from (select * from sessions order by id desc limit :limit) s
left join attempts a on a.session_id = s.id
group by s.id
order by s.id desc
"""

_ATTEMPTS = """
select a.id, a.session_id, a.number, a.question_id, a.topic, q.document as question, a.reason, a.asked_at,
    a.status, a.means, a.seconds, a.recording, t.document as transcript, a.answer,
    v.document as assessment, a.score
from attempts a
join question_versions q on q.id = a.question_version_id
left join transcripts t on t.attempt_id = a.id
left join assessments v on v.id = a.assessment_id
"""
ATTEMPT = _ATTEMPTS + "where a.id = :id"
ATTEMPTS = _ATTEMPTS + "where a.session_id = :session_id order by a.number"
ATTEMPTS_OF = _ATTEMPTS + "where a.question_id = :question_id order by a.id desc"

OUTCOMES = """
select question_id, topic, asked_at, status, score from attempts
where asked_at >= :since order by asked_at
"""

KEEP_QUESTION = "insert or ignore into question_versions (document) values (:document)"

KEEP_TRANSCRIPT = "insert or replace into transcripts (attempt_id, document) values (:attempt_id, :document)"

# The number and the session are looked up by the statement that writes, so that no other process
# comes in between.
ASK = """
insert into attempts (session_id, number, question_id, topic, question_version_id, reason, asked_at, status)
select s.id, (select coalesce(max(number), 0) + 1 from attempts where session_id = s.id),
    :question_id, :topic, q.id, :reason, :asked_at, 'asked'
from sessions s, question_versions q
where s.id = :session_id and q.document = :document
"""


def session_record(row: Row) -> SessionRecord:
    """A session from a row of `SESSION`."""
    return SessionRecord(
        id=row["id"],
        kind=row["kind"],
        setup=to_document(row["setup"]),
        started_at=to_time(row["started_at"]),
        ended_at=_if_there(row["ended_at"]),
        status=row["status"],
    )


def session_summary(row: Row) -> SessionSummary:
    """A session in a list from a row of `SESSIONS`."""
    return SessionSummary(
        session=session_record(row),
        asked=row["asked"],
        answered=row["answered"],
        graded=row["graded"],
        skipped=row["skipped"],
        mean_score=row["mean_score"],
        seconds=row["seconds"],
    )


def attempt_record(row: Row) -> AttemptRecord:
    """An attempt from a row of `ATTEMPT`, `ATTEMPTS` or `ATTEMPTS_OF`."""
    return AttemptRecord(
        **{
            **row,
            "question": to_document(row["question"]),
            "asked_at": to_time(row["asked_at"]),
            "transcript": _document(row["transcript"]),
            "assessment": _document(row["assessment"]),
        }
    )


def outcome_record(row: Row) -> OutcomeRecord:
    """An outcome from a row of `OUTCOMES`."""
    return OutcomeRecord(**{**row, "asked_at": to_time(row["asked_at"])})


def _if_there(text: str | None) -> datetime | None:
    return None if text is None else to_time(text)


def _document(text: str | None) -> Document | None:
    return None if text is None else to_document(text)
