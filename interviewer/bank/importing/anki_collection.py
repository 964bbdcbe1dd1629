"""Anki's collection, an SQLite file that anybody may have made: its notes as cards."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path

from interviewer.bank.importing.anki_notetypes import NoteType, decks, note_types, rows
from interviewer.bank.importing.building import MOST_CARDS, Builder
from interviewer.errors import BankError

_DEFAULT_DECK = "Default"
_STEPS = 10_000
_MOST_STEPS = 20_000_000
"""Instructions of SQLite that reading may take, far above what the largest collection needs."""
_LARGEST_ROW = 64 * 1024 * 1024
"""Bytes; the descriptions of all note types stand in one row."""
_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_TRANSACTION)


def read_collection(file: Path, builder: Builder) -> None:
    """Add the cards of a collection: each note once, by the first of its templates, and each of its clozes.

    What SQL the file brings along is not run: no trigger, view, function or virtual table.

    Raises:
        BankError: It is no collection, or damaged.
    """
    try:
        with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            _guard(db)
            tables = _tables(db)
            if not {"notes", "cards", "col"} <= tables:
                raise BankError(
                    f"{builder.file}: there are no notes in its collection; export it from Anki again."
                )
            types, names = note_types(db, tables), decks(db, tables)
            total = len(db.execute("select id from notes limit ?", (MOST_CARDS + 1,)).fetchall())
            if total > MOST_CARDS:
                raise BankError(
                    f"{builder.file} has more than {MOST_CARDS:,} notes, too many for one import; export one "
                    "deck at a time."
                )
            _add_notes(db, types, names, total, builder)
    except (sqlite3.Error, ValueError, OverflowError) as error:
        raise BankError(
            f"{builder.file}: its collection is damaged ({error}); export the deck from Anki again."
        ) from error


def _guard(db: sqlite3.Connection) -> None:
    """Let the connection do nothing but read plain tables, for a limited time."""
    if sys.version_info >= (3, 11):
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_ROW)
    db.execute("pragma trusted_schema = off")
    db.execute("pragma cell_size_check = on")
    db.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    left = iter(range(_MOST_STEPS // _STEPS))
    db.set_progress_handler(lambda: next(left, None) is None, _STEPS)
    db.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY)


def _tables(db: sqlite3.Connection) -> set[str]:
    """The names of plain tables: a view or a virtual table could run anything."""
    found = rows(db, "select name, type, sql, rootpage from sqlite_master", str, str, str, int)
    return {
        name
        for name, kind, sql, page in found
        if kind == "table" and page and " generated always " not in sql.lower()
    }


def _add_notes(
    db: sqlite3.Connection,
    types: Mapping[int, NoteType],
    names: Mapping[int, str],
    total: int,
    builder: Builder,
) -> None:
    homes: dict[int, int] = {}
    for note, deck in rows(db, "select nid, did from cards", int, int):
        homes.setdefault(note, deck)
    # One at a time: cells that share their pages may add up to far more than the file.
    notes = db.execute("select id, mid, tags, flds from notes order by id")
    for number, (note, kind, tags, fields) in enumerate(notes, start=1):
        place = f"note {number}"
        if not isinstance(fields, str) or kind not in types:
            builder.leave_out(place, str(fields), "its note type is not in the collection; export it again")
            continue
        front, back = types[kind].sides(fields.split("\x1f"))
        deck = names.get(homes.get(note, 0), "")
        builder.add(
            place,
            front,
            back,
            html=True,
            deck="" if deck == _DEFAULT_DECK else deck,
            tags=tuple(tags.split()) if isinstance(tags, str) else (),
        )
        builder.progress(number, total)
