"""The answer is graded."""

from __future__ import annotations

import asyncio

from interviewer.errors import InterviewerError
from interviewer.session.interview import Phase
from interviewer.session.phases.context import Context
from interviewer.session.turn import Turn


class Grading:
    """Has the answer graded."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def __call__(self, turn: Turn) -> Phase | None:
        """Grade the answer."""
        work = asyncio.create_task(self._context.models.grade(turn.question, turn.draft.strip()))
        try:
            await self._context.commands.during(work)
            assessment = turn.assessment = work.result()
        except InterviewerError as error:
            turn.notice = f"{error} The answer is logged and can be graded from the review."
        else:
            turn.notice = ""
            await self._context.journal.write(
                lambda: self._context.history.grade(turn.attempt_id, assessment)
            )
        return self._context.after_answer
