"""Takes interviews out of the log, whole, and into it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import asdict

from interviewer.store import rows
from interviewer.store.columns import from_document, from_time, to_document, to_time
from interviewer.store.connection import Connection
from interviewer.store.portable import (
    PortableAssessment,
    PortableAttempt,
    PortableHint,
    PortableOverride,
    PortablePoint,
    PortableSession,
    PortableSolution,
)
from interviewer.store.statements import inserted, unknown

if TYPE_CHECKING:
    from interviewer.store.sqlite import Database

Identity = tuple[datetime, str]
"""When a session began, to the microsecond, and its kind: what never changes about it in any log."""

_IDS = """
select id from sessions
where :questions is null or id in (
    select session_id from attempts where question_id in (select value from json_each(:questions))
)
order by started_at, id
"""
_SESSION = "select kind, setup, started_at, ended_at, status, clock from sessions where id = :id"
_ATTEMPTS = """
select a.id, a.number, a.question_id, a.topic, q.document as question, a.reason, a.asked_at, a.status,
    a.means, a.seconds, a.recording, t.document as transcript, a.answer, a.draft, a.note, a.flagged, a.score,
    a.follows, a.assessment_id
from attempts a
join question_versions q on q.id = a.question_version_id
left join transcripts t on t.attempt_id = a.id
where a.session_id = :id order by a.number
"""
_OF_SESSION = "attempt_id in (select id from attempts where session_id = :id)"
_ASSESSMENTS = (
    f"select id, attempt_id, graded_at, score, document from assessments where {_OF_SESSION} order by id"
)
_POINTS = f"""
select assessment_id, point, weight, verdict, probability, evidence from points
where assessment_id in (select id from assessments where {_OF_SESSION}) order by assessment_id, position
"""
_OVERRIDES = f"select attempt_id, point, verdict, reason, made_at from overrides where {_OF_SESSION}"
_SOLUTIONS = f"select attempt_id, draft, code, score, result, explained from solutions where {_OF_SESSION}"
_HINTS = f"select attempt_id, text, cost from hints where {_OF_SESSION} order by attempt_id, position"
_SCORES = "select session_id, question_id, topic, asked_at, score from attempts where score is not null"
_VERSION = "select id from question_versions where document = :document"

_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("started_at", "ended_at", "asked_at", "graded_at", "made_at"), to_time),
    **dict.fromkeys(("setup", "question", "transcript", "document", "result"), to_document),
    **dict.fromkeys(("flagged", "explained"), bool),
}
"""What columns by these names hold, where that is not the value itself."""
_WRITE: dict[type, Callable[[Any], Any]] = {datetime: from_time, dict: from_document}
"""How values of these types stand in a column."""


class Score(NamedTuple):
    """The score of an attempt."""

    session_id: int
    question_id: str
    topic: str
    asked_at: datetime
    score: float
    """0-100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was taken into the log."""

    sessions: int
    attempts: int
    already: int
    """Sessions that were there before, and stayed as they were."""


class Transfer:
    """Whole interviews, out of a log and into it.

    Every method raises `StoreError` where the log cannot be used.

    Args:
        connection: That of the log.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ids(self, questions: Sequence[str] = ()) -> tuple[int, ...]:
        """Ids of the sessions, the oldest first: all, or those in which one of the questions was asked."""
        with self._connection.reading() as db:
            found = db.execute(_IDS, {"questions": json.dumps(list(questions)) if questions else None})
            return tuple(row[0] for row in found)

    def session(self, session_id: int) -> PortableSession:
        """One interview, as it stood at one moment."""
        with self._connection.reading() as db, db.atomic():
            return _session(db, session_id)

    def identities(self) -> set[Identity]:
        """Those of all sessions."""
        with self._connection.reading() as db:
            return _identities(db)

    def recordings(self) -> frozenset[str]:
        """Names of the recordings that attempts have."""
        with self._connection.reading() as db:
            found = db.execute("select recording from attempts where recording is not null")
            return frozenset(row[0] for row in found)

    def scores(self) -> Iterator[Score]:
        """The scores that count, in no order; the log is held until all are taken."""
        with self._connection.reading() as db:
            for session_id, question_id, topic, at, score in db.execute(_SCORES):
                yield Score(session_id, question_id, topic, to_time(at), score)

    def add(self, sessions: Iterable[PortableSession]) -> Added:
        """Take in the sessions that are not there yet; all of them, or none where this raises."""
        added = attempts = already = 0
        with self._connection.writing() as db:
            there = _identities(db)
            for session in sessions:
                if identity(session) in there:
                    already += 1
                    continue
                there.add(identity(session))
                _add(db, session)
                added += 1
                attempts += len(session.attempts)
        return Added(sessions=added, attempts=attempts, already=already)


def identity(session: PortableSession) -> Identity:
    """What tells the session from every other one."""
    return session.started_at, session.kind


def _identities(db: Database) -> set[Identity]:
    return {(to_time(at), kind) for at, kind in db.execute("select started_at, kind from sessions")}


def _session(db: Database, session_id: int) -> PortableSession:
    key = {"id": session_id}
    found = _values(db, _SESSION, key)
    if not found:
        raise unknown(db, "sessions", session_id)
    points = _grouped(_values(db, _POINTS, key), "assessment_id")
    assessments = _grouped(_values(db, _ASSESSMENTS, key), "attempt_id")
    overrides = _grouped(_values(db, _OVERRIDES, key), "attempt_id")
    hints = _grouped(_values(db, _HINTS, key), "attempt_id")
    solutions = _grouped(_values(db, _SOLUTIONS, key), "attempt_id")

    def graded(values: rows.Row, counts: int | None) -> PortableAssessment:
        assessment_id = values.pop("id")
        found = tuple(PortablePoint(**point) for point in points[assessment_id])
        return PortableAssessment(**values, points=found, counts=assessment_id == counts)

    def asked(values: rows.Row) -> PortableAttempt:
        attempt_id, counts = values.pop("id"), values.pop("assessment_id")
        return PortableAttempt(
            **values,
            assessments=tuple(graded(assessment, counts) for assessment in assessments[attempt_id]),
            overrides=tuple(PortableOverride(**override) for override in overrides[attempt_id]),
            hints=tuple(PortableHint(**hint) for hint in hints[attempt_id]),
            solution=next((PortableSolution(**solution) for solution in solutions[attempt_id]), None),
        )

    return PortableSession(**found[0], attempts=tuple(map(asked, _values(db, _ATTEMPTS, key))))


def _values(db: Database, query: str, key: dict[str, int]) -> list[rows.Row]:
    """The rows of a query, times and documents as what they are."""
    return [
        {
            name: value if value is None or name not in _READ else _READ[name](value)
            for name, value in row.items()
        }
        for row in db.query(query, key)
    ]


def _grouped(found: Iterable[rows.Row], by: str) -> dict[int, list[rows.Row]]:
    groups: dict[int, list[rows.Row]] = defaultdict(list)
    for row in found:
        groups[row.pop(by)].append(row)
    return groups


def _add(db: Database, session: PortableSession) -> None:
    values = asdict(session)
    attempts = values.pop("attempts")
    session_id = _insert(db, "sessions", values)
    for attempt in attempts:
        _add_attempt(db, session_id, asdict(attempt))


def _add_attempt(db: Database, session_id: int, values: rows.Row) -> None:
    question, transcript = {"document": from_document(values.pop("question"))}, values.pop("transcript")
    assessments, overrides = values.pop("assessments"), values.pop("overrides")
    solution, hints = values.pop("solution"), values.pop("hints")
    db.execute(rows.KEEP_QUESTION, question)
    (version,) = db.execute(_VERSION, question).fetchone()
    ids = {"session_id": session_id, "question_version_id": version}
    attempt_id = _insert(db, "attempts", ids | values)
    if transcript is not None:
        _insert(db, "transcripts", {"attempt_id": attempt_id, "document": transcript})
    if solution is not None:
        _insert(db, "solutions", {"attempt_id": attempt_id} | asdict(solution))
    for override in overrides:
        _insert(db, "overrides", {"attempt_id": attempt_id} | asdict(override))
    for position, hint in enumerate(hints, start=1):
        _insert(db, "hints", {"attempt_id": attempt_id, "position": position} | asdict(hint))
    for assessment in assessments:
        _add_assessment(db, attempt_id, asdict(assessment))


def _add_assessment(db: Database, attempt_id: int, values: rows.Row) -> None:
    points, counts = values.pop("points"), values.pop("counts")
    assessment_id = _insert(db, "assessments", {"attempt_id": attempt_id} | values)
    for position, point in enumerate(points, start=1):
        _insert(db, "points", {"assessment_id": assessment_id, "position": position} | asdict(point))
    if counts:
        db.execute("update attempts set assessment_id = ? where id = ?", (assessment_id, attempt_id))


def _insert(db: Database, table: str, values: rows.Row) -> int:
    """Insert a row of values as what they are; gives its id."""
    columns = {
        name: _WRITE[type(value)](value) if type(value) in _WRITE else value for name, value in values.items()
    }
    return inserted(db, table, **columns)
