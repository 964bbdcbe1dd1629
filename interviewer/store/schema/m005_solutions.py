"""The code of an answer, what came of running it, and the code in the search index."""

from __future__ import annotations

from interviewer.store.sqlite import Database

_SOLUTIONS = """
-- Apart from the attempts, as transcripts are: results take many pages.
create table solutions (
    attempt_id integer primary key references attempts(id) on delete cascade,
    draft text not null,                    -- what stands in the editor
    code text,                              -- what was submitted last; null until then
    score real,                             -- of the code alone, 0-100
    result text,                            -- the whole result, a document
    explained integer not null default 0    -- whether the candidate went on to explain it
);
"""

# The columns of an index cannot be changed, so it is made anew, with its view and its triggers.
_UNDO = """
drop table attempt_search;
drop view attempt_texts;
"""
_SEARCH = """
create view attempt_texts as
select a.id, json_extract(q.document, '$.question') as question, a.answer,
    nullif(json_extract(t.document, '$.text'), a.answer) as heard, a.note, s.code, a.topic
from attempts a
join question_versions q on q.id = a.question_version_id
left join transcripts t on t.attempt_id = a.id
left join solutions s on s.attempt_id = a.id;

create virtual table attempt_search using fts5(
    question, answer, heard, note, code, topic,
    content = 'attempt_texts', content_rowid = 'id', prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2"
);
insert into attempt_search(attempt_search) values ('rebuild');
"""

_OUT = """
create trigger search_before_{name} before {change} begin
    insert into attempt_search(attempt_search, rowid, question, answer, heard, note, code, topic)
    select 'delete', id, question, answer, heard, note, code, topic from attempt_texts where id = {attempt};
end;
"""
_IN = """
create trigger search_after_{name} after {change} begin
    insert into attempt_search(rowid, question, answer, heard, note, code, topic)
    select id, question, answer, heard, note, code, topic from attempt_texts where id = {attempt};
end;
"""


def apply(db: Database) -> None:
    """Take the step."""
    for (trigger,) in db.execute(
        "select name from sqlite_master where type = 'trigger' and name like 'search!_%' escape '!'"
    ).fetchall():
        db.execute(f"drop trigger {trigger}")
    db.executescript(_UNDO + _SOLUTIONS + _SEARCH)
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
        (_OUT, "coding", "insert on solutions", "new.attempt_id"),
        (_IN, "coding", "insert on solutions", "new.attempt_id"),
        (_OUT, "coding_again", "update of code on solutions", "old.attempt_id"),
        (_IN, "coding_again", "update of code on solutions", "new.attempt_id"),
        (_OUT, "uncoding", "delete on solutions", "old.attempt_id"),
        (_IN, "uncoding", "delete on solutions", "old.attempt_id"),
    ):
        db.execute(trigger.format(name=name, change=change, attempt=attempt))
