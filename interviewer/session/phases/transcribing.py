"""What was said becomes text."""

from __future__ import annotations

import asyncio

from interviewer.errors import InterviewerError
from interviewer.session.interview import Command, Phase
from interviewer.session.phases.context import Context
from interviewer.session.turn import Turn


class Transcribing:
    """Has the recording transcribed."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def __call__(self, turn: Turn) -> Phase | None:
        """Transcribe the recording."""
        assert turn.recording
        turn.transcript = None
        terms = await self._context.terms(turn)
        work = asyncio.create_task(self._context.models.heard(turn.recording.path, terms))
        try:
            if await self._context.commands.during(work) is Command.TYPE:
                return Phase.TYPING
            transcript = turn.transcript = work.result()
        except InterviewerError as error:
            turn.notice = f"{error} The recording is kept; you can type what you said."
            return Phase.CHECKING
        turn.draft = " ".join(filter(None, (turn.draft.strip(), transcript.text)))  # typed, then said
        if transcript.heard_speech:
            await self._context.journal.write(
                lambda: self._context.history.answer(
                    turn.attempt_id, means="voice", seconds=self._context.seconds, transcript=transcript
                )
            )
        else:
            turn.notice = "No speech was heard. Answer again, type your answer, or skip the question."
        return Phase.CHECKING
