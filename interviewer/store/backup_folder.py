"""The folder of the log's backups: what they are called, and which are there."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from interviewer.locations import backups_of

DAMAGED = "damaged"
"""In the name of a log that was set aside because it was damaged."""
_BEFORE = "before-"
_KEPT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A whole copy of the log."""

    file: Path
    made_at: datetime
    """Timezone-aware."""
    bytes: int


def backups(database: Path) -> tuple[Backup, ...]:
    """The backups of a log, newest first; one that was set aside as damaged is no backup."""
    files = (file for file in backups_of(database).glob("*.db") if f"-{DAMAGED}" not in file.stem)
    return tuple(sorted(map(described, files), key=lambda backup: backup.made_at, reverse=True))


def described(file: Path) -> Backup:
    """A backup by its file."""
    stat = file.stat()
    made_at = datetime.fromtimestamp(stat.st_mtime, timezone.utc)
    return Backup(file=file, made_at=made_at, bytes=stat.st_size)


def free_name(database: Path, why: str = "") -> Path:
    """A file for a new backup: named by the time in UTC and, where there is one, by its occasion."""
    stem = f"{database.stem}-{datetime.now(timezone.utc):%Y%m%dT%H%M%SZ}{why and f'-{why}'}"
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    folder = backups_of(database)
    return next(file for name in names if not (file := folder / f"{name}{database.suffix}").exists())


def before(migration: str) -> str:
    """The occasion of a backup that is made before a migration."""
    return _BEFORE + migration


def prune(database: Path) -> None:
    """Delete all but the last five of the backups that were made before migrations."""
    made = [backup.file for backup in backups(database) if f"-{_BEFORE}" in backup.file.stem]
    for file in made[_KEPT:]:
        file.unlink(missing_ok=True)
