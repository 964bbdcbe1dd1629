"""One interview as a state machine: which phase it is in, what may be done now, what the clocks say.

It does no I/O and knows no engine. The conductor moves it from phase to phase; the faces read it.
"""

from __future__ import annotations

import time
from enum import Enum

from interviewer.bank.question import Question
from interviewer.errors import SessionError
from interviewer.session.setup import Setup
from interviewer.session.stopwatch import Clock, Stopwatch


class Phase(str, Enum):
    """What is happening to the question in hand."""

    READY = "ready"
    ASKING = "asking"
    CODING = "coding"
    LISTENING = "listening"
    TYPING = "typing"
    TRANSCRIBING = "transcribing"
    CHECKING = "checking"
    GRADING = "grading"
    FEEDBACK = "feedback"
    FINISHED = "finished"


class Command(str, Enum):
    """What the candidate can ask for."""

    DONE = "done"
    """The spoken question is cut short, or the answer is complete."""
    REPEAT = "repeat"
    TYPE = "type"
    SPEAK = "speak"
    """Speak, after what there is of the answer."""
    SKIP = "skip"
    PAUSE = "pause"
    RESUME = "resume"
    ACCEPT = "accept"
    """The transcript, as corrected, is what shall be graded."""
    AGAIN = "again"
    """Answer the question once more; the recording before is replaced."""
    NEXT = "next"
    HINT = "hint"
    """Say the next thing that a full answer has; it costs points."""
    HEAR = "hear"
    """Speak the reference answer, or fall silent."""
    ONCE_MORE = "once-more"
    """Ask the same question again, for a new answer."""
    FOLLOW_UP = "follow-up"
    """Ask what follows the answer."""
    RUN = "run"
    """Run the code on the examples."""
    SUBMIT = "submit"
    """Run the code on all tests: what comes of it counts."""
    STOP = "stop"
    """End the run under way."""
    TALK = "talk"
    """Open the microphone while coding, or close it."""
    EXPLAIN = "explain"
    """The code is done; go on to explain it."""
    RETRY = "retry"
    """Try once more to write to the log."""
    END = "end"


_ALLOWED: dict[Phase, frozenset[Command]] = {
    Phase.READY: frozenset({Command.END}),
    Phase.ASKING: frozenset(
        {Command.DONE, Command.REPEAT, Command.TYPE, Command.HINT, Command.SKIP, Command.PAUSE, Command.END}
    ),
    Phase.CODING: frozenset(
        {
            Command.RUN,
            Command.SUBMIT,
            Command.TALK,
            Command.EXPLAIN,
            Command.SKIP,
            Command.PAUSE,
            Command.END,
        }
    ),
    Phase.LISTENING: frozenset(
        {Command.DONE, Command.REPEAT, Command.TYPE, Command.HINT, Command.SKIP, Command.PAUSE, Command.END}
    ),
    Phase.TYPING: frozenset(
        {Command.DONE, Command.REPEAT, Command.SPEAK, Command.HINT, Command.SKIP, Command.PAUSE, Command.END}
    ),
    Phase.TRANSCRIBING: frozenset({Command.TYPE, Command.SKIP, Command.END}),
    Phase.CHECKING: frozenset({Command.ACCEPT, Command.AGAIN, Command.SPEAK, Command.SKIP, Command.END}),
    Phase.GRADING: frozenset({Command.END}),
    Phase.FEEDBACK: frozenset(
        {Command.NEXT, Command.HEAR, Command.ONCE_MORE, Command.FOLLOW_UP, Command.END}
    ),
    Phase.FINISHED: frozenset(),
}

_NEXT: dict[Phase, frozenset[Phase]] = {
    Phase.READY: frozenset({Phase.ASKING}),
    Phase.ASKING: frozenset({Phase.CODING, Phase.LISTENING, Phase.TYPING}),
    Phase.CODING: frozenset({Phase.LISTENING, Phase.TYPING, Phase.TRANSCRIBING, Phase.FEEDBACK}),
    Phase.LISTENING: frozenset({Phase.TYPING, Phase.TRANSCRIBING, Phase.FEEDBACK}),
    Phase.TYPING: frozenset({Phase.LISTENING, Phase.GRADING, Phase.FEEDBACK}),
    Phase.TRANSCRIBING: frozenset({Phase.CHECKING, Phase.TYPING, Phase.FEEDBACK}),
    Phase.CHECKING: frozenset({Phase.GRADING, Phase.LISTENING, Phase.FEEDBACK}),
    Phase.GRADING: frozenset({Phase.FEEDBACK}),
    Phase.FEEDBACK: frozenset(),
    Phase.FINISHED: frozenset(),
}

_NOT_ON_THE_DAY = frozenset({Command.REPEAT, Command.PAUSE, Command.AGAIN, Command.HINT})
"""What a strict interview does not allow."""

_WHILE_CODE_RUNS = frozenset({Command.STOP, Command.TALK, Command.SKIP, Command.END})
_CANDIDATE_ANSWERS = frozenset({Phase.CODING, Phase.LISTENING, Phase.TYPING})
_SESSION_RUNS = _CANDIDATE_ANSWERS | {Phase.ASKING}


class Interview:
    """The state of one interview.

    The session clock runs while a question is asked and answered, the question clock while it is
    answered. Both stand still in a pause and while the candidate waits for the machine or reads.

    Args:
        setup: What was chosen.
        clock: Monotonic seconds.
    """

    def __init__(self, setup: Setup, clock: Clock = time.monotonic) -> None:
        self.setup = setup
        self.phase = Phase.READY
        self.paused = False
        self.opening = False
        """The microphone is being opened: the answer has not begun."""
        self.speaking = False
        """The reference answer is being said."""
        self.running = False
        """The candidate's code is being run."""
        self.blocked = False
        """The log could not be written: nothing goes on until it can."""
        self._held = False
        self.number = 0
        """Number of the question in hand among the interview's own, from 1; 0 before the first."""
        self.question: Question | None = None
        self.session_clock = Stopwatch(clock)
        self.question_clock = Stopwatch(clock)
        self._clock = clock

    @property
    def allowed(self) -> frozenset[Command]:
        """The commands that mean something now."""
        if self.blocked:
            return frozenset({Command.RETRY, Command.END})
        if self.paused:
            return frozenset({Command.RESUME, Command.END})
        allowed = _WHILE_CODE_RUNS if self.running else _ALLOWED[self.phase]
        if self.setup.strict:
            allowed -= _NOT_ON_THE_DAY
        if self.opening:
            allowed -= {Command.DONE, Command.REPEAT, Command.HINT, Command.PAUSE}
        if not self.seconds_left:
            # What there is counts, and nothing is begun any more.
            allowed -= {Command.STOP}
            if self.phase is Phase.CHECKING:
                allowed -= {Command.AGAIN, Command.SPEAK}
        if self.minutes_left == 0:
            allowed -= {Command.ONCE_MORE, Command.FOLLOW_UP}
        return allowed

    @property
    def covered(self) -> bool:
        """Whether the question is out of sight: in a pause that stops a limit nobody thinks for free."""
        return self.paused and (self.setup.timed or self.session_limit is not None)

    @property
    def question_limit(self) -> float | None:
        """Seconds for the answer in hand, while it is coded for its code; None without a limit."""
        if self.question is None:
            return None
        limit = self.setup.coding_limit if self.phase is Phase.CODING else self.setup.limit
        return limit(self.question)

    @property
    def session_limit(self) -> float | None:
        """Seconds for the whole interview; None without a limit."""
        return self.setup.minutes * 60 if self.setup.minutes else None

    @property
    def minutes_left(self) -> float | None:
        """Minutes until the interview is over; None without a limit."""
        limit = self.session_limit
        return None if limit is None else max(0.0, limit - self.session_clock.elapsed) / 60

    @property
    def seconds_left(self) -> float:
        """Seconds until the answer in hand is taken, by whichever clock is first; infinite without one."""
        limits = (
            (self.question_limit, self.question_clock),
            (self.session_limit, self.session_clock),
        )
        left = [limit - clock.elapsed for limit, clock in limits if limit is not None]
        return max(0.0, min(left)) if left else float("inf")

    @property
    def wants_question(self) -> bool:
        """Whether there is room for one more question."""
        if self.phase is Phase.FINISHED:
            return False
        if self.setup.questions is not None and self.number >= self.setup.questions:
            return False
        return self.session_limit is None or self.session_clock.elapsed < self.session_limit

    def ask(self, question: Question) -> None:
        """Take up the next question, whatever came of the one before."""
        if not self.wants_question:
            raise SessionError("The interview is over: start another from the home screen.")
        self.number += 1
        self.ask_extra(question)

    def ask_extra(self, question: Question) -> None:
        """Take up a question that follows the answer in hand, and is none of the interview's own."""
        self.question = question
        self.question_clock = Stopwatch(self._clock)
        self._enter(Phase.ASKING)

    def go_on(self, number: int, seconds: float) -> None:
        """Take up an interview that was cut off, before anything else is done with it.

        Args:
            number: Questions of its own that were asked in it.
            seconds: What its clock stood at.
        """
        self.number, self.session_clock = number, Stopwatch(self._clock, seconds)

    def take_up(self, question: Question, phase: Phase, seconds: float) -> None:
        """Take up the question at which the interview was cut off.

        Args:
            question: The last one that was asked.
            phase: Where it is taken up.
            seconds: What its clock stood at.
        """
        self.question, self.question_clock = question, Stopwatch(self._clock, seconds)
        self._enter(phase)

    def move(self, phase: Phase) -> None:
        """Go on to another phase of the question in hand.

        Raises:
            SessionError: The phase cannot follow the one now, or the interview is paused.
        """
        if self.paused or phase not in _NEXT[self.phase]:
            now = "paused" if self.paused else self.phase.value
            raise SessionError(f"An interview that is {now} cannot go on to {phase.value}.")
        self._enter(phase)

    def begin_answer(self) -> None:
        """The microphone is open: from now on the clocks run."""
        self.opening = False
        self._run_clocks()

    def give_back(self, seconds: float) -> None:
        """Take time off both clocks that the candidate is not charged for."""
        for clock in (self.session_clock, self.question_clock):
            clock.give_back(seconds)

    def pause(self) -> None:
        """Stop both clocks."""
        self._require(Command.PAUSE)
        self.paused = True
        self._run_clocks()

    def resume(self) -> None:
        """Let the clocks of the phase run again."""
        self._require(Command.RESUME)
        self.paused = False
        self._run_clocks()

    def finish(self) -> None:
        """End the interview, from any phase."""
        self.paused = self.blocked = False
        self._enter(Phase.FINISHED)

    def block(self) -> None:
        """The log cannot be written: stop both clocks."""
        self.blocked = True
        self._run_clocks()

    def unblock(self) -> None:
        """Undo `block`."""
        self.blocked = False
        self._run_clocks()

    def hold_clocks(self) -> None:
        """Stop both clocks while the machine takes the candidate's time; until the next phase at most."""
        self._held = True
        self._run_clocks()

    def release_clocks(self) -> None:
        """Undo `hold_clocks`."""
        self._held = False
        self._run_clocks()

    def _require(self, command: Command) -> None:
        if command not in self.allowed:
            raise SessionError(
                f"'{command.value}' is not possible while the interview is {self.phase.value}."
            )

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.opening, self._held, self.running = phase is Phase.LISTENING, False, False
        self._run_clocks()

    def _run_clocks(self) -> None:
        stopped = self.paused or self.opening or self.blocked or self._held
        for clock, phases in (
            (self.session_clock, _SESSION_RUNS),
            (self.question_clock, _CANDIDATE_ANSWERS),
        ):
            if self.phase in phases and not stopped:
                clock.start()
            else:
                clock.stop()
