"""Hints that were taken, and questions that follow an answer instead of being the interview's own."""

from __future__ import annotations

from interviewer.store.sqlite import Database

_STATEMENTS = """
-- Another try at a question, or one that goes deeper: the number, in the session, of the answer it follows.
alter table attempts add column follows integer;

-- With what they cost then, so that a score stays what it was when hints become cheaper or dearer.
create table hints (
    attempt_id integer not null references attempts(id) on delete cascade,
    position integer not null,      -- from 1
    text text not null,
    cost real not null,             -- points of 100
    primary key (attempt_id, position)
) without rowid;
"""


def apply(db: Database) -> None:
    """Take the step."""
    db.executescript(_STATEMENTS)
