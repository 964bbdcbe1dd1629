"""The question is put."""

from __future__ import annotations

import asyncio

from interviewer.session.commands import SkippedError, cancel
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
            command = await self._listened_to(turn)
            if command is Command.PAUSE:
                await self._context.pause()
            elif command is Command.TYPE:
                return Phase.TYPING
            elif command is not Command.REPEAT:
                break
        if not self._context.interview.seconds_left:
            raise SkippedError
        return Phase.LISTENING

    async def _listened_to(self, turn: Turn) -> Command | None:
        """Speak the question to its end, or until a command cuts it; a hint is shown meanwhile."""
        speech = asyncio.create_task(self._context.say(turn))
        try:
            while True:
                command = await self._context.commands.during(asyncio.wait({speech}))
                if command is not Command.HINT:
                    return command
                await self._context.hint(turn)
        finally:
            await cancel(speech)
