"""Lets an interview speak, listen, transcribe, grade and log.

The conductor walks the interview's phases, one method a phase; each does its work while it listens for
the candidate's commands, and says which phase comes next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from interviewer.errors import InterviewerError, StoreError
from interviewer.scheduling import Pick
from interviewer.session.commands import Commands, EndedError, SkippedError, cancel
from interviewer.session.history import History
from interviewer.session.interview import Command, Interview, Phase
from interviewer.session.journal import Journal
from interviewer.session.models import Models
from interviewer.session.resume import CutOff
from interviewer.session.sound import Level, Sound
from interviewer.session.turn import Turn
from interviewer.speech.recording import Recording

_POLL_SECONDS = 0.1


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
        self.level: Level | None = None
        """What the microphone hears; None while it is closed."""
        self._questions, self._sound, self._models, self._history = questions, sound, models, history
        self._listen_guard, self._resumed = listen_guard, resumed
        self.on_change = on_change
        """Called whenever the phase, the turn or a notice changed; must not block."""
        self._commands = Commands(interview)
        self._journal = Journal(interview, history, self._commands, lambda: self.on_change())
        self._phases: dict[Phase, Callable[[Turn], Coroutine[Any, Any, Phase | None]]] = {
            Phase.ASKING: self._ask,
            Phase.LISTENING: self._listen,
            Phase.TYPING: self._type,
            Phase.TRANSCRIBING: self._transcribe,
            Phase.CHECKING: self._check,
            Phase.GRADING: self._grade,
            Phase.FEEDBACK: self._give_feedback,
        }

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
            await self._journal.write(lambda: self._history.skip(turn.attempt_id, seconds=self._seconds))
        except (EndedError, asyncio.CancelledError):
            await self._keep_answer(turn)
            raise

    async def _ask(self, turn: Turn) -> Phase | None:
        if turn.means == "typing":
            return Phase.TYPING
        while True:
            command = await self._commands.during(self._say(turn))
            if command is Command.PAUSE:
                await self._pause()
            elif command is Command.TYPE:
                return Phase.TYPING
            elif command is not Command.REPEAT:
                break
        if not self.interview.seconds_left:
            raise SkippedError
        return Phase.LISTENING

    async def _listen(self, turn: Turn) -> Phase | None:
        turn.means, turn.notice = "voice", ""
        await asyncio.sleep(self._listen_guard)
        file = await self._journal.write(lambda: self._history.new_recording(turn.attempt_id))
        before, turn.recording, turn.transcript = turn.recording, None, None
        try:
            await self._sound.open_microphone(file)
        except InterviewerError as error:
            turn.recording, turn.notice = before, str(error)
            kept = before.path if before else None
            await self._journal.write(lambda: self._history.recorded(turn.attempt_id, kept))
            return Phase.TYPING
        self.interview.begin_answer()
        try:
            command = await self._hear_answer(turn)
        except InterviewerError as error:
            turn.notice, command = f"{error} The answer so far is taken.", Command.DONE
        finally:
            self.interview.hold_clocks()
            await self._finish_recording(turn, file)
        return Phase.TYPING if command is Command.TYPE or not turn.recording else Phase.TRANSCRIBING

    async def _hear_answer(self, turn: Turn) -> Command:
        while True:
            self.on_change()
            command = await self._commands.during(self._time_up())
            if command is Command.PAUSE:
                await self._sound.pause_microphone()
                await self._pause()
                await self._sound.resume_microphone()
            elif command is Command.REPEAT:
                await self._sound.pause_microphone()
                self.interview.hold_clocks()
                await self._commands.during(self._say(turn))  # any key cuts it short
                await asyncio.sleep(self._listen_guard)
                await self._sound.resume_microphone()
                self.interview.release_clocks()
            else:
                if command is None:
                    turn.notice = "The time is up: the answer so far is taken."
                return command or Command.DONE

    async def _finish_recording(self, turn: Turn, file: Path) -> None:
        self.level = None
        try:
            turn.recording = await self._sound.close_microphone()
        except InterviewerError as error:
            turn.notice = f"{error} The answer so far is taken."
            turn.recording = await asyncio.to_thread(Recording.of, file)
        await self._journal.write(
            lambda: self._history.answer(turn.attempt_id, means="voice", seconds=self._seconds)
        )

    async def _type(self, turn: Turn) -> Phase | None:
        # The clock runs from the first moment: the question can be read while it is still being said.
        speech = asyncio.create_task(self._say(turn)) if turn.means == "typing" else None
        turn.means = "typing"
        try:
            while True:
                command = await self._commands.during(self._time_up())
                if speech:
                    await cancel(speech)
                if command is Command.PAUSE:
                    await self._pause()
                elif command is Command.REPEAT:
                    speech = asyncio.create_task(self._say(turn))
                elif command is Command.SPEAK:
                    return Phase.LISTENING
                elif command is Command.DONE and not turn.draft.strip():
                    turn.notice = "There is nothing to grade yet: type an answer, or skip the question."
                    self.on_change()
                else:
                    break
        finally:
            if speech:
                await cancel(speech)
        answer = turn.draft.strip()
        if not answer:
            raise SkippedError
        await self._journal.write(
            lambda: self._history.answer(
                turn.attempt_id, means="typing", seconds=self._seconds, answer=answer
            )
        )
        return Phase.GRADING

    async def _transcribe(self, turn: Turn) -> Phase | None:
        assert turn.recording
        turn.transcript = None
        work = asyncio.create_task(self._models.transcribe(turn.recording.path, turn.question.terms))
        try:
            if await self._commands.during(work) is Command.TYPE:
                return Phase.TYPING
            transcript = turn.transcript = work.result()
        except InterviewerError as error:
            turn.notice = f"{error} The recording is kept; you can type what you said."
            return Phase.CHECKING
        turn.draft = " ".join(filter(None, (turn.draft.strip(), transcript.text)))  # typed, then said
        if transcript.heard_speech:
            await self._journal.write(
                lambda: self._history.answer(
                    turn.attempt_id, means="voice", seconds=self._seconds, transcript=transcript
                )
            )
        else:
            turn.notice = "No speech was heard. Answer again, type your answer, or skip the question."
        return Phase.CHECKING

    async def _check(self, turn: Turn) -> Phase | None:
        while True:
            command = await self._commands.next()
            if command is Command.AGAIN:
                turn.draft = ""
                return Phase.LISTENING
            if command is Command.TYPE:
                return Phase.TYPING
            if command is Command.ACCEPT:
                break
        answer = turn.draft.strip()
        if not answer:
            if turn.transcript:
                await self._journal.write(
                    lambda: self._history.silent(
                        turn.attempt_id, seconds=self._seconds, transcript=turn.transcript
                    )
                )
            return None  # never transcribed: it stays in the log as an answer that can be
        await self._journal.write(
            lambda: self._history.answer(
                turn.attempt_id,
                means="voice",
                seconds=self._seconds,
                transcript=turn.transcript,
                answer=answer,
            )
        )
        return Phase.GRADING

    async def _grade(self, turn: Turn) -> Phase | None:
        work = asyncio.create_task(self._models.grade(turn.question, turn.draft.strip()))
        try:
            await self._commands.during(work)
            assessment = turn.assessment = work.result()
        except InterviewerError as error:
            turn.notice = f"{error} The answer is logged and can be graded from the review."
        else:
            turn.notice = ""
            await self._journal.write(lambda: self._history.grade(turn.attempt_id, assessment))
        return Phase.FEEDBACK if self.interview.setup.kind == "practice" else None

    async def _give_feedback(self, turn: Turn) -> Phase | None:
        await self._commands.next()
        return None

    @property
    def _seconds(self) -> float:
        return self.interview.question_clock.elapsed

    async def _say(self, turn: Turn) -> None:
        try:
            await self._sound.say(turn.question.said)
        except InterviewerError as error:
            turn.notice = f"{error} The question stands on the screen."
            self.on_change()

    async def _pause(self) -> None:
        self.interview.pause()
        self.on_change()
        await self._commands.next()
        self.interview.resume()
        self.on_change()

    async def _time_up(self) -> None:
        while True:
            left = self.interview.seconds_left
            if not left:
                return
            await asyncio.sleep(min(left, _POLL_SECONDS))  # polled: a pause moves the moment

    async def _keep_answer(self, turn: Turn) -> None:
        """The interview ends here: what is in the editor goes into the log as the answer."""
        if turn.draft.strip() and self.interview.phase in (Phase.TYPING, Phase.CHECKING):
            with suppress(StoreError):  # the draft then stays in the log as it was kept last
                await self._journal.close(
                    lambda: self._history.answer(
                        turn.attempt_id,
                        means=turn.means,
                        seconds=self._seconds,
                        transcript=turn.transcript,
                        answer=turn.draft.strip(),
                    )
                )

    def _take_recorded(self) -> None:
        """The sound process is gone: what it has recorded is the answer."""
        if self.interview.phase is Phase.LISTENING:
            self._commands.send(Command.DONE)

    def _hear(self, level: Level) -> None:
        self.level = level
