"""The page that documents the log's schema, made from the schema itself and the descriptions.

`python -m interviewer.store.schema_page` writes it to `SCHEMA.md` beside this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from interviewer.store.descriptions import TABLES
from interviewer.store.migrations import MIGRATIONS
from interviewer.store.sqlite import Database

FILE = Path(__file__).with_name("SCHEMA.md")

_HEAD = """# The log

`interviewer.db` is an SQLite database; `interviewer paths` prints where it lies. Times are ISO 8601 in UTC,
all of one width, so that their order as text is their order in time. Documents are JSON: SQLite reads them
with `json_extract(document, '$.text')`. Deleting a session deletes all that belongs to it.

Read it with any program, also while interviewer runs. The tables change between versions only by steps that
keep what is in them; before each such step a copy of the file is kept.
"""

_VIRTUAL = ("virtual", "shadow")


def page() -> str:
    """The page in Markdown, for the schema of this version."""
    with closing(Database(memory=True, execute_plugins=False)) as db:
        MIGRATIONS.apply(db)
        return "\n".join([_HEAD, *(line for table in tables(db) for line in _section(db, table))])


def tables(db: Database) -> list[str]:
    """The log's own tables, in the order they were made: neither SQLite's nor those of a search index."""
    kinds = {row["name"]: row["type"] for row in db.query("pragma table_list")}
    return [
        name
        for name in db.table_names()
        if kinds[name] not in _VIRTUAL and not name.startswith("sqlite_") and not name.startswith("_")
    ]


def _section(db: Database, table: str) -> Iterator[str]:
    description, found = TABLES[table], db.table(table)
    references = {key.column: key.other_table for key in found.foreign_keys}
    yield f"## {table}\n\n{description.meaning}\n"
    yield "| column | type | meaning |\n|---|---|---|"
    for column in found.columns:
        meaning = description.columns[column.name]
        if column.name in references:
            meaning += f" Refers to `{references[column.name]}`."
        yield f"| `{column.name}` | {column.type.lower()} | {meaning} |"
    yield ""


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
