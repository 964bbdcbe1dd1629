"""The candidate reads what came of the answer."""

from __future__ import annotations

from interviewer.session.interview import Phase
from interviewer.session.phases.context import Context
from interviewer.session.turn import Turn


class Feedback:
    """Waits while the feedback is read."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def __call__(self, turn: Turn) -> Phase | None:
        """Wait for the next question."""
        await self._context.commands.next()
        return None
