"""The log of interviews: what was asked, said and graded, kept in one SQLite file."""

from interviewer.store.log import Log
from interviewer.store.records import (
    AttemptRecord,
    AttemptStatus,
    Document,
    Means,
    OutcomeRecord,
    SessionRecord,
    SessionStatus,
    SessionSummary,
)

__all__ = [
    "AttemptRecord",
    "AttemptStatus",
    "Document",
    "Log",
    "Means",
    "OutcomeRecord",
    "SessionRecord",
    "SessionStatus",
    "SessionSummary",
]
