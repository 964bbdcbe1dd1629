"""Which version of the schema a database has, and whether this program knows it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from interviewer.errors import StoreError
from interviewer.store.sqlite import Database, Migrations


def check_version(db: Database, file: Path, migrations: Migrations) -> tuple[str, ...]:
    """Look whether a database is a log that this version can read.

    Args:
        db: The database.
        file: What to call it.
        migrations: The steps that this version knows.

    Returns:
        The steps that were applied; none where the database is empty.

    Raises:
        StoreError: It is of a newer version or of another program.
    """
    with db.atomic():
        applied = tuple(migration.name for migration in migrations.applied(db))
        tables = set(db.table_names()) - {Migrations.migrations_table}
    unknown = _unknown(applied, migrations)
    if unknown:
        raise StoreError(
            f"The log {file} was written by a newer version of interviewer, which added "
            f"{', '.join(unknown)}. Upgrade with `pip install --upgrade interviewer`, or set "
            "INTERVIEWER_HOME to another folder; the file was left as it is."
        )
    if tables and not applied:
        raise StoreError(
            f"{file} is a database of another program, with the tables {', '.join(sorted(tables))}. "
            "Move it away or set INTERVIEWER_HOME to another folder; it was left as it is."
        )
    return applied


def _unknown(applied: tuple[str, ...], migrations: Migrations) -> list[str]:
    with closing(Database(memory=True, execute_plugins=False)) as empty:
        known = {migration.name for migration in migrations.pending(empty)}
    return [name for name in applied if name not in known]
