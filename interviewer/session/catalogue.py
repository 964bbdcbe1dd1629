"""The bank as one browses it: every question with what the log says of it, to filter, sort and search."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from interviewer.bank import Bank, Difficulty, Kind, Question, Role
from interviewer.bank.search import WordIndex
from interviewer.locations import Locations
from interviewer.progress import OnProgress, silent
from interviewer.scheduling import ANSWERED_WELL, QuestionState
from interviewer.session.search import fused
from interviewer.session.setup import DIFFICULTIES

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime

Origin = Literal["bank", "imported", "own"]
Practice = Literal["never asked", "weak", "due"]
Order = Literal["question", "topic", "kind", "difficulty", "score", "today", "asked", "due"]

WEAK: Final = ANSWERED_WELL
"""Score of the last answer under which a question is weak."""
_RUN = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question of the bank."""

    question: Question
    topic: str
    """Title of its topic."""
    origin: Origin
    state: QuestionState | None
    """What the log comes down to; None where it was never asked."""
    today: float | None
    """Chance of a good answer now, 0-1; None where none was graded."""
    draft: bool = False
    """Whether it was edited and not kept."""

    @property
    def score(self) -> float | None:
        """Of the last graded answer, 0-100."""
        return self.state.last_score if self.state else None

    @property
    def due_at(self) -> datetime | None:
        """When the chance to recall an answer falls to 0.9; None where none was graded."""
        return due_at(self.state)

    @property
    def asked_at(self) -> datetime | None:
        """When it was asked last."""
        return self.state.last_asked if self.state else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which questions are shown, in which order."""

    words: str = ""
    topic: str | None = None
    """Id."""
    difficulty: Difficulty | None = None
    kind: Kind | None = None
    role: str | None = None
    """Id of one whose interviews ask the question."""
    practice: Practice | None = None
    origin: Origin | Literal["proposed", "draft"] | None = None
    """Where it comes from; `proposed` are those imported whose key points wait to be accepted, `draft` those
    that were edited and not kept."""
    order: Order | None = None
    """None: as the bank has them, or the best first where there are words."""
    backwards: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether anything beside the order is asked for."""
        return any((self.words.strip(), *self.choices))

    @property
    def choices(self) -> tuple[str | None, ...]:
        """What is asked for beside words."""
        return self.topic, self.difficulty, self.kind, self.role, self.practice, self.origin


class Catalogue:
    """Every question of a bank, as of one moment.

    Args:
        bank: The questions.
        words: Those in them.
        entries: The same questions, with what is known of them.
        now: The present, timezone-aware.
    """

    def __init__(self, bank: Bank, words: WordIndex, entries: Sequence[Entry], now: datetime) -> None:
        self.bank, self.now, self._words = bank, now, words
        self._entries = {entry.question.id: entry for entry in entries}

    def __len__(self) -> int:
        """How many questions there are."""
        return len(self._entries)

    def find(
        self, wanted: Wanted, near: Collection[str] = (), on_progress: OnProgress = silent
    ) -> tuple[Entry, ...]:
        """The questions that are wanted.

        Args:
            wanted: Which, and in which order.
            near: Ids of questions that are near to the words in meaning, nearest first; they are found too.
            on_progress: Called with the questions whose words are read and those to read, where that is not
                done yet.
        """
        ids: Iterable[str] = self._entries
        if wanted.words.strip():
            self._words.read(on_progress)
            holding = self._words.with_all(wanted.words) or self._words.with_any(wanted.words)
            ids = fused((holding, near))
        role = self.bank.role(wanted.role) if wanted.role else None
        found = [entry for id in ids if (entry := self._entries.get(id)) and self._fits(entry, wanted, role)]
        if wanted.order is None:
            return tuple(reversed(found) if wanted.backwards else found)
        return tuple(_sorted(found, _KEYS[wanted.order], wanted.backwards))

    def _fits(self, entry: Entry, wanted: Wanted, role: Role | None) -> bool:
        question = entry.question
        return (
            wanted.topic in (None, question.topic)
            and wanted.difficulty in (None, question.difficulty)
            and wanted.kind in (None, question.kind)
            and (role is None or role.asks(question))
            and (wanted.practice is None or _PRACTICE[wanted.practice](entry, self.now))
            and (wanted.origin in (None, entry.origin) or (wanted.origin == question.imported == "proposed"))
        )


def read(runtime: Runtime, on_progress: OnProgress = silent) -> Catalogue:
    """Every question of the bank with what the log says of it.

    Args:
        runtime: Has them.
        on_progress: Called with the questions whose answers were read anew, and those to read.

    Raises:
        BankError: The bank cannot be read.
        StoreError: The log cannot be used.
    """
    bank, now = runtime.bank, runtime.standing.now()
    states, drafts = runtime.standing.states(on_progress), runtime.own_questions.drafts()
    with runtime.standing.schedule() as schedule:
        today = {id: schedule.recall(id, now) for id, state in states.items() if state.memory and id in bank}
    origins: dict[Path | None, Origin] = {}
    entries = []
    for topic in bank.topics:
        for question in topic.questions:
            file = bank.files.get(question.id)
            if file not in origins:
                origins[file] = origin(file, runtime.locations)
            entries.append(
                Entry(
                    question=question,
                    topic=topic.title,
                    origin=origins[file],
                    state=states.get(question.id),
                    today=today.get(question.id),
                    draft=question.id in drafts,
                )
            )
    return Catalogue(bank, runtime.words, entries, now)


def origin(file: Path | None, places: Locations) -> Origin:
    """Whose the questions of a file are."""
    if file and file.parent == places.questions:
        return "own"
    return "imported" if file and file.is_relative_to(places.imports) else "bank"


def due_at(state: QuestionState | None) -> datetime | None:
    """When the chance to recall an answer falls to 0.9, as FSRS has it; None where none was graded."""
    if state is None or state.last_graded is None or state.stability is None:
        return None
    return state.last_graded + timedelta(days=state.stability)


_PRACTICE: Mapping[Practice, Callable[[Entry, datetime], bool]] = {
    "never asked": lambda entry, now: entry.state is None,
    "weak": lambda entry, now: entry.score is not None and entry.score < WEAK,
    "due": lambda entry, now: entry.due_at is not None and entry.due_at <= now,
}
_KEYS: Mapping[Order, Callable[[Entry], Any]] = {
    "question": lambda entry: entry.question.question.casefold(),
    "topic": lambda entry: entry.topic.casefold(),
    "kind": lambda entry: entry.question.kind,
    "difficulty": lambda entry: DIFFICULTIES.index(entry.question.difficulty),
    "score": lambda entry: entry.score,
    "today": lambda entry: entry.today,
    "asked": lambda entry: entry.asked_at,
    "due": lambda entry: entry.due_at,
}


def _sorted(entries: Sequence[Entry], key: Callable[[Entry], Any], backwards: bool) -> Iterator[Entry]:
    """The entries by a key; those without stay last."""
    known = [entry for entry in entries if key(entry) is not None]
    # Sorting many at once would not let other threads, such as the screen's, have their turn.
    runs = (
        sorted(known[start : start + _RUN], key=key, reverse=backwards)
        for start in range(0, len(known), _RUN)
    )
    yield from heapq.merge(*runs, key=key, reverse=backwards)
    yield from (entry for entry in entries if key(entry) is None)
