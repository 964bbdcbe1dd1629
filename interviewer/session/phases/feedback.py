"""The candidate reads what came of the answer."""

from __future__ import annotations

from interviewer.scheduling import Pick
from interviewer.session.following_up import ONCE_MORE
from interviewer.session.interview import Command, Phase
from interviewer.session.phases.context import Context
from interviewer.session.turn import Turn


class Feedback:
    """Waits while the feedback is read, and speaks the reference answer when asked to."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def __call__(self, turn: Turn) -> Phase | None:
        """Wait for what comes next."""
        turn.then = None
        command = await self._context.commands.next()
        while command not in (Command.NEXT, Command.ONCE_MORE):
            if command is Command.HEAR:
                command = await self._say_answer(turn) or await self._context.commands.next()
                continue
            turn.then = self._context.follow_up(turn)
            if turn.then:
                return None
            command = await self._context.commands.next()
        if command is Command.ONCE_MORE:
            turn.then = Pick(question=turn.question, reason=ONCE_MORE)
        return None

    async def _say_answer(self, turn: Turn) -> Command | None:
        """Speak the reference answer; gives the command that cut it, unless that was to fall silent."""
        interview = self._context.interview
        interview.speaking = True
        self._context.changed()
        try:
            command = await self._context.commands.during(self._context.say_answer(turn))
        finally:
            interview.speaking = False
        self._context.changed()
        return None if command is Command.HEAR else command
