"""The log of interviews: what was asked, said and graded, kept in one SQLite file."""

from interviewer.store.activity import Activity
from interviewer.store.hints import Hints
from interviewer.store.log import Log
from interviewer.store.narrowing import EVERYTHING, Narrowing
from interviewer.store.notes import Notes
from interviewer.store.overrides import Overrides
from interviewer.store.records import (
    AnswerInHand,
    AttemptRecord,
    AttemptStatus,
    Document,
    Means,
    ModelRecord,
    Moment,
    OutcomeRecord,
    SessionRecord,
    SessionStatus,
    SessionSummary,
)
from interviewer.store.running import Running
from interviewer.store.search import Found, FoundAttempt, Order, Search, Snippet
from interviewer.store.session_search import FoundSessions, SessionOrder, SessionSearch
from interviewer.store.solutions import Solutions
from interviewer.store.states import States

__all__ = [
    "EVERYTHING",
    "Activity",
    "AnswerInHand",
    "AttemptRecord",
    "AttemptStatus",
    "Document",
    "Found",
    "FoundAttempt",
    "FoundSessions",
    "Hints",
    "Log",
    "Means",
    "ModelRecord",
    "Moment",
    "Narrowing",
    "Notes",
    "Order",
    "OutcomeRecord",
    "Overrides",
    "Running",
    "Search",
    "SessionOrder",
    "SessionRecord",
    "SessionSearch",
    "SessionStatus",
    "SessionSummary",
    "Snippet",
    "Solutions",
    "States",
]
