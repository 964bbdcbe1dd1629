"""The candidate speaks."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

from interviewer.errors import InterviewerError
from interviewer.session.commands import cancel
from interviewer.session.interview import Command, Phase
from interviewer.session.live_answer import LiveAnswer
from interviewer.session.phases.context import Context
from interviewer.session.turn import Turn
from interviewer.speech.recording import Recording

_POLL_SECONDS = 0.1


class Listening:
    """Records the answer, and has it transcribed meanwhile.

    It ends when the candidate is done or has paused for long, or when the time is up.
    """

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
        strict = self._context.interview.setup.strict
        live = self._context.live = LiveAnswer(0.0 if strict else self._context.end_of_turn)
        following = asyncio.create_task(self._context.follow(turn, file))
        wanted = False
        try:
            wanted = await self._hear_answer(turn, live) is not Command.TYPE
        except InterviewerError as error:
            turn.notice, wanted = f"{error} The answer so far is taken.", True
        finally:
            self._context.interview.hold_clocks()
            self._context.live = None
            await cancel(following)
            await self._finish_recording(turn, file)
            if not (wanted and turn.recording):
                with suppress(InterviewerError):  # then there is nobody who listens
                    await self._context.models.stop_listening()
        return Phase.TRANSCRIBING if wanted and turn.recording else Phase.TYPING

    async def _hear_answer(self, turn: Turn, live: LiveAnswer) -> Command:
        while True:
            self._context.changed()
            command = await self._context.commands.during(self._over(live))
            if command is Command.HINT:
                await self._context.hint(turn)
            elif command is Command.PAUSE:
                await self._context.sound.pause_microphone()
                await self._context.pause()
                await self._reopen(live)
            elif command is Command.REPEAT:
                await self._context.sound.pause_microphone()
                self._context.interview.hold_clocks()
                await self._context.commands.during(self._context.say(turn))  # any key cuts it short
                await asyncio.sleep(self._context.listen_guard)
                await self._reopen(live)
                self._context.interview.release_clocks()
            else:
                if command is None:
                    turn.notice = self._why_over(live)
                return command or Command.DONE

    async def _reopen(self, live: LiveAnswer) -> None:
        live.restart()
        await self._context.sound.resume_microphone()

    async def _over(self, live: LiveAnswer) -> None:
        """Wait until no time is left, or the candidate has paused for long."""
        while True:
            left = self._context.interview.seconds_left
            if not left or live.over:
                return
            await asyncio.sleep(min(left, _POLL_SECONDS))  # polled: a pause moves the moment

    def _why_over(self, live: LiveAnswer) -> str:
        if not live.over:
            return "The time is up: the answer so far is taken."
        self._context.interview.give_back(live.silence)
        return f"You paused for {live.pause:g} s: what you had said is taken. You can go on speaking."

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
