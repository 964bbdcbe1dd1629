"""The candidate types."""

from __future__ import annotations

import asyncio

from interviewer.session.commands import SkippedError, cancel
from interviewer.session.interview import Command, Phase
from interviewer.session.phases.context import Context
from interviewer.session.turn import Turn


class Typed:
    """Waits while the candidate writes in the editor."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def __call__(self, turn: Turn) -> Phase | None:
        """Wait for the typed answer."""
        # The clock runs from the first moment: the question can be read while it is still being said.
        speech = asyncio.create_task(self._context.say(turn)) if self._is_new(turn) else None
        turn.means = "typing"
        try:
            while True:
                command = await self._context.commands.during(self._context.time_up())
                if command is Command.HINT:
                    await self._context.hint(turn)
                    continue
                if speech:
                    await cancel(speech)
                if command is Command.PAUSE:
                    await self._context.pause()
                elif command is Command.REPEAT:
                    speech = asyncio.create_task(self._context.say(turn))
                elif command is Command.SPEAK:
                    return Phase.LISTENING
                elif command is Command.DONE and not turn.draft.strip():
                    turn.notice = "There is nothing to grade yet: type an answer, or skip the question."
                    self._context.changed()
                else:
                    break
        finally:
            if speech:
                await cancel(speech)
        answer = turn.draft.strip()
        if not answer:
            raise SkippedError
        await self._context.journal.write(
            lambda: self._context.history.answer(
                turn.attempt_id, means="typing", seconds=self._context.seconds, answer=answer
            )
        )
        return Phase.GRADING

    def _is_new(self, turn: Turn) -> bool:
        """Whether the question is yet to be said: one that asks for code was said before its code."""
        return turn.means == "typing" and turn.code is None
