"""What it takes to go on after a crash; the user's notes and verdicts."""

from __future__ import annotations

from interviewer.store.sqlite import Database

_STATEMENTS = """
alter table sessions add column clock real not null default 0;      -- seconds on the interview's clock
alter table attempts add column draft text;                         -- what stands in the editor
alter table attempts add column note text;                          -- the user's own
alter table attempts add column flagged integer not null default 0;

-- Verdicts of the user. They go with the words of the key point, so that a new assessment keeps them.
create table overrides (
    attempt_id integer not null references attempts(id) on delete cascade,
    point text not null,
    verdict text not null,
    reason text not null,
    made_at text not null,
    primary key (attempt_id, point)
) without rowid;
"""


def apply(db: Database) -> None:
    """Take the step."""
    db.executescript(_STATEMENTS)
