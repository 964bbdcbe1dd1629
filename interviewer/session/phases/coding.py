"""The candidate writes code."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from interviewer.coding.result import CodeResult
from interviewer.errors import InterviewerError
from interviewer.session.code_run import run_code
from interviewer.session.commands import SkippedError, cancel
from interviewer.session.interview import Command, Phase
from interviewer.session.phases.context import Context
from interviewer.session.phases.talk import Talk
from interviewer.session.solution import CodeInHand, Running
from interviewer.session.turn import Turn


class Coding:
    """Runs the code whenever the candidate wishes; when the time is up, what there is counts.

    What was submitted last counts, and nothing that was changed after it.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    async def __call__(self, turn: Turn) -> Phase | None:
        """Wait until the code is done."""
        code = turn.code
        assert code
        context = self._context
        await context.journal.write(lambda: None)  # where it is taken up if the program is killed
        talk = Talk(context, turn, code)
        # The clock runs from the first moment: the question can be read while it is still being said.
        speech = asyncio.create_task(context.say(turn))
        explained = False
        try:
            while True:
                command = await context.commands.during(context.time_up())
                await cancel(speech)
                turn.notice = ""
                if command is Command.PAUSE:
                    await self._pause(talk, code)
                elif command is Command.TALK:
                    await talk.toggle()
                elif command is Command.RUN:
                    await self._run(turn, code, talk, only_examples=True)
                elif command is Command.SUBMIT:
                    await self._submit(turn, code, talk)
                elif command is Command.EXPLAIN and not (code.result or code.unrunnable):
                    turn.notice = "Submit your code first, or skip the question."
                else:
                    if not code.result:
                        await self._submit(turn, code, talk)
                    break
                context.changed()
            explained = True
        finally:
            await cancel(speech)
            await talk.close()
            if not (explained and turn.recording):
                with suppress(InterviewerError):  # then there is nobody who listens
                    await context.models.stop_listening()
        return await self._go_on(turn)

    async def _go_on(self, turn: Turn) -> Phase:
        """To the explanation, where there is time for one."""
        await self._context.journal.write(lambda: self._context.history.explain(turn.attempt_id))
        if turn.recording:
            return Phase.TRANSCRIBING
        if self._context.interview.minutes_left == 0:
            raise SkippedError
        return Phase.TYPING if turn.means == "typing" or turn.draft else Phase.LISTENING

    async def _pause(self, talk: Talk, code: CodeInHand) -> None:
        talking = code.talking
        if talking:
            await talk.toggle()
        await self._context.pause()
        if talking:
            await talk.toggle()

    async def _submit(self, turn: Turn, code: CodeInHand, talk: Talk) -> None:
        source = code.text
        self._context.interview.hold_clocks()
        try:
            result = await self._run(turn, code, talk, only_examples=False)
        finally:
            self._context.interview.release_clocks()
        if result:
            code.submitted, code.result = source, result
            await self._context.journal.write(
                lambda: self._context.history.submit(turn.attempt_id, source, result)
            )

    async def _run(
        self, turn: Turn, code: CodeInHand, talk: Talk, *, only_examples: bool
    ) -> CodeResult | None:
        """What came of running the code; None where it was stopped or could not be run."""
        context, asked = self._context, turn.question.code
        assert asked
        code.running = Running.of(asked, only_examples=only_examples)
        context.interview.running = True
        work = asyncio.create_task(
            run_code(
                turn.question,
                code.text,
                only_examples=only_examples,
                on_result=lambda: self._count(code),
            )
        )
        context.changed()
        try:
            while not work.done():
                command = await context.commands.during(asyncio.wait({work}))
                if command is Command.STOP:
                    turn.notice = "You stopped the run."
                    return None
                if command is Command.TALK:
                    await talk.toggle()
            code.shown = work.result()
            return code.shown
        except InterviewerError as error:
            turn.notice = f"{error} You can explain your code all the same."
            code.unrunnable = True
            return None
        finally:
            await cancel(work)
            code.running, context.interview.running = None, False

    def _count(self, code: CodeInHand) -> None:
        if code.running:
            code.running = code.running.one_more()
            self._context.changed()
