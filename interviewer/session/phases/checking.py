"""The candidate corrects what was heard."""

from __future__ import annotations

from interviewer.session.interview import Command, Phase
from interviewer.session.phases.context import Context
from interviewer.session.turn import Turn


class Checking:
    """Waits until the transcript may be graded."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def __call__(self, turn: Turn) -> Phase | None:
        """Wait for the corrected transcript."""
        while True:
            command = await self._context.commands.next()
            if command is Command.AGAIN:
                turn.draft = ""
                return Phase.LISTENING
            if command is Command.TYPE:
                return Phase.TYPING
            if command is Command.ACCEPT:
                break
        answer = turn.draft.strip()
        if not answer:
            if turn.transcript:
                await self._context.journal.write(
                    lambda: self._context.history.silent(
                        turn.attempt_id, seconds=self._context.seconds, transcript=turn.transcript
                    )
                )
            return None  # never transcribed: it stays in the log as an answer that can be
        await self._context.journal.write(
            lambda: self._context.history.answer(
                turn.attempt_id,
                means="voice",
                seconds=self._context.seconds,
                transcript=turn.transcript,
                answer=answer,
            )
        )
        return Phase.GRADING
