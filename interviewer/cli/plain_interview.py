"""An interview line by line, on any terminal or in a pipe."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interviewer.cli import plain_commands
from interviewer.cli.lines import Lines
from interviewer.cli.plain_telling import ANSWERED, Telling, say
from interviewer.session.interview import Command, Phase

if TYPE_CHECKING:
    from interviewer.session.conductor import Conductor
    from interviewer.session.runtime import Runtime
    from interviewer.session.turn import Turn

_POLL_SECONDS = 0.5
_SETTLING_SECONDS = 0.3


class PlainInterview:
    """Tells in lines what a conductor does, and reads lines as the candidate's commands.

    Lines of a terminal are read at any time, those of a pipe or a file only where the interview waits for the
    candidate. After the last of them the interview ends; an answer in hand is graded first.

    Args:
        runtime: Gives the log and the titles of topics.
        conductor: Of the interview, not yet run.
        lines: What the candidate types.
        eager: Whether they come from a terminal.
    """

    def __init__(self, runtime: Runtime, conductor: Conductor, lines: Lines, *, eager: bool) -> None:
        self._conductor, self._lines, self._eager = conductor, lines, eager
        self._interview = conductor.interview
        self._telling = Telling(runtime, conductor)
        self._changed = asyncio.Event()
        self._line: asyncio.Future[bytes] | None = None
        self._over = False

    async def run(self) -> int:
        """Hold the interview; gives its session's id.

        Raises:
            StoreError: The log could not even be begun.
        """
        self._conductor.on_change = self._changed.set
        conducting = asyncio.create_task(self._conductor.run())
        try:
            await self._converse(conducting)
        except asyncio.CancelledError:
            self._read_line()  # one that was typed just before
            self._conductor.send(Command.END)  # what is in hand is kept
            await conducting
            raise
        return await conducting

    async def _converse(self, conducting: asyncio.Task[int]) -> None:
        changed = asyncio.create_task(self._changed.wait())
        while not conducting.done():
            if self._over and self._waits:
                await self._settle(self._obey("" if self._in_hand else "/end"))
            elif self._line is None and not self._over and (self._eager or self._waits):
                self._line = self._lines.next()
            waited: set[asyncio.Future[Any]] = {conducting, changed, *([self._line] if self._line else [])}
            await asyncio.wait(waited, timeout=_POLL_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            if changed.done():
                self._changed.clear()
                changed = asyncio.create_task(self._changed.wait())
                self._telling.tell()
            else:
                await self._settle(self._read_line())
            self._telling.tell_time()
        changed.cancel()

    @property
    def _waits(self) -> bool:
        """Whether the interview waits for the candidate."""
        interview = self._interview
        answers = interview.phase in ANSWERED and not (interview.opening or interview.running)
        return answers or interview.paused or interview.blocked

    @property
    def _in_hand(self) -> bool:
        """Whether there is an answer that can be graded."""
        turn = self._conductor.turn
        return plain_commands.writes(self._interview) and bool(turn and turn.draft.strip())

    def _read_line(self) -> bool:
        """Do what a line says, if there is one; gives whether the conductor was asked for something."""
        if self._line is None or not self._line.done():
            return False
        text, self._line = self._line.result(), None
        self._over = not text
        return bool(text) and self._obey(text.decode(errors="replace").rstrip("\r\n"))

    async def _settle(self, asked: bool) -> None:
        """Wait for what comes of a line: the next one of a pipe is an answer to that."""
        if asked and not self._eager:
            await asyncio.wait([asyncio.create_task(self._changed.wait())], timeout=_SETTLING_SECONDS)

    def _obey(self, line: str) -> bool:
        """Gives whether the conductor was asked for something."""
        interview, turn = self._interview, self._conductor.turn
        word = line.strip().removeprefix("/")
        if word in ("?", "c"):
            say(*plain_commands.possible(interview) if word == "?" else [self._telling.clocks()])
        elif interview.phase is Phase.CODING and turn and (handed := plain_commands.file_of(line.strip())):
            return self._hand_in(turn, *handed)
        elif word and turn and plain_commands.writes(interview) and not line.startswith("/"):
            self._write(turn, line)
        elif command := plain_commands.understood(word, interview.allowed):
            return self._conductor.send(command)
        elif word:
            say(f"'{word}' means nothing now. ?: what you can do.")
        return False

    def _write(self, turn: Turn, line: str) -> None:
        if self._interview.phase is Phase.TYPING:
            turn.draft = f"{turn.draft}\n{line}".strip()
            return
        wrong, arrow, right = (part.strip() for part in line.partition("->"))
        if arrow and not (wrong and wrong in turn.draft):
            say(f"'{wrong}' is not in the answer.")
            return
        turn.draft = turn.draft.replace(wrong, right) if arrow else line
        say(turn.draft, "Enter: have it graded.")

    def _hand_in(self, turn: Turn, command: Command, file: Path) -> bool:
        assert turn.code
        try:
            turn.code.text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            say(f"{file} cannot be read: {error}. Give the path of a file with your code, or s to skip.")
            return False
        return self._conductor.send(command)
