"""What one interview writes into the log as it goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from interviewer.errors import StoreError
from interviewer.session.commands import Commands
from interviewer.session.history import History
from interviewer.session.interview import Interview, Phase
from interviewer.session.turn import Turn
from interviewer.store import AnswerInHand, Moment

T = TypeVar("T")

_DRAFT_SECONDS = 0.4
_CLOCK_SECONDS = 2.0
_HANDED_IN = (Phase.GRADING, Phase.FEEDBACK)


class Journal:
    """Logs each step of an interview together with the moment, and between the steps the moment alone.

    The moment is what it takes to go on after the process was killed: the interview's clock, and of the
    answer in hand the text in the editor and the time it took. Nothing is written on the event loop.

    Args:
        interview: Its clocks and its phase; blocked while a step cannot be written.
        history: The log.
        commands: Where the candidate says to try again.
        on_change: Called when the interview was blocked or goes on.
    """

    def __init__(
        self, interview: Interview, history: History, commands: Commands, on_change: Callable[[], object]
    ) -> None:
        self.session_id: int | None = None
        self.turn: Turn | None = None
        """The question in hand, once it is in the log."""
        self._interview, self._history = interview, history
        self._commands, self._on_change = commands, on_change
        self._in_order = asyncio.Lock()
        self._kept: Moment | None = None
        self._blocked = self._behind = ""

    @property
    def trouble(self) -> str:
        """Why the log cannot be written, while it cannot."""
        return self._blocked or self._behind

    async def write(self, step: Callable[[], T]) -> T:
        """Log a step; as often as the candidate wishes until it can be written."""
        while True:
            try:
                return await self._write(step)
            except StoreError as error:
                self._blocked = str(error)
                self._interview.block()
                self._on_change()
                await self._commands.next()
                self._blocked = ""
                self._interview.unblock()
                self._on_change()

    async def close(self, step: Callable[[], object]) -> None:
        """Log the last step at the question in hand, of which nothing is written after it.

        Raises:
            StoreError: It cannot be written.
        """
        await self._write(step)
        self.turn = None

    @asynccontextmanager
    async def kept_up(self) -> AsyncIterator[None]:
        """While the block runs, what is typed is in the log within a second, and the clock every few."""
        over = asyncio.Event()
        keeping = asyncio.create_task(self._keep_up(over))
        try:
            yield
        finally:
            over.set()
            await keeping

    async def _keep_up(self, over: asyncio.Event) -> None:
        waiting = asyncio.create_task(over.wait())
        while not over.is_set():
            await asyncio.wait({waiting}, timeout=_DRAFT_SECONDS)
            if not self._is_kept():
                try:
                    await self._write(lambda: None)
                except StoreError as error:
                    self._behind = f"{error} Until then nothing new is kept."

    def _is_kept(self) -> bool:
        now, kept = self._moment(), self._kept
        if now is None or kept is None:
            return now is None
        return _typed(now) == _typed(kept) and now.clock - kept.clock < _CLOCK_SECONDS

    async def _write(self, step: Callable[[], T]) -> T:
        async with self._in_order:
            moment = self._moment()

            def write() -> T:
                with self._history.one_step():
                    if moment:
                        self._history.running.keep(moment)
                    return step()

            result = await asyncio.to_thread(write)
            self._kept, self._behind = moment, ""
            return result

    def _moment(self) -> Moment | None:
        if self.session_id is None:
            return None
        turn, interview = self.turn, self._interview
        answer = None
        if turn:
            answer = AnswerInHand(
                attempt_id=turn.attempt_id,
                draft=None if interview.phase in _HANDED_IN and not turn.skipped else turn.draft,
                means=turn.means,
                seconds=interview.question_clock.elapsed,
                code=turn.code.text if turn.code else None,
            )
        return Moment(session_id=self.session_id, clock=interview.session_clock.elapsed, answer=answer)


def _typed(moment: Moment) -> tuple[object, ...]:
    answer = moment.answer
    return (answer.attempt_id, answer.draft, answer.code, answer.means) if answer else ()
