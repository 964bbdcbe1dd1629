"""The microphone beside the editor of code."""

from __future__ import annotations

import asyncio
from pathlib import Path

from interviewer.errors import InterviewerError
from interviewer.session.commands import cancel
from interviewer.session.live_answer import LiveAnswer
from interviewer.session.phases.context import Context
from interviewer.session.solution import CodeInHand
from interviewer.session.turn import Turn
from interviewer.speech.recording import Recording


class Talk:
    """Lets the candidate speak while coding: on and off at any time, all of it in one recording.

    What is said is the answer, or the beginning of it.

    Args:
        context: Of the interview.
        turn: The question in hand.
        code: Its code.
    """

    def __init__(self, context: Context, turn: Turn, code: CodeInHand) -> None:
        self._context, self._turn, self._code = context, turn, code
        self._file: Path | None = None
        self._following: asyncio.Task[None] | None = None

    async def toggle(self) -> None:
        """Open the microphone, or close it."""
        try:
            if self._code.talking:
                self._code.talking = False
                await self._context.sound.pause_microphone()
            elif self._file:
                await self._context.sound.resume_microphone()
                self._code.talking = True
            else:
                await self._open()
        except InterviewerError as error:
            self._turn.notice = str(error)
            await self.close()
        self._context.changed()

    async def close(self) -> None:
        """Close it for good, and keep what was said."""
        file, self._file, self._code.talking = self._file, None, False
        if file is None:
            return
        context, turn = self._context, self._turn
        context.live = context.level = None
        if self._following:
            await cancel(self._following)
        try:
            turn.recording = await context.sound.close_microphone()
        except InterviewerError as error:
            turn.notice = f"{error} What you said until then is kept."
            turn.recording = await asyncio.to_thread(Recording.of, file)
        await context.journal.write(
            lambda: context.history.answer(turn.attempt_id, means="voice", seconds=context.seconds)
        )

    async def _open(self) -> None:
        context, turn = self._context, self._turn
        if turn.recording:
            await self._write_down(turn.recording)
        file = await context.journal.write(lambda: context.history.new_recording(turn.attempt_id))
        turn.recording = turn.transcript = None
        try:
            await context.sound.open_microphone(file)
        except InterviewerError:
            await context.journal.write(lambda: context.history.recorded(turn.attempt_id, None))
            raise
        self._file, self._code.talking, turn.means = file, True, "voice"
        context.live = LiveAnswer()
        self._following = asyncio.create_task(context.follow(turn, file))

    async def _write_down(self, before: Recording) -> None:
        """An attempt has one recording: what was said in another one before becomes text now."""
        context, turn = self._context, self._turn
        turn.notice = "What you said before is being written down."
        context.changed()
        work = asyncio.create_task(context.models.transcribe(before.path, await context.terms(turn)))
        try:
            while not work.done():  # only to skip and to end is heard meanwhile
                await context.commands.during(asyncio.wait({work}))
        finally:
            await cancel(work)
        turn.notice, turn.draft = "", " ".join(filter(None, (turn.draft.strip(), work.result().text)))
