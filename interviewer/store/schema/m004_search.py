"""A search index over what was asked, said and noted, kept by triggers."""

from __future__ import annotations

from interviewer.store.sqlite import Database

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


def apply(db: Database) -> None:
    """Take the step."""
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
