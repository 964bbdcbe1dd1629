"""The question is put."""

from __future__ import annotations

from interviewer.session.commands import SkippedError
from interviewer.session.interview import Command, Phase
from interviewer.session.phases.context import Context
from interviewer.session.turn import Turn


class Asking:
    """Speaks the question, and again when asked to."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def __call__(self, turn: Turn) -> Phase | None:
        """Speak the question."""
        if turn.code:
            return Phase.CODING
        if turn.means == "typing":
            return Phase.TYPING
        while True:
            command = await self._context.commands.during(self._context.say(turn))
            if command is Command.PAUSE:
                await self._context.pause()
            elif command is Command.TYPE:
                return Phase.TYPING
            elif command is not Command.REPEAT:
                break
        if not self._context.interview.seconds_left:
            raise SkippedError
        return Phase.LISTENING
