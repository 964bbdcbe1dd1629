"""Interviews, what was asked in them, and how the answers were graded."""

from __future__ import annotations

from interviewer.store.sqlite import Database

# Times are ISO 8601 in UTC, all of one width, so that text order is time order. Documents are JSON.
_STATEMENTS = """
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


def apply(db: Database) -> None:
    """Take the step."""
    db.executescript(_STATEMENTS)
