"""The candidate corrects what was heard."""

from __future__ import annotations

from interviewer.session.interview import Command, Phase
from interviewer.session.phases.context import Context
from interviewer.session.turn import Turn

_DOUBTED = "Much of this may be misheard: correct it{again}, or accept it twice to have it graded as it is."
_NOT_YET = "Not graded yet, as much of it may be misheard: correct it{again}, or accept it once more."


class Checking:
    """Waits until the transcript may be graded.

    What was heard badly on the whole, and not corrected, is graded only when it is accepted twice.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    async def __call__(self, turn: Turn) -> Phase | None:
        """Wait for the corrected transcript."""
        if _is_doubtful(turn):
            self._tell(turn, _DOUBTED)
        warned = False
        while True:
            command = await self._context.commands.next()
            if command is Command.AGAIN:
                turn.draft = ""
                return Phase.LISTENING
            if command is Command.SPEAK:
                return Phase.LISTENING
            if command is Command.ACCEPT:
                if warned or not _is_doubtful(turn):
                    break
                warned = True
                self._tell(turn, _NOT_YET)
        answer = turn.draft.strip()
        if not answer:
            if turn.transcript:
                await self._context.journal.write(
                    lambda: self._context.history.silent(
                        turn.attempt_id, seconds=self._context.seconds, transcript=turn.transcript
                    )
                )
                if turn.code:
                    return self._context.after_answer
            return None  # never transcribed: it stays in the log as an answer that can be
        await self._context.journal.write(
            lambda: self._context.history.answer(
                turn.attempt_id,
                means="voice",
                seconds=self._context.seconds,
                transcript=turn.transcript,
                answer=answer,
            )
        )
        return Phase.GRADING

    def _tell(self, turn: Turn, notice: str) -> None:
        again = ", answer again" if Command.AGAIN in self._context.interview.allowed else ""
        turn.notice = notice.format(again=again)
        self._context.changed()


def _is_doubtful(turn: Turn) -> bool:
    """Whether the transcript is unsure as a whole, and stands there as it was heard."""
    transcript = turn.transcript
    return bool(transcript and transcript.is_doubtful and turn.draft.strip().endswith(transcript.text))
