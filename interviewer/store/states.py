"""What a scheduler makes of the attempts at each question, kept beside them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from interviewer.progress import OnProgress, silent
from interviewer.store import rows
from interviewer.store.columns import from_time
from interviewer.store.connection import Connection
from interviewer.store.records import ModelRecord, OutcomeRecord

Make = Callable[[Sequence[OutcomeRecord]], str]
"""Gives the state of one question as JSON, from its outcomes, oldest first."""


_HOLD_SECONDS = 0.25
"""How long others wait, at most, until they may write to the log."""
_GIVE_WAY_SECONDS = 0.05
"""How long they have for it; SQLite looks at least every tenth of a second whether it is their turn."""


class States:
    """One state a question, derived from its attempts.

    Triggers of the log mark a question as stale whenever its attempts change, by whatever way; `renew` makes
    the states of those anew.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def renew(self, version: str, make: Make, on_progress: OnProgress = silent) -> dict[str, str | None]:
        """Make the states anew of all questions whose attempts changed.

        A call that is cut off loses nothing: the next one goes on from there.

        Args:
            version: Of `make`; one that is not that of the last call makes every state stale.
            make: Gives a state.
            on_progress: Is told how far it is.

        Returns:
            The states that were made, by the id of the question; None where no attempt at it is left.
        """
        renewed: dict[str, str | None] = {}
        while left := self._left(version):
            if renewed:
                time.sleep(_GIVE_WAY_SECONDS)
            total = len(renewed) + left
            renewed |= self._renew_some(version, make)
            on_progress(len(renewed), total)
        return renewed

    def documents(self) -> list[str]:
        """All states, as JSON, in no order."""
        with self._connection.reading() as db:
            return [document for (document,) in db.execute("select document from schedule_states")]

    def outcomes(self, most: int) -> tuple[OutcomeRecord, ...]:
        """What came of every attempt at the questions that were asked last, oldest first.

        Args:
            most: Attempts at most; so many questions as have no more.
        """
        with self._connection.reading() as db:
            return tuple(rows.outcome_record(row) for row in db.query(rows.OUTCOMES, {"most": most}))

    def scores_before(self, at: datetime) -> tuple[OutcomeRecord, ...]:
        """What had come of the attempts before a time at the questions that were asked again since.

        Their key points are left out, which takes most of the time.

        Args:
            at: Timezone-aware.

        Returns:
            Oldest first.
        """
        with self._connection.reading() as db:
            found = db.query(rows.SCORES_BEFORE, {"at": from_time(at)})
            return tuple(rows.outcome_record(row) for row in found)

    def model(self) -> ModelRecord:
        """What is kept of the model."""
        with self._connection.reading() as db:
            document, answers = db.execute("select document, answers from schedule_model").fetchone()
            return ModelRecord(document=document, answers=answers)

    def keep_model(self, model: ModelRecord) -> None:
        """Keep another model; the states stay as they are until `renew` is called with its version."""
        with self._connection.writing() as db:
            db.execute(rows.KEEP_MODEL, {"document": model.document, "answers": model.answers})

    def discard(self) -> None:
        """Forget all states, but not the model, so that the next call of `renew` makes every one."""
        with self._connection.writing() as db:
            db.execute("delete from schedule_states")
            db.execute("update schedule_model set version = ''")

    def writes_of_others(self) -> int:
        """A number that changes whenever another connection writes to the log."""
        with self._connection.reading() as db:
            (number,) = db.execute("pragma data_version").fetchone()
            return int(number)

    def _left(self, version: str) -> int:
        """How many questions are stale, or would be."""
        with self._connection.reading() as db:
            (kept,) = db.execute("select version from schedule_model").fetchone()
            stale = "schedule_stale" if kept == version else "attempts"
            (left,) = db.execute(f"select count(distinct question_id) from {stale}").fetchone()
            return int(left)

    def _renew_some(self, version: str, make: Make) -> dict[str, str | None]:
        """As many as can be done while others may be kept waiting."""
        renewed: dict[str, str | None] = {}
        until = time.monotonic() + _HOLD_SECONDS
        with self._connection.writing() as db:
            # A write first: from here on no other process writes, so what is read is what is in the log.
            if db.execute(rows.ADOPT_MODEL, {"version": version}).rowcount:
                db.execute(rows.MARK_ALL_STALE)
            for (question_id,) in db.execute(rows.SOME_STALE).fetchall():
                values = {"question_id": question_id}
                outcomes = [rows.outcome_record(row) for row in db.query(rows.OUTCOMES_OF, values)]
                renewed[question_id] = document = make(outcomes) if outcomes else None
                db.execute(rows.KEEP_STATE if outcomes else rows.DROP_STATE, {**values, "document": document})
                db.execute(rows.UNMARK_STALE, values)
                if time.monotonic() > until:
                    break
        return renewed
