"""Compares what was said and typed in an interview with what is in its log, after each kill."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interviewer.session.history import Attempt, History
from interviewer.session.interview import Phase
from interviewer.session.resume import CutOff, cut_off
from interviewer.store import Log
from tests.crash.microphone import RATE, SAMPLE_BYTES, FedMicrophone

Event = dict[str, Any]

DRAFT_SECONDS = 1.0
CLOCK_SECONDS = 4.0
HEADER, BLOCK = 44, 4096
SILENT_START = 512 * SAMPLE_BYTES
"""miniaudio hands over one block of zeros before the first that was heard."""

TAKEN_UP = {
    Phase.ASKING: {Phase.ASKING},
    Phase.CODING: {Phase.CODING},
    "opening": {Phase.ASKING, Phase.TYPING, Phase.TRANSCRIBING, Phase.CHECKING},
    Phase.LISTENING: {Phase.TRANSCRIBING},
    Phase.TYPING: {Phase.TYPING},
    Phase.TRANSCRIBING: {Phase.TRANSCRIBING, Phase.CHECKING},
    Phase.CHECKING: {Phase.CHECKING, Phase.TRANSCRIBING},
    Phase.GRADING: {Phase.GRADING, Phase.FEEDBACK},
    Phase.FEEDBACK: {Phase.FEEDBACK},
}
"""Phase at the kill, and where the interview may be taken up."""


@dataclass
class Witness:
    """Knows what was in the log of one home before, and what may not have changed since."""

    home: Path
    microphone: FedMicrophone
    settled: dict[int, Attempt] = field(default_factory=dict)
    """Attempts that nothing is left to do for."""
    recordings: dict[str, bytes] = field(default_factory=dict)
    clock: float = 0.0

    def look(self, events: list[Event], killed_at: float, fed: int) -> CutOff:
        """Look at the log after a kill, and at all that was recorded.

        Args:
            events: What the candidate wrote down, up to the kill.
            killed_at: When it was.
            fed: Bytes that the microphone had heard by then.
        """
        last = events[-1]
        with opened(self.home) as history:
            (interview,) = cut_off(history)
        self._nothing_twice(interview.attempts)
        self._settled_is_unchanged(interview.attempts)
        end = self._recordings_are_what_was_said()
        assert interview.seconds >= max(self.clock, last["clock"] - CLOCK_SECONDS)
        self.clock = interview.seconds
        in_hand = interview.attempts[-1]
        if in_hand.id == last["attempt"] and "sent" not in last:
            self._draft_is_fresh(in_hand, events, killed_at)
            if last["phase"] == Phase.LISTENING and (in_hand.recording and end):
                assert fed - end[in_hand.recording.name] < RATE * SAMPLE_BYTES, "sound of the end is missing"
            assert interview.phase in TAKEN_UP[last["phase"]] | _not_yet_kept(last, in_hand), last
        return interview

    def _nothing_twice(self, attempts: tuple[Attempt, ...]) -> None:
        assert [attempt.number for attempt in attempts] == list(range(1, len(attempts) + 1))
        questions = [attempt.question.id for attempt in attempts]
        assert len(set(questions)) == len(questions)
        with closing(sqlite3.connect(self.home / "interviewer.db")) as db:
            twice = "select attempt_id from assessments group by attempt_id having count(*) > 1"
            assert db.execute(twice).fetchall() == []

    def _settled_is_unchanged(self, attempts: tuple[Attempt, ...]) -> None:
        now = {attempt.id: attempt for attempt in attempts}
        for id, attempt in self.settled.items():
            assert now[id] == attempt
        self.settled = {id: a for id, a in now.items() if a.status in ("graded", "skipped", "silent")}

    def _recordings_are_what_was_said(self) -> dict[str, int]:
        """Compares every recording with what was said; gives where in that the new ones end."""
        ends = {}
        for file in sorted((self.home / "recordings").glob("*.wav")):
            content = file.read_bytes()
            if file.name in self.recordings:
                assert content == self.recordings[file.name], f"{file.name} has changed"
                continue
            self.recordings[file.name] = content
            counted = int.from_bytes(content[HEADER - 4 : HEADER], "little")
            assert 0 <= len(content) - HEADER - counted <= BLOCK, "more than the block in hand is not counted"
            sound = content[HEADER : HEADER + counted][SILENT_START:]
            ends[file.name] = self.microphone.heard_until(sound)
        return ends

    def _draft_is_fresh(self, in_hand: Attempt, events: list[Event], killed_at: float) -> None:
        if events[-1]["phase"] in (Phase.TYPING, Phase.CHECKING):
            text, kept = "draft", in_hand.draft or ""
        elif events[-1]["phase"] == Phase.CODING:
            text, kept = "code", in_hand.solution.draft if in_hand.solution else ""
        else:
            return
        drafts = [e for e in events if e["attempt"] == in_hand.id and e["phase"] == events[-1]["phase"]]
        old = [e[text] for e in drafts if e["at"] < killed_at - DRAFT_SECONDS]
        assert events[-1][text].startswith(kept), "what was never typed is in the log"
        assert not old or kept.startswith(old[-1]), "more than a second of typing is lost"


@contextmanager
def opened(home: Path) -> Iterator[History]:
    """The log of a home, looked over for damage."""
    with Log.open(home / "interviewer.db") as log:
        log.check()
        yield History(log, home / "recordings")


def ended(home: Path) -> tuple[Attempt, ...]:
    """The attempts of the only interview, which was ended and was not cut off any more."""
    with opened(home) as history:
        (summary,) = history.sessions()
        assert summary.session.status == "ended" and not cut_off(history)
        return history.attempts(summary.session.id)


def _not_yet_kept(last: Event, in_hand: Attempt) -> set[Phase]:
    """Where it is taken up while what the phase is told by was not yet logged."""
    if last["phase"] == Phase.CODING and not in_hand.solution:
        return {Phase.ASKING}
    if last["phase"] == Phase.TYPING and (in_hand.means == "voice" or not in_hand.draft):
        return {Phase.ASKING, Phase.TRANSCRIBING, Phase.CHECKING}
    if last["phase"] == Phase.LISTENING and not (in_hand.recording and in_hand.recording.exists()):
        return {Phase.ASKING, Phase.TYPING}
    return set()
