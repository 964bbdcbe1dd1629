"""Answers in a table, and below each question the words that were looked for."""

from __future__ import annotations

from textual.content import Content

from interviewer.session.wording import OUTCOMES, clock
from interviewer.store import FoundAttempt, Snippet
from interviewer.tui.text import MUTED, local_time, score_text
from interviewer.tui.widgets.log_table import Column, LogTable

_HIT = "bold underline $text-accent"


def _score(row: FoundAttempt, _: int) -> list[Content]:
    return [Content.assemble(score_text(row.score, 5), (" ⚑" if row.flagged else "", "$text-warning"))]


def _question(row: FoundAttempt, width: int) -> list[Content]:
    outcome = "" if row.status == "graded" else f"{OUTCOMES[row.status]} · "
    return [Content.assemble((outcome, MUTED), row.question), _highlighted(row.snippet, width)]


def _highlighted(snippet: Snippet, width: int) -> Content:
    """The snippet from where the first word that was looked for is in sight."""
    content = Content.styled(snippet.text, MUTED)
    for start, end in snippet.hits:
        content = content.stylize(_HIT, start, end)
    if not snippet.hits or snippet.hits[0][1] < width:
        return content
    begin = max(0, snippet.hits[0][0] - width // 3)
    return Content.assemble(("…", MUTED), content[begin:])


_COLUMNS: tuple[Column[FoundAttempt], ...] = (
    Column("newest", "When", lambda row, _: [Content(local_time(row.asked_at))], 12),
    Column("weakest", "Score", _score, 7),
    Column(
        "longest",
        "Time",
        lambda row, _: [Content(f"{clock(row.seconds):>5}" if row.seconds else "")],
        6,
        room=60,
    ),
    Column("question", "Question", _question),
    Column("topic", "Topic", lambda row, _: [Content(row.topic.replace("-", " "))], 24, room=95),
    Column("kind", "Kind", lambda row, _: [Content(row.kind)], 10, room=120),
)


class AttemptTable(LogTable[FoundAttempt]):
    """One row an answer; where words are looked for, a second line shows them."""

    def __init__(self, *, id: str) -> None:
        super().__init__(_COLUMNS, lambda row: row.attempt_id, id=id)
