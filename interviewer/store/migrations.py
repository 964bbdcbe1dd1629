"""The schema of the log, as the steps that lead to it.

A step that was released is never edited: a change is a new step at the end. All pending steps run in
one transaction, so the log is never found half changed.
"""

from __future__ import annotations

from interviewer.store.sqlite import Database, Migrations

MIGRATIONS = Migrations("interviewer")

# Times are ISO 8601 in UTC, all of one width, so that text order is time order. Documents are JSON.
_FIRST = """
create table sessions (
    id integer primary key,
    kind text not null,
    setup text not null,
    started_at text not null,
    ended_at text,
    status text not null
);

-- A question as it stood in the bank when it was asked: one row for each wording, not for each attempt.
create table question_versions (
    id integer primary key,
    document text not null unique
);

create table attempts (
    id integer primary key,
    session_id integer not null references sessions(id) on delete cascade,
    number integer not null,
    question_id text not null,
    topic text not null,
    question_version_id integer not null references question_versions(id),
    reason text not null,
    asked_at text not null,
    status text not null,
    means text,
    seconds real,
    recording text,
    score real,                 -- the score that counts: that of assessment_id
    assessment_id integer references assessments(id) on delete set null,
    answer text,
    unique (session_id, number)
);
create index attempts_by_question on attempts(question_id);
create index attempts_by_assessment on attempts(assessment_id);
-- Holds every column that the scheduler reads, so that long answers are not leafed through.
create index attempts_by_time on attempts(asked_at, question_id, topic, status, score);

-- Apart from the attempts, which stay short to list that way: words and their times take many pages.
create table transcripts (
    attempt_id integer primary key references attempts(id) on delete cascade,
    document text not null
);

-- An attempt that is graded again keeps its earlier assessments.
create table assessments (
    id integer primary key,
    attempt_id integer not null references attempts(id) on delete cascade,
    graded_at text not null default (strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now')),
    score real not null,
    document text not null
);
create index assessments_by_attempt on assessments(attempt_id);

-- The verdicts of an assessment, one row a key point, to be asked about in SQL.
create table points (
    assessment_id integer not null references assessments(id) on delete cascade,
    position integer not null,
    point text not null,
    weight real not null,
    verdict text not null,
    probability real not null,
    evidence text not null,
    primary key (assessment_id, position)
) without rowid;
"""


@MIGRATIONS(name="m001_log")
def _log(db: Database) -> None:
    db.executescript(_FIRST)


_CARE = """
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


@MIGRATIONS(name="m002_care")
def _care(db: Database) -> None:
    db.executescript(_CARE)
