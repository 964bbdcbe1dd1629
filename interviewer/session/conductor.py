"""Lets an interview speak, listen, transcribe, grade and log.

The conductor walks the interview's phases (`session/phases/`); each does its work while it listens for the
candidate's commands, and says which phase comes next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Protocol

from interviewer.errors import StoreError
from interviewer.scheduling import Pick
from interviewer.session.commands import Commands, EndedError, SkippedError
from interviewer.session.history import History
from interviewer.session.interview import Command, Interview, Phase
from interviewer.session.journal import Journal
from interviewer.session.models import Models
from interviewer.session.phases import (
    Asking,
    Checking,
    Context,
    Feedback,
    Grading,
    Listening,
    Transcribing,
    Typed,
)
from interviewer.session.resume import CutOff
from interviewer.session.sound import Level, Sound
from interviewer.session.turn import Turn


class QuestionSource(Protocol):
    """Where the questions come from."""

    def next(self) -> Pick | None:
        """The next question and why, or None when there is none left."""


class Conductor:
    """Runs one interview from its first question to the end of its log.

    Args:
        interview: The state to move; the faces read it.
        questions: Where the questions come from.
        sound: Speaker and microphone.
        models: Transcription and grading.
        history: The log.
        listen_guard: Seconds between the end of the spoken question and the opening of the microphone.
        resumed: The interview that is taken up; without one a new one begins.
        on_change: Called whenever the phase, the turn or a notice changed; must not block.
    """

    def __init__(
        self,
        interview: Interview,
        questions: QuestionSource,
        sound: Sound,
        models: Models,
        history: History,
        *,
        listen_guard: float,
        resumed: CutOff | None = None,
        on_change: Callable[[], object] = lambda: None,
    ) -> None:
        self.interview = interview
        self.turn: Turn | None = None
        self.session_id: int | None = None
        self.on_change = on_change
        """Called whenever the phase, the turn or a notice changed; must not block."""
        self._questions, self._sound, self._history, self._resumed = questions, sound, history, resumed
        self._commands = Commands(interview)
        self._journal = Journal(interview, history, self._commands, lambda: self.on_change())
        self._context = context = Context(
            interview=interview,
            sound=sound,
            models=models,
            history=history,
            commands=self._commands,
            journal=self._journal,
            listen_guard=listen_guard,
            changed=lambda: self.on_change(),
        )
        self._phases: dict[Phase, Callable[[Turn], Coroutine[Any, Any, Phase | None]]] = {
            Phase.ASKING: Asking(context),
            Phase.LISTENING: Listening(context),
            Phase.TYPING: Typed(context),
            Phase.TRANSCRIBING: Transcribing(context),
            Phase.CHECKING: Checking(context),
            Phase.GRADING: Grading(context),
            Phase.FEEDBACK: Feedback(context),
        }

    @property
    def level(self) -> Level | None:
        """What the microphone hears; None while it is closed."""
        return self._context.level

    @property
    def trouble(self) -> str:
        """Why the log cannot be written, while it cannot."""
        return self._journal.trouble

    def send(self, command: Command) -> bool:
        """Pass on what the candidate asks for; False where it means nothing now."""
        return self._commands.send(command)

    async def run(self) -> int:
        """Conduct the interview to its end.

        Returns:
            The id of the session in the log.

        Raises:
            StoreError: The log could not even be begun.
            SessionError: The interview that should be taken up goes on elsewhere.
        """
        self._sound.on_level = self._hear
        self._sound.on_ended = self._take_recorded
        self.session_id = self._journal.session_id = await asyncio.to_thread(self._begin)
        ended_early = True
        try:
            async with self._journal.kept_up():
                if self._resumed:
                    await self._resume(self._resumed)
                while self.interview.wants_question:
                    pick = await asyncio.to_thread(self._questions.next)
                    if pick is None:
                        break
                    await self._one_question(pick)
            ended_early = False
        except EndedError:
            pass
        finally:
            self.interview.finish()
            with suppress(StoreError):  # the session then stays marked as running; its answers are there
                await asyncio.to_thread(self._history.end_session, self.session_id, ended_early=ended_early)
            self.on_change()
        return self.session_id

    def _begin(self) -> int:
        if self._resumed:
            return self._resumed.hold(self._history)
        return self._history.start_session(self.interview.setup.kind, self.interview.setup)

    async def _resume(self, resumed: CutOff) -> None:
        self.interview.go_on(len(resumed.attempts), resumed.seconds)
        if resumed.attempts:
            turn = self.turn = resumed.turn()
            if resumed.phase:
                self.interview.take_up(turn.question, resumed.phase, resumed.attempts[-1].seconds or 0.0)
                await self._walk(turn, resumed.phase)

    async def _one_question(self, pick: Pick) -> None:
        session_id = self.session_id
        assert session_id is not None
        self._journal.turn = None
        self.interview.ask(pick.question)
        self.interview.hold_clocks()
        attempt_id = await self._journal.write(lambda: self._history.ask(session_id, pick))
        self.interview.release_clocks()
        turn = self.turn = Turn(pick=pick, attempt_id=attempt_id, means=self.interview.setup.means)
        await self._walk(turn, Phase.ASKING)

    async def _walk(self, turn: Turn, begin: Phase) -> None:
        """Go through the phases of a question, from the given one on."""
        self._journal.turn = turn
        phase: Phase | None = begin
        try:
            while phase:
                if phase is not self.interview.phase:
                    self.interview.move(phase)
                self._commands.forget()
                self.on_change()
                phase = await self._phases[phase](turn)
        except SkippedError:
            await self._journal.write(
                lambda: self._history.skip(turn.attempt_id, seconds=self._context.seconds)
            )
        except (EndedError, asyncio.CancelledError):
            await self._keep_answer(turn)
            raise

    async def _keep_answer(self, turn: Turn) -> None:
        """The interview ends here: what is in the editor goes into the log as the answer."""
        if turn.draft.strip() and self.interview.phase in (Phase.TYPING, Phase.CHECKING):
            with suppress(StoreError):  # the draft then stays in the log as it was kept last
                await self._journal.close(
                    lambda: self._history.answer(
                        turn.attempt_id,
                        means=turn.means,
                        seconds=self._context.seconds,
                        transcript=turn.transcript,
                        answer=turn.draft.strip(),
                    )
                )

    def _take_recorded(self) -> None:
        """The sound process is gone: what it has recorded is the answer."""
        if self.interview.phase is Phase.LISTENING:
            self._commands.send(Command.DONE)

    def _hear(self, level: Level) -> None:
        self._context.level = level
