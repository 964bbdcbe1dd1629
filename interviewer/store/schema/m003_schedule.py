"""What the scheduler knows, and triggers that tell when it is stale."""

from __future__ import annotations

from interviewer.store.sqlite import Database

_STATEMENTS = """
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


def apply(db: Database) -> None:
    """Take the step."""
    db.executescript(_STATEMENTS)
