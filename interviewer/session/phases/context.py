"""What every phase works with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from interviewer.errors import InterviewerError
from interviewer.session.commands import Commands
from interviewer.session.history import History
from interviewer.session.interview import Interview
from interviewer.session.journal import Journal
from interviewer.session.models import Models
from interviewer.session.sound import Level, Sound
from interviewer.session.turn import Turn

_POLL_SECONDS = 0.1


@dataclass(kw_only=True)
class Context:
    """The parts of one interview, and what more than one phase does with them."""

    interview: Interview
    sound: Sound
    models: Models
    history: History
    commands: Commands
    journal: Journal
    listen_guard: float
    """Seconds between the end of the spoken question and the opening of the microphone."""
    changed: Callable[[], object]
    """Tell the face that the turn or a notice changed."""
    level: Level | None = None
    """What the microphone hears; None while it is closed."""

    @property
    def seconds(self) -> float:
        """Time that the answer in hand took so far."""
        return self.interview.question_clock.elapsed

    async def say(self, turn: Turn) -> None:
        """Speak the question; where that fails, the turn's notice says so."""
        try:
            await self.sound.say(turn.question.said)
        except InterviewerError as error:
            turn.notice = f"{error} The question stands on the screen."
            self.changed()

    async def pause(self) -> None:
        """Let the interview stand still until the candidate goes on."""
        self.interview.pause()
        self.changed()
        await self.commands.next()
        self.interview.resume()
        self.changed()

    async def time_up(self) -> None:
        """Wait until no time is left for the answer; for ever where it has no limit."""
        while True:
            left = self.interview.seconds_left
            if not left:
                return
            await asyncio.sleep(min(left, _POLL_SECONDS))  # polled: a pause moves the moment
