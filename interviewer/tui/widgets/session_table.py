"""Past interviews in a table."""

from __future__ import annotations

from textual.content import Content

from interviewer.session.wording import SESSION_ENDS, clock
from interviewer.store import SessionSummary
from interviewer.tui.text import local_time, score_text
from interviewer.tui.widgets.log_table import Column, LogTable


def _text(text: str) -> list[Content]:
    return [Content(text)]


_COLUMNS: tuple[Column[SessionSummary], ...] = (
    Column("newest", "When", lambda row, _: _text(local_time(row.session.started_at)), 12),
    Column("kind", "Kind", lambda row, _: _text(row.session.kind), 10),
    Column("weakest", "Score", lambda row, _: [score_text(row.mean_score, 5)], 7),
    Column("asked", "Asked", lambda row, _: _text(f"{row.asked:>5}"), 7),
    Column("graded", "Graded", lambda row, _: _text(f"{row.graded:>6}"), 8),
    Column("longest", "Time", lambda row, _: _text(f"{clock(row.seconds):>5}"), 7),
    Column("end", "Ended", lambda row, _: _text(SESSION_ENDS[row.session.status])),
)


class SessionTable(LogTable[SessionSummary]):
    """One row an interview."""

    def __init__(self, *, id: str) -> None:
        super().__init__(_COLUMNS, lambda row: row.session.id, id=id)
