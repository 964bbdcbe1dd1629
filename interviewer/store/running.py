"""Interviews under way: what they keep of the moment, and which process holds them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.locations import running_of
from interviewer.store import rows
from interviewer.store.columns import from_text
from interviewer.store.connection import Connection
from interviewer.store.failures import explained
from interviewer.store.private import make_folder
from interviewer.store.records import Moment, SessionRecord

if TYPE_CHECKING:
    from filelock import BaseFileLock


class Running:
    """The interviews that are not ended, in this process, in others, or in none: those were cut off.

    Who runs an interview holds a lock on a file beside the log. The system lets go of it when the process
    ends, in whatever way.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._locks: dict[int, BaseFileLock] = {}

    def keep(self, moment: Moment) -> None:
        """Write down how an interview stands, so that it can be taken up there."""
        with self._connection.writing() as db:
            db.execute(rows.KEEP_CLOCK, {"session_id": moment.session_id, "clock": moment.clock})
            if moment.answer:
                values = asdict(moment.answer)
                for text in ("draft", "code"):
                    if values[text] is not None:
                        values[text] = from_text(values[text])
                db.execute(rows.KEEP_DRAFT, values)
                if values["code"] is not None:
                    db.execute(rows.BEGIN_SOLUTION, values)
                    db.execute(rows.KEEP_CODE, values)

    def hold(self, session_id: int) -> bool:
        """Hold an interview until `release`, or until this process ends; False where another one holds it."""
        from filelock import FileLock, Timeout

        if session_id in self._locks:
            return False
        file = self._lock_file(session_id)
        with explained(file):
            make_folder(file.parent)
            # Threads take and release it on behalf of one another.
            lock = FileLock(file, timeout=0, mode=0o600, thread_local=False)
            try:
                lock.acquire()
            except Timeout:
                return False
        self._locks[session_id] = lock
        return True

    def release(self, session_id: int) -> None:
        """Let go of an interview; nothing happens where it is not held here."""
        lock = self._locks.pop(session_id, None)
        if lock:
            # Removed while it is held: whoever waits for it then sees that it is gone, and makes it anew.
            with suppress(PermissionError):  # Windows keeps what is open; left behind it does no harm
                self._lock_file(session_id).unlink(missing_ok=True)
            lock.release()

    def cut_off(self) -> tuple[SessionRecord, ...]:
        """Interviews that are not ended and that no process holds, newest first."""
        with self._connection.reading() as db:
            found = [rows.session_record(row) for row in db.query(rows.RUNNING)]
        return tuple(session for session in found if self._is_free(session.id))

    def _is_free(self, session_id: int) -> bool:
        free = self.hold(session_id)
        if free:
            self.release(session_id)
        return free

    def _lock_file(self, session_id: int) -> Path:
        return running_of(self._connection.file) / f"{session_id}.lock"
