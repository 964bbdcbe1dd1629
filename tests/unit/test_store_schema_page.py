"""The page about the log's schema says what the schema is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from interviewer.store import schema_page
from interviewer.store.descriptions import TABLES
from interviewer.store.migrations import MIGRATIONS
from interviewer.store.sqlite import Database


@pytest.fixture
def db() -> Iterator[Database]:
    with closing(Database(memory=True)) as opened:
        MIGRATIONS.apply(opened)
        yield opened


def test_every_table_and_column_is_described_and_no_other(db: Database) -> None:
    columns = {table: [column.name for column in db.table(table).columns] for table in schema_page.tables(db)}
    assert {table: sorted(names) for table, names in columns.items()} == {
        table: sorted(description.columns) for table, description in TABLES.items()
    }


def test_a_search_index_is_no_table_of_the_log(db: Database) -> None:
    db.execute("create virtual table words using fts5(word)")
    assert not [table for table in schema_page.tables(db) if table.startswith("words")]


def test_the_page_is_up_to_date() -> None:
    assert schema_page.FILE.read_text(encoding="utf-8") == schema_page.page(), (
        "run `python -m interviewer.store.schema_page`"
    )
