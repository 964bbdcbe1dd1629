"""What is exported: chosen interviews, read from the log one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewer.errors import StoreError
from interviewer.progress import OnProgress, silent
from interviewer.session.export.progress import Scored
from interviewer.session.history import Attempt, History
from interviewer.store import Log, SessionRecord
from interviewer.store.portable import PortableSession
from interviewer.store.transfer import Transfer


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which interviews, and how much of them; without any id, all."""

    sessions: tuple[int, ...] = ()
    questions: tuple[str, ...] = ()
    """Only the attempts at these."""
    audio: bool = False
    """With the recordings themselves, in a format that can hold them."""
    paths: bool = False
    """With the names of the recordings' files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One interview with what was asked in it."""

    session: SessionRecord
    attempts: tuple[Attempt, ...]

    @property
    def mean_score(self) -> float | None:
        """0-100, over the attempts that were graded; None where none was."""
        scores = [attempt.score for attempt in self.attempts if attempt.score is not None]
        return sum(scores) / len(scores) if scores else None

    @property
    def seconds(self) -> float:
        """Time the candidate took for all answers."""
        return sum(attempt.seconds or 0.0 for attempt in self.attempts)


class Extract:
    """The chosen part of the log. What is read from it is let go of again: any size takes little memory.

    Args:
        log: The open log.
        recordings: Folder that recordings' names are in.
        choice: What of it.
        on_progress: Told how many interviews were read, and of how many, each time one was.

    Raises:
        StoreError: The log cannot be read, or has nothing of what was chosen.
    """

    def __init__(
        self,
        log: Log,
        recordings: Path,
        choice: Choice,
        on_progress: OnProgress = silent,
    ) -> None:
        self.choice = choice
        self._log, self._on_progress = log, on_progress
        self._history = History(log, recordings)
        self._transfer = Transfer(log.connection)
        self.ids = self._found()
        """Of the chosen sessions, in the order they are exported in."""

    def interviews(self) -> Iterator[Interview]:
        """The chosen interviews, with the chosen attempts."""
        for session_id in self._each():
            attempts = self._history.attempts(session_id)
            yield Interview(
                session=self._log.session(session_id),
                attempts=tuple(each for each in attempts if self._chosen(each)),
            )

    def scored(self) -> Iterator[Scored]:
        """The graded answers among the chosen attempts."""
        ids = frozenset(self.ids)
        for score in self._transfer.scores():
            if score.session_id in ids and (
                not self.choice.questions or score.question_id in self.choice.questions
            ):
                yield Scored(topic=score.topic, at=score.asked_at, score=score.score)

    def portable(self) -> Iterator[PortableSession]:
        """The chosen interviews, whole, as they can enter another log."""
        return map(self._transfer.session, self._each())

    def _found(self) -> tuple[int, ...]:
        for session_id in self.choice.sessions:
            self._log.session(session_id)
        for question_id in self.choice.questions:
            if not self._transfer.ids([question_id]):
                raise StoreError(f"The question '{question_id}' was never asked, as far as the log goes.")
        return tuple(dict.fromkeys(self.choice.sessions)) or self._transfer.ids(self.choice.questions)

    def _each(self) -> Iterator[int]:
        for done, session_id in enumerate(self.ids, start=1):
            yield session_id
            self._on_progress(done, len(self.ids))

    def _chosen(self, attempt: Attempt) -> bool:
        return not self.choice.questions or attempt.question.id in self.choice.questions
