"""The log's queries, and how their rows become records."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from interviewer.store.columns import to_document, to_time
from interviewer.store.records import AttemptRecord, Document, OutcomeRecord, SessionRecord, SessionSummary

Row = dict[str, Any]

SESSION = "select * from sessions where id = :id"
RUNNING = "select * from sessions where status = 'running' order by id desc"
# With the one `max` the other columns are those of its row (sqlite.org/lang_select.html, section 2.5).
LAST_SETUPS = """
select *, max(id) from sessions where coalesce(json_array_length(setup, '$.chosen'), 0) = 0 and setup <> '{}'
group by kind order by id desc
"""

SESSIONS = """
select s.*,
    count(a.id) as asked,
    coalesce(sum(a.status in ('answered', 'graded')), 0) as answered,
    coalesce(sum(a.status = 'graded'), 0) as graded,
    coalesce(sum(a.status = 'skipped'), 0) as skipped,
    avg(a.score) as mean_score,
    total(a.seconds) as seconds
from (select * from sessions order by started_at desc, id desc limit :limit offset :skip) s
left join attempts a on a.session_id = s.id
group by s.id
order by s.started_at desc, s.id desc
"""

_ATTEMPTS = """
select a.id, a.session_id, i.kind as session_kind, i.setup as session_setup, a.number,
    a.question_id, a.topic, q.document as question, a.reason, a.asked_at, a.status, a.means, a.seconds,
    a.recording, t.document as transcript, a.answer, a.draft, a.note, a.flagged,
    v.document as assessment, a.score, a.follows,
    (
        select json_group_array(json_object('text', text, 'cost', cost))
        from (select text, cost from hints where attempt_id = a.id order by position)
    ) as hints,
    (
        select json_group_array(json_object(
            'point', point, 'verdict', verdict, 'reason', reason, 'made_at', made_at
        ))
        from overrides where attempt_id = a.id
    ) as overrides,
    (
        select json_object(
            'draft', draft, 'code', code, 'result', json(result),
            'explained', json(case explained when 0 then 'false' else 'true' end)
        )
        from solutions where attempt_id = a.id
    ) as solution
from attempts a
join sessions i on i.id = a.session_id
join question_versions q on q.id = a.question_version_id
left join transcripts t on t.attempt_id = a.id
left join assessments v on v.id = a.assessment_id
"""
ATTEMPT = _ATTEMPTS + "where a.id = :id"
ATTEMPTS = _ATTEMPTS + "where a.session_id = :session_id order by a.number"
ATTEMPTS_AT = (
    _ATTEMPTS
    + "where a.question_id = :question_id order by a.asked_at desc, a.id desc limit :limit offset :skip"
)

# The points of the assessment that counts, with the user's verdicts in place of the machine's.
_OUTCOMES = """
select a.question_id, a.topic, a.asked_at, a.status, a.score,
    (
        select count(*) from points p
        left join overrides o on o.attempt_id = a.id and o.point = p.point
        where p.assessment_id = a.assessment_id
        and coalesce(o.verdict, p.verdict) in ('missed', 'contradicted')
    ) as missed,
    (select count(*) from points p where p.assessment_id = a.assessment_id) as points
from attempts a
"""
# Of the questions that were asked last, as many as have no more attempts together.
OUTCOMES = (
    _OUTCOMES
    + """
where a.question_id in (
    select question_id from (
        select question_id, sum(count(*)) over (order by max(asked_at) desc, question_id) as so_far
        from attempts group by question_id
    ) where so_far <= :most
)
order by a.asked_at, a.id
"""
)
# The plus keeps the index by time, which would go through the whole past, from being used for this.
SCORES_BEFORE = """
select question_id, topic, asked_at, status, score
from attempts
where question_id in (select question_id from attempts where asked_at >= :at) and +asked_at < :at
order by asked_at, id
"""
OUTCOMES_OF = _OUTCOMES + "where a.question_id = :question_id order by a.asked_at, a.id"

ADOPT_MODEL = "update schedule_model set version = :version where version is not :version"
KEEP_MODEL = "update schedule_model set document = :document, answers = :answers"
MARK_ALL_STALE = "insert or ignore into schedule_stale select distinct question_id from attempts"
SOME_STALE = "select question_id from schedule_stale limit 1000"
UNMARK_STALE = "delete from schedule_stale where question_id = :question_id"
KEEP_STATE = """
insert or replace into schedule_states (question_id, document) values (:question_id, :document)
"""
DROP_STATE = "delete from schedule_states where question_id = :question_id"

SET_OVERRIDE = """
insert or replace into overrides (attempt_id, point, verdict, reason, made_at)
values (:attempt_id, :point, :verdict, :reason, :made_at)
"""
WITHDRAW_OVERRIDE = "delete from overrides where attempt_id = :attempt_id and point = :point"
COUNT_SCORE = "update attempts set score = :score, status = 'graded' where id = :attempt_id"

KEEP_QUESTION = "insert or ignore into question_versions (document) values (:document)"

KEEP_CLOCK = "update sessions set clock = :clock where id = :session_id"
KEEP_DRAFT = """
update attempts set draft = :draft, means = :means, seconds = :seconds where id = :attempt_id
"""

# Not an upsert: its triggers before the insert fire also where it comes to an update.
BEGIN_SOLUTION = """
insert into solutions (attempt_id, draft)
select :attempt_id, :code where not exists (select 1 from solutions where attempt_id = :attempt_id)
"""
KEEP_CODE = "update solutions set draft = :code where attempt_id = :attempt_id and draft <> :code"
SUBMIT = """
update solutions set code = :code, score = :score, result = :result where attempt_id = :attempt_id
"""
KEEP_HINT = """
insert into hints (attempt_id, position, text, cost)
select :attempt_id, (select coalesce(max(position), 0) + 1 from hints where attempt_id = :attempt_id),
    :text, :cost
"""

EXPLAIN = "update solutions set explained = 1 where attempt_id = :attempt_id"

DROP_TRANSCRIPT = "delete from transcripts where attempt_id = :attempt_id"
KEEP_TRANSCRIPT = "insert into transcripts (attempt_id, document) values (:attempt_id, :document)"

# The number and the session are looked up by the statement that writes, so that no other process
# comes in between.
ASK = """
insert into attempts (
    session_id, number, question_id, topic, question_version_id, reason, asked_at, status, follows
)
select s.id, (select coalesce(max(number), 0) + 1 from attempts where session_id = s.id),
    :question_id, :topic, q.id, :reason, :asked_at, 'asked',
    (select number from attempts where id = :after)
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
        clock=row["clock"],
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
    """An attempt from a row of `ATTEMPT` or `ATTEMPTS`."""
    return AttemptRecord(
        **{
            **row,
            "session_setup": to_document(row["session_setup"]),
            "question": to_document(row["question"]),
            "asked_at": to_time(row["asked_at"]),
            "transcript": _document(row["transcript"]),
            "assessment": _document(row["assessment"]),
            "overrides": tuple(json.loads(row["overrides"])),
            "hints": tuple(json.loads(row["hints"])),
            "solution": _document(row["solution"]),
            "flagged": bool(row["flagged"]),
        }
    )


def outcome_record(row: Row) -> OutcomeRecord:
    """An outcome from a row of `OUTCOMES`."""
    return OutcomeRecord(**{**row, "asked_at": to_time(row["asked_at"])})


def _if_there(text: str | None) -> datetime | None:
    return None if text is None else to_time(text)


def _document(text: str | None) -> Document | None:
    return None if text is None else to_document(text)
