"""What every phase works with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from interviewer.bank.question import Question
from interviewer.errors import InterviewerError, StoreError
from interviewer.scheduling import Pick
from interviewer.session.commands import Commands
from interviewer.session.following_up import follow_up
from interviewer.session.hints import Hint, next_hint
from interviewer.session.history import History
from interviewer.session.interview import Interview, Phase
from interviewer.session.journal import Journal
from interviewer.session.live_answer import LiveAnswer
from interviewer.session.models import Models
from interviewer.session.sound import Level, Sound
from interviewer.session.turn import Turn

_POLL_SECONDS = 0.1
_NO_HINT = (
    "There is nothing left to hint at: your answer has words of every point, or you had a hint for each."
)


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
    end_of_turn: float
    """Seconds of silence that end a spoken answer; 0 for never."""
    vocabulary: Callable[[Question], Sequence[str]]
    """The terms to expect in an answer; may read the log."""
    deeper: Callable[[Question], Sequence[Question]]
    """The follow-ups that the bank has for a question."""
    changed: Callable[[], object]
    """Tell the face that the turn or a notice changed."""
    level: Level | None = None
    """How loud the microphone is; None while it is closed."""
    live: LiveAnswer | None = None
    """What is heard of the answer under way; None while nobody listens."""
    asked: list[str] = field(default_factory=list)
    """Ids of the questions of this interview."""

    @property
    def seconds(self) -> float:
        """Time that the answer in hand took so far."""
        return self.interview.question_clock.elapsed

    @property
    def after_answer(self) -> Phase | None:
        """What comes after an answer that was graded: where feedback comes last, the next question."""
        return Phase.FEEDBACK if self.interview.setup.feedback_at_once else None

    async def terms(self, turn: Turn) -> tuple[str, ...]:
        """The vocabulary to expect in the answer; the question's own where the log cannot be read."""
        try:
            return tuple(await asyncio.to_thread(self.vocabulary, turn.question))
        except StoreError:
            return turn.question.terms

    async def say(self, turn: Turn) -> None:
        """Speak the question; where that fails, the turn's notice says so."""
        await self._speak(turn, turn.question.said, "The question stands on the screen.")

    async def say_answer(self, turn: Turn) -> None:
        """Speak the reference answer; where that fails, the turn's notice says so."""
        await self._speak(turn, turn.question.answer, "The answer stands on the screen.")

    async def _speak(self, turn: Turn, text: str, otherwise: str) -> None:
        try:
            await self.sound.say(text)
        except InterviewerError as error:
            turn.notice = f"{error} {otherwise}"
            self.changed()

    async def hint(self, turn: Turn) -> None:
        """Give the next hint, and log it before it is shown; it costs points."""
        heard = self.live.heard if self.live else None
        said = " ".join((turn.draft, heard.text, heard.provisional) if heard else (turn.draft,))
        text = next_hint(turn.question, turn.hints, said)
        if text:
            hint = Hint(text=text)
            await self.journal.write(lambda: self.history.hint(turn.attempt_id, hint))
            turn.hints += (hint,)
        else:
            turn.notice = _NO_HINT
        self.changed()

    def follow_up(self, turn: Turn) -> Pick | None:
        """What may be asked about an answer next; None where there is nothing."""
        return follow_up(turn.question, turn.counting, self.deeper(turn.question), self.asked)

    async def follow(self, turn: Turn, file: Path) -> None:
        """Have the answer transcribed while it is recorded."""
        with suppress(InterviewerError):  # then the recording is transcribed after the answer
            await self.models.listen(file, await self.terms(turn))

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
