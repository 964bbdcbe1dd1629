"""Forgets interviews or recordings: says first what would go, then deletes it wherever it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from interviewer.errors import StoreError
from interviewer.locations import Locations
from interviewer.store import Log
from interviewer.store.exclusive import exclusive
from interviewer.store.failures import explained
from interviewer.store.forget import (
    LoggedAttempt,
    forget_log,
    forget_recordings,
    forget_sessions,
    holds,
    logged_attempts,
)
from interviewer.store.private import with_companions
from interviewer.whole_file import SUFFIX

_ATTEMPT = re.compile(r"(\d+)-")


def _now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgettable:
    """What would be deleted."""

    sessions: tuple[int, ...] = ()
    attempts: int = 0
    """Questions that were asked in these sessions."""
    recordings: tuple[Path, ...] = ()
    ungraded: int = 0
    """Recordings of answers that were never graded."""
    backups: tuple[Path, ...] = ()
    """Files of backups that hold these sessions too."""
    others: tuple[Path, ...] = ()
    """Rendered questions, messages of the workers, and locks that were left behind."""
    whole_log: bool = False
    """Whether the log itself goes, not only rows of it."""

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that goes, but for the log."""
        return (*self.recordings, *self.backups, *self.others)

    @property
    def bytes(self) -> int:
        """The size of these files."""
        return sum(file.stat().st_size for file in self.files if file.exists())


class Forgetting:
    """Looks for what can be forgotten, and forgets it for good.

    The log must not be open here or elsewhere while something is forgotten. The user's settings and own
    questions stay in any case.

    Args:
        places: Where things are kept.
        now: Gives the time of day, timezone-aware.
    """

    def __init__(self, places: Locations, now: Callable[[], datetime] = _now) -> None:
        self._places, self._now = places, now

    def sessions(self, ids: Collection[int]) -> Forgettable:
        """All that is kept of some sessions.

        Raises:
            StoreError: There is no such session.
        """
        with Log.open(self._places.database) as log:
            starts = [log.session(id).started_at for id in ids]
            attempts = logged_attempts(log.connection)
        owners = _Owners(attempts)
        asked = {attempt.id for attempt in attempts if attempt.session_id in ids}
        recordings = tuple(file for file in self._recordings() if owners.of(file) in asked)
        return Forgettable(
            sessions=tuple(ids),
            attempts=len(asked),
            recordings=recordings,
            ungraded=owners.waiting(recordings),
            backups=self._backups(lambda backup: holds(backup, starts)),
            others=_files(self._places.speech),
        )

    def recordings(self, days: float) -> Forgettable:
        """The recordings of answers that are older than some days, by the log or else by the file itself."""
        limit = self._now() - timedelta(days=days)
        attempts = self._logged()
        owners = _Owners(attempts)
        asked = {attempt.id: attempt.asked_at for attempt in attempts}

        def made_at(file: Path) -> datetime:
            written = datetime.fromtimestamp(file.stat().st_mtime, timezone.utc)
            return asked.get(owners.of(file), written)

        old = tuple(file for file in self._recordings() if made_at(file) < limit)
        return Forgettable(recordings=old, ungraded=owners.waiting(old))

    def everything(self) -> Forgettable:
        """The log with its backups, all recordings, and whatever else came of interviews."""
        places, attempts = self._places, self._logged()
        recordings = self._recordings()
        messages = (places.log_file, places.log_file.with_suffix(".old.log"))
        return Forgettable(
            sessions=tuple(sorted({attempt.session_id for attempt in attempts})),
            attempts=len(attempts),
            recordings=recordings,
            ungraded=_Owners(attempts).waiting(recordings),
            backups=_files(places.backups),
            others=(
                *_files(places.speech),
                *_files(places.running),
                *(file for file in messages if file.exists()),
            ),
            whole_log=places.database.exists(),
        )

    def forget(self, what: Forgettable) -> None:
        """Delete it. Called again after it was cut off, it deletes the rest.

        Raises:
            StoreError: The log is open elsewhere, in which case nothing was deleted; or it or a file
                cannot be written.
        """
        database = self._places.database
        with explained(database):
            if what.whole_log:
                forget_log(database)
                _delete(what.files)
            elif database.exists():
                with exclusive(database) as log:
                    # Files first: the log alone knows whose they are.
                    _delete(what.files)
                    forget_recordings(log, [file.name for file in what.recordings])
                    if what.sessions:
                        forget_sessions(log, what.sessions)
            else:
                _delete(what.files)

    def _logged(self) -> tuple[LoggedAttempt, ...]:
        if not self._places.database.exists():
            return ()
        with Log.open(self._places.database) as log:
            return logged_attempts(log.connection)

    def _recordings(self) -> tuple[Path, ...]:
        return _files(self._places.recordings)

    def _backups(self, chosen: Callable[[Path], bool]) -> tuple[Path, ...]:
        folder = self._places.backups
        held = [
            file
            for backup in sorted(folder.glob("*.db"))
            if chosen(backup)
            for file in with_companions(backup)
        ]
        return (*(file for file in held if file.exists()), *sorted(folder.glob(f"*{SUFFIX}")))


class _Owners:
    """Whose answers the recordings are."""

    def __init__(self, attempts: Sequence[LoggedAttempt]) -> None:
        named = [(attempt.recording, attempt.id) for attempt in attempts if attempt.recording]
        # A log that was brought from elsewhere may name a file that an attempt made here.
        self._by_name = dict(named) | {name: id for name, id in named if _number(name) == id}
        self._waiting = {attempt.id for attempt in attempts if attempt.waiting}

    def of(self, recording: Path) -> int:
        """The attempt's id; also of a recording that is not the one that counts. 0 where it is nobody's."""
        return self._by_name.get(recording.name, _number(recording.name))

    def waiting(self, recordings: Iterable[Path]) -> int:
        """How many attempts that wait to be graded have one of the recordings."""
        return len(self._waiting.intersection(map(self.of, recordings)))


def _number(recording: str) -> int:
    """The attempt's id that the name begins with; 0, which none has, where it was not made here."""
    found = _ATTEMPT.match(recording)
    return int(found[1]) if found else 0


def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(file for file in folder.rglob("*") if file.is_file()))


def _delete(files: Iterable[Path]) -> None:
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"{file} cannot be deleted: {error.strerror}. Delete it by hand or make its folder writable, "
                "and try again."
            ) from error
