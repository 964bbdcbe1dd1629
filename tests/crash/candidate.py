"""A whole interview without a terminal, in a process of its own: `python -m tests.crash.candidate`.

The candidate reads a goal from each line of standard input: the name of a phase, `between` two questions, or
`end`. It goes there on the shortest way and stays, typing where there is an editor. Whatever happens is
written to standard output before it takes effect, as one line of JSON each.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time

from interviewer import locations, settings
from interviewer.session.conductor import Conductor
from interviewer.session.interview import Command, Phase
from interviewer.session.resume import cut_off
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup

BETWEEN, END, REST = "between", "end", "rest"
KEY_SECONDS = 0.05
HEARD_SECONDS = 0.4
WORDS = "precision is the share of the positive predictions that are right "

BETWEEN_CODE = 4
"""Questions that ask for no code, before each that does."""

_SPEAK = {
    Phase.CODING: Command.SKIP,
    Phase.ASKING: Command.DONE,
    Phase.LISTENING: Command.DONE,
    Phase.TYPING: Command.SPEAK,
    Phase.FEEDBACK: Command.NEXT,
}
_TYPE = {
    Phase.CODING: Command.SKIP,
    Phase.ASKING: Command.TYPE,
    Phase.LISTENING: Command.TYPE,
    Phase.TRANSCRIBING: Command.TYPE,
    Phase.CHECKING: Command.SPEAK,
    Phase.FEEDBACK: Command.NEXT,
}
_SKIP = {
    Phase.CODING: Command.SKIP,
    Phase.ASKING: Command.SKIP,
    Phase.LISTENING: Command.SKIP,
    Phase.TYPING: Command.SKIP,
    Phase.TRANSCRIBING: Command.SKIP,
    Phase.CHECKING: Command.SKIP,
    Phase.FEEDBACK: Command.NEXT,
}
_HAND_IN = {**_TYPE, Phase.TYPING: Command.DONE, Phase.CHECKING: Command.ACCEPT}
_WAYS: dict[str, dict[Phase, Command]] = {
    Phase.ASKING: _SKIP,
    Phase.CODING: _SKIP,
    Phase.LISTENING: {**_SPEAK, Phase.TRANSCRIBING: Command.TYPE, Phase.CHECKING: Command.AGAIN},
    Phase.TYPING: _TYPE,
    Phase.TRANSCRIBING: {**_SPEAK, Phase.CHECKING: Command.AGAIN},
    Phase.CHECKING: _SPEAK,
    Phase.GRADING: _HAND_IN,
    Phase.FEEDBACK: {**_HAND_IN, Phase.FEEDBACK: Command.PAUSE},
    BETWEEN: _SKIP,
    END: dict.fromkeys(Phase, Command.END),
}


class Candidate:
    """Answers the interview that a conductor runs."""

    def __init__(self, runtime: Runtime, conductor: Conductor) -> None:
        self.goal = ""
        self._runtime, self._conductor = runtime, conductor
        self._acted: object = None
        conductor.on_change = self.tell

    def tell(self, draft: str | None = None, code: str | None = None, **more: object) -> None:
        """Write down how the interview stands."""
        turn, interview, level = self._conductor.turn, self._conductor.interview, self._conductor.level
        # What runs elsewhere is not looked into: the processes are asked for their ids.
        workers = {"sound": self._runtime.sound._worker.pid, "models": self._runtime.models._worker.pid}
        event = {
            "at": time.monotonic(),
            "phase": "opening" if interview.opening else interview.phase.value,
            "attempt": turn.attempt_id if turn else None,
            "draft": turn.draft if turn and draft is None else draft,
            "code": turn.code.text if turn and turn.code and code is None else code,
            "graded": bool(turn and turn.assessment),
            "notice": turn.notice if turn else "",
            "trouble": self._conductor.trouble,
            "warning": (level.warning or "") if level else "",
            "clock": interview.session_clock.elapsed,
            **workers,
            **more,
        }
        os.write(1, json.dumps(event).encode() + b"\n")

    async def answer(self) -> None:
        """Go to the goal, whichever it is at the moment."""
        keys = 0
        while True:
            await asyncio.sleep(KEY_SECONDS)
            turn, phase = self._conductor.turn, self._conductor.interview.phase
            if turn and phase in (Phase.TYPING, Phase.CHECKING):
                draft = turn.draft + WORDS[keys % len(WORDS)]
                keys += 1
                self.tell(draft)
                turn.draft = draft
            elif turn and turn.code and phase is Phase.CODING:
                code = turn.code.text + WORDS[keys % len(WORDS)]
                keys += 1
                self.tell(code=code)
                turn.code.text = code
            else:
                self.tell()
            if self._conductor.interview.blocked:
                self._conductor.send(Command.RETRY)
            command = _WAYS.get(self.goal, {}).get(phase)
            if command and phase != self.goal and self._acted != (turn, phase) and self._is_ready(phase):
                self._acted = (turn, phase)
                self.tell(sent=command.value)
                self._conductor.send(command)

    def _is_ready(self, phase: Phase) -> bool:
        level = self._conductor.level
        if phase is Phase.LISTENING and self.goal in (Phase.TRANSCRIBING, Phase.CHECKING):
            return level is not None and level.seconds > HEARD_SECONDS
        return phase is not Phase.TYPING or bool(self._conductor.turn and self._conductor.turn.draft.strip())


def chosen(runtime: Runtime) -> tuple[str, ...]:
    """Questions of both kinds, so that code is asked for now and then."""
    coding = [question.id for question in runtime.bank.questions if question.code]
    others = [question.id for question in runtime.bank.questions if not question.code]
    for at, id in enumerate(coding):
        others.insert(at * (BETWEEN_CODE + 1) + BETWEEN_CODE, id)
    return tuple(others)


async def main() -> None:
    """Go on with the interview that was cut off, or begin one."""
    runtime = Runtime(settings.load(), locations.find())
    interrupted = cut_off(runtime.history)
    resumed = interrupted[0] if interrupted else None
    setup = resumed.setup if resumed else Setup(kind="practice", questions=None, chosen=chosen(runtime))
    conductor = runtime.conductor(setup, resumed=resumed)
    candidate = Candidate(runtime, conductor)
    answering = asyncio.create_task(candidate.answer())
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin.buffer
    )

    async def listen() -> None:
        async for line in lines:
            candidate.goal, candidate._acted = line.decode().strip(), None

    listening = asyncio.create_task(listen())
    try:
        await conductor.run()
    finally:
        answering.cancel()
        listening.cancel()
        await runtime.close()


if __name__ == "__main__":
    asyncio.run(main())
