"""Takes an exported log into this one: looked over as a whole first, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from interviewer.bank.problem import Problem
from interviewer.errors import StoreError
from interviewer.session.export import jsonl
from interviewer.store import Log
from interviewer.store.portable import PortableAttempt, PortableSession
from interviewer.store.transfer import Added, Transfer, identity

_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do."""

    sessions: int
    """Sessions that would be taken in."""
    attempts: int
    already: int
    """Sessions that are in the log, and would stay as they are there."""
    without_recording: int
    """Attempts that would lose the name of their recording, since no such file of theirs is here."""
    problems: tuple[Problem, ...]
    """What is wrong with the file, the first faults of it; nothing is taken in while there is one."""


class LogImport:
    """An exported log that may be taken into another.

    A recording's name is kept where the file lies in the folder of recordings and belongs to no attempt yet:
    another log has other recordings by the same names.

    Args:
        file: As `interviewer export --format jsonl` made it.
        log: The log to take it into.
        recordings: Folder that recordings' names are in.
    """

    def __init__(self, file: Path, log: Log, recordings: Path) -> None:
        self._file, self._recordings = file, recordings
        self._transfer = Transfer(log.connection)

    def preview(self) -> Preview:
        """Look the whole file over, changing nothing.

        Raises:
            StoreError: It is not an exported log, or of a newer version; or the log cannot be read.
        """
        taken, there = self._transfer.recordings(), self._transfer.identities()
        sessions = attempts = already = without_recording = 0
        problems = list(islice((each for each in self._lines() if isinstance(each, Problem)), _SHOWN))
        for session in () if problems else self._sessions():
            if identity(session) in there:
                already += 1
                continue
            there.add(identity(session))
            sessions += 1
            attempts += len(session.attempts)
            without_recording += sum(
                each.recording is not None and not self._has_recording(each, taken)
                for each in session.attempts
            )
        return Preview(
            sessions=sessions,
            attempts=attempts,
            already=already,
            without_recording=without_recording,
            problems=tuple(problems),
        )

    def take_in(self, on_progress: Callable[[int], object] = lambda done: None) -> Added:
        """Take in the sessions that are not in the log yet; all of them, or none where this raises.

        Args:
            on_progress: Told how many sessions of the file were dealt with, each time one was.

        Raises:
            StoreError: A line of the file is wrong, or the log cannot be written.
        """
        taken = self._transfer.recordings()

        def sessions() -> Iterator[PortableSession]:
            for done, session in enumerate(self._sessions(), start=1):
                attempts = tuple(
                    each
                    if self._has_recording(each, taken)
                    else msgspec.structs.replace(each, recording=None)
                    for each in session.attempts
                )
                yield msgspec.structs.replace(session, attempts=attempts)
                on_progress(done)

        return self._transfer.add(sessions())

    def _lines(self) -> Iterator[jsonl.Line | Problem]:
        return jsonl.read(self._file)

    def _sessions(self) -> Iterator[PortableSession]:
        for line in self._lines():
            if isinstance(line, Problem):
                raise StoreError(f"{line}. Nothing was imported.")
            yield line.session

    def _has_recording(self, attempt: PortableAttempt, taken: frozenset[str]) -> bool:
        name = attempt.recording
        return name is not None and name not in taken and (self._recordings / name).is_file()
