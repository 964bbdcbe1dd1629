"""Lets an interview speak, listen, transcribe, grade and log.

The conductor walks the interview's phases (`session/phases/`); each does its work while it listens for the
candidate's commands, and says which phase comes next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from interviewer.bank.question import Question
from interviewer.errors import StoreError
from interviewer.scheduling import Pick
from interviewer.session.commands import Commands, EndedError, SkippedError
from interviewer.session.history import History
from interviewer.session.interview import Command, Interview, Phase
from interviewer.session.journal import Journal
from interviewer.session.live_answer import LiveAnswer
from interviewer.session.models import Models
from interviewer.session.phases import (
    Asking,
    Checking,
    Coding,
    Context,
    Feedback,
    Grading,
    Listening,
    Transcribing,
    Typed,
)
from interviewer.session.resume import CutOff
from interviewer.session.solution import CodeInHand
from interviewer.session.sound import Level, Sound
from interviewer.session.turn import Turn

if TYPE_CHECKING:
    from interviewer.speech.stt.heard import Heard


class QuestionSource(Protocol):
    """Where the questions come from."""

    def next(self, asked: Sequence[str]) -> Pick | None:
        """The next question and why, or None when there is none left.

        Args:
            asked: Ids of the questions of this interview so far, also of those that followed an answer.
        """


def _own_terms(question: Question) -> Sequence[str]:
    return question.terms


def _no_follow_ups(question: Question) -> Sequence[Question]:
    return ()


class Conductor:
    """Runs one interview from its first question to the end of its log.

    Args:
        interview: The state to move; the faces read it.
        questions: Where the questions come from.
        sound: Speaker and microphone.
        models: Transcription and grading.
        history: The log.
        listen_guard: Seconds between the end of the spoken question and the opening of the microphone.
        end_of_turn: Seconds of silence that end a spoken answer; 0 for never.
        vocabulary: The terms to expect in the answer to a question; may read the log.
        deeper: The follow-ups that the bank has for a question.
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
        end_of_turn: float = 0.0,
        vocabulary: Callable[[Question], Sequence[str]] = _own_terms,
        deeper: Callable[[Question], Sequence[Question]] = _no_follow_ups,
        resumed: CutOff | None = None,
        on_change: Callable[[], object] = lambda: None,
    ) -> None:
        self.interview = interview
        self.turn: Turn | None = None
        self.session_id: int | None = None
        self.on_change = on_change
        """Called whenever the phase, the turn or a notice changed; must not block."""
        self._questions, self._history, self._resumed = questions, history, resumed
        self._sound, self._models = sound, models
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
            end_of_turn=end_of_turn,
            vocabulary=vocabulary,
            deeper=deeper,
            changed=lambda: self.on_change(),
        )
        self._phases: dict[Phase, Callable[[Turn], Coroutine[Any, Any, Phase | None]]] = {
            Phase.ASKING: Asking(context),
            Phase.CODING: Coding(context),
            Phase.LISTENING: Listening(context),
            Phase.TYPING: Typed(context),
            Phase.TRANSCRIBING: Transcribing(context),
            Phase.CHECKING: Checking(context),
            Phase.GRADING: Grading(context),
            Phase.FEEDBACK: Feedback(context),
        }

    @property
    def level(self) -> Level | None:
        """How loud the microphone is; None while it is closed."""
        return self._context.level

    @property
    def live(self) -> LiveAnswer | None:
        """What is heard of the answer under way; None while nobody listens."""
        return self._context.live

    @property
    def trouble(self) -> str:
        """Why the log cannot be written, while it cannot."""
        return self._journal.trouble

    @property
    def follow_up(self) -> Pick | None:
        """What may be asked about the answer in hand next, as its key points count now."""
        return self._context.follow_up(self.turn) if self.turn else None

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
        self._sound.on_level = self._take_level
        self._sound.on_ended = self._take_recorded
        self._models.on_heard = self._take_heard
        self.session_id = self._journal.session_id = await asyncio.to_thread(self._begin)
        ended_early = True
        try:
            async with self._journal.kept_up():
                if self._resumed:
                    await self._resume(self._resumed)
                while self.interview.wants_question:
                    pick = await asyncio.to_thread(self._questions.next, tuple(self._context.asked))
                    if pick is None:
                        break
                    self.interview.ask(pick.question)
                    await self._follow(await self._one_question(pick))
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
        self.interview.go_on(resumed.number, resumed.seconds)
        if resumed.attempts:
            self._context.asked += [attempt.question.id for attempt in resumed.attempts]
            turn = self.turn = resumed.turn()
            if resumed.phase:
                self.interview.take_up(turn.question, resumed.phase, resumed.attempts[-1].seconds or 0.0)
                await self._walk(turn, resumed.phase)
                await self._follow(turn)

    async def _follow(self, turn: Turn) -> None:
        """Ask what the candidate wants to be asked after an answer, as long as there is something."""
        while turn.then:
            self.interview.ask_extra(turn.then.question)
            turn = await self._one_question(turn.then, after=turn.attempt_id)

    async def _one_question(self, pick: Pick, after: int | None = None) -> Turn:
        session_id = self.session_id
        assert session_id is not None
        self._journal.turn = None
        self._context.asked.append(pick.question.id)
        self.interview.hold_clocks()
        attempt_id = await self._journal.write(lambda: self._history.ask(session_id, pick, after))
        self.interview.release_clocks()
        code = pick.question.code
        turn = self.turn = Turn(
            pick=pick,
            attempt_id=attempt_id,
            means=self.interview.setup.means,
            code=CodeInHand.of(code) if code else None,
            extra=after is not None,
        )
        await self._walk(turn, Phase.ASKING)
        return turn

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
                try:
                    phase = await self._phases[phase](turn)
                except SkippedError:
                    phase = await self._skip(turn)
        except (EndedError, asyncio.CancelledError):
            await self._keep_answer(turn)
            raise

    async def _skip(self, turn: Turn) -> Phase | None:
        """The question is left; code that was submitted counts without an explanation."""
        await self._journal.write(lambda: self._history.skip(turn.attempt_id, seconds=self._context.seconds))
        turn.skipped = True
        return self._context.after_answer if turn.code and turn.code.result else None

    async def _keep_answer(self, turn: Turn) -> None:
        """The interview ends here: what stands in the editors goes into the log."""
        if self.interview.phase in (Phase.CODING, Phase.TYPING, Phase.CHECKING):
            with suppress(StoreError):  # it then stays in the log as it was kept last
                await self._journal.close(lambda: self._leave(turn))

    def _leave(self, turn: Turn) -> None:
        """What was typed is the answer; without any explanation, code that was submitted counts by itself."""
        typed = turn.draft.strip()
        if typed and self.interview.phase is not Phase.CODING:
            self._history.answer(
                turn.attempt_id,
                means=turn.means,
                seconds=self._context.seconds,
                transcript=turn.transcript,
                answer=typed,
            )
        elif turn.code and turn.code.result and not (typed or turn.recording):
            self._history.skip(turn.attempt_id, seconds=self._context.seconds)

    def _take_recorded(self) -> None:
        """The sound process is gone: what it has recorded is the answer."""
        if self.interview.phase is Phase.LISTENING:
            self._commands.send(Command.DONE)
        elif self._context.live:
            self._commands.send(Command.TALK)

    def _take_level(self, level: Level) -> None:
        self._context.level = level

    def _take_heard(self, heard: Heard) -> None:
        if self._context.live:
            self._context.live.take(heard)
