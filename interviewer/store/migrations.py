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


_SCHEDULE = """
-- What the scheduler knows of each question. Derived from the attempts, and to be had from them again.
create table schedule_states (
    question_id text primary key,
    document text not null
);

-- Questions whose attempts are not as they were when their state was made.
create table schedule_stale (
    question_id text primary key
) without rowid;
insert into schedule_stale select distinct question_id from attempts;

-- The one memory model that all states were made by. Its parameters are derived from the attempts too.
create table schedule_model (
    id integer primary key check (id = 1),
    version text not null,
    document text not null,
    answers integer not null
);
insert into schedule_model (id, version, document, answers) values (1, '', '', 0);

-- Not `insert or ignore`: in a trigger the policy of the statement that fires it would be taken in place of
-- that, such as the policy of a foreign key's `on delete`.
create trigger schedule_after_ask after insert on attempts begin
    insert into schedule_stale values (new.question_id) on conflict do nothing;
end;
create trigger schedule_after_change
after update of status, score, assessment_id, asked_at, question_id, topic on attempts begin
    insert into schedule_stale values (old.question_id), (new.question_id) on conflict do nothing;
end;
-- The state goes at once, so that nothing stays behind of what was deleted.
create trigger schedule_after_delete after delete on attempts begin
    insert into schedule_stale values (old.question_id) on conflict do nothing;
    delete from schedule_states where question_id = old.question_id;
end;
"""


@MIGRATIONS(name="m003_schedule")
def _schedule(db: Database) -> None:
    db.executescript(_SCHEDULE)


# The index keeps no copy of the texts: it reads them from the view, and takes an attempt out by the very
# texts that it was put in with. So each change comes between a trigger before it and one after it.
_SEARCH = """
create view attempt_texts as
select a.id, json_extract(q.document, '$.question') as question, a.answer,
    nullif(json_extract(t.document, '$.text'), a.answer) as heard, a.note, a.topic
from attempts a
join question_versions q on q.id = a.question_version_id
left join transcripts t on t.attempt_id = a.id;

create virtual table attempt_search using fts5(
    question, answer, heard, note, topic,
    content = 'attempt_texts', content_rowid = 'id', prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2"
);
insert into attempt_search(attempt_search) values ('rebuild');

create index attempts_flagged on attempts(id) where flagged;
create index sessions_by_time on sessions(started_at);
"""

_OUT = """
create trigger search_before_{name} before {change} begin
    insert into attempt_search(attempt_search, rowid, question, answer, heard, note, topic)
    select 'delete', id, question, answer, heard, note, topic from attempt_texts where id = {attempt};
end;
"""
_IN = """
create trigger search_after_{name} after {change} begin
    insert into attempt_search(rowid, question, answer, heard, note, topic)
    select id, question, answer, heard, note, topic from attempt_texts where id = {attempt};
end;
"""


@MIGRATIONS(name="m004_search")
def _search(db: Database) -> None:
    db.executescript(_SEARCH)
    reworded = "update of answer, note, topic, question_version_id on attempts"
    for trigger, name, change, attempt in (
        (_IN, "ask", "insert on attempts", "new.id"),
        (_OUT, "change", reworded, "old.id"),
        (_IN, "change", reworded, "new.id"),
        (_OUT, "delete", "delete on attempts", "old.id"),
        (_OUT, "hearing", "insert on transcripts", "new.attempt_id"),
        (_IN, "hearing", "insert on transcripts", "new.attempt_id"),
        (_OUT, "hearing_again", "update on transcripts", "old.attempt_id"),
        (_IN, "hearing_again", "update on transcripts", "new.attempt_id"),
        (_OUT, "unhearing", "delete on transcripts", "old.attempt_id"),
        (_IN, "unhearing", "delete on transcripts", "old.attempt_id"),
    ):
        db.execute(trigger.format(name=name, change=change, attempt=attempt))
