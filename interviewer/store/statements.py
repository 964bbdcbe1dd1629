"""The statements that every part of the log writes in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from interviewer.errors import StoreError

if TYPE_CHECKING:
    from interviewer.store.sqlite import Database


def inserted(db: Database, table: str, **values: object) -> int:
    """Insert a row; gives its id."""
    names = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    return cast(int, db.execute(f"insert into {table} ({names}) values ({places})", values).lastrowid)


def update(db: Database, table: str, row_id: int, **values: object) -> None:
    """Change a row that must exist."""
    changes = ", ".join(f"{name} = :{name}" for name in values)
    if not db.execute(f"update {table} set {changes} where id = :id", {"id": row_id, **values}).rowcount:
        raise unknown(db, table, row_id)


def unknown(db: Database, table: str, row_id: int) -> StoreError:
    """The error that says that a row is not there, and which are."""
    newest = [str(row[0]) for row in db.execute(f"select id from {table} order by id desc limit 3")]
    hint = f"the newest are {', '.join(newest)}" if newest else "there are none yet"
    return StoreError(
        f"There is no {table.removesuffix('s')} {row_id} in the log; {hint}. "
        "`interviewer sessions list` shows what there is."
    )
