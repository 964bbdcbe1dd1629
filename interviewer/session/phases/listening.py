"""The candidate speaks."""

from __future__ import annotations

import asyncio
from pathlib import Path

from interviewer.errors import InterviewerError
from interviewer.session.interview import Command, Phase
from interviewer.session.phases.context import Context
from interviewer.session.turn import Turn
from interviewer.speech.recording import Recording


class Listening:
    """Records the answer until the candidate is done or the time is up."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def __call__(self, turn: Turn) -> Phase | None:
        """Record the answer."""
        turn.means, turn.notice = "voice", ""
        await asyncio.sleep(self._context.listen_guard)
        file = await self._context.journal.write(lambda: self._context.history.new_recording(turn.attempt_id))
        before, turn.recording, turn.transcript = turn.recording, None, None
        try:
            await self._context.sound.open_microphone(file)
        except InterviewerError as error:
            turn.recording, turn.notice = before, str(error)
            kept = before.path if before else None
            await self._context.journal.write(lambda: self._context.history.recorded(turn.attempt_id, kept))
            return Phase.TYPING
        self._context.interview.begin_answer()
        try:
            command = await self._hear_answer(turn)
        except InterviewerError as error:
            turn.notice, command = f"{error} The answer so far is taken.", Command.DONE
        finally:
            self._context.interview.hold_clocks()
            await self._finish_recording(turn, file)
        return Phase.TYPING if command is Command.TYPE or not turn.recording else Phase.TRANSCRIBING

    async def _hear_answer(self, turn: Turn) -> Command:
        while True:
            self._context.changed()
            command = await self._context.commands.during(self._context.time_up())
            if command is Command.PAUSE:
                await self._context.sound.pause_microphone()
                await self._context.pause()
                await self._context.sound.resume_microphone()
            elif command is Command.REPEAT:
                await self._context.sound.pause_microphone()
                self._context.interview.hold_clocks()
                await self._context.commands.during(self._context.say(turn))  # any key cuts it short
                await asyncio.sleep(self._context.listen_guard)
                await self._context.sound.resume_microphone()
                self._context.interview.release_clocks()
            else:
                if command is None:
                    turn.notice = "The time is up: the answer so far is taken."
                return command or Command.DONE

    async def _finish_recording(self, turn: Turn, file: Path) -> None:
        self._context.level = None
        try:
            turn.recording = await self._context.sound.close_microphone()
        except InterviewerError as error:
            turn.notice = f"{error} The answer so far is taken."
            turn.recording = await asyncio.to_thread(Recording.of, file)
        await self._context.journal.write(
            lambda: self._context.history.answer(
                turn.attempt_id, means="voice", seconds=self._context.seconds
            )
        )
