"""What is told of an interview line by line: nothing is drawn over, so that a screen reader can follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interviewer.cli import output
from interviewer.cli.attempt import show_result
from interviewer.cli.code_report import print_result
from interviewer.session.interview import Phase
from interviewer.session.wording import clock, plural

if TYPE_CHECKING:
    from interviewer.coding.result import CodeResult
    from interviewer.session.conductor import Conductor
    from interviewer.session.runtime import Runtime
    from interviewer.session.turn import Turn

ANSWERED = (Phase.CODING, Phase.LISTENING, Phase.TYPING, Phase.CHECKING, Phase.FEEDBACK)
"""Where the interview waits for the candidate."""
_WARN_SECONDS = (300, 60, 20)
"""Time left that is told."""
_STATES = {
    Phase.ASKING: "Listen. Enter: answer at once. ?: what you can do.",
    Phase.LISTENING: "Speak. Press enter when you are done.",
    Phase.TYPING: "Type your answer, line by line; an empty line hands it in. /?: what you can do.",
    Phase.TRANSCRIBING: "Transcribing.",
    Phase.CHECKING: "Enter: have it graded. Or type it as it should be, or `wrong words -> right words`.",
    Phase.GRADING: "Grading.",
    Phase.FEEDBACK: "Enter: the next question. ?: what you can do.",
    Phase.CODING: (
        "Write your code in a file. Its path submits it, `r` and its path runs it on the examples. s: skip."
    ),
}


class Telling:
    """Prints what is new in an interview, once.

    Args:
        runtime: Gives the log and the titles of topics.
        conductor: Of the interview.
    """

    def __init__(self, runtime: Runtime, conductor: Conductor) -> None:
        self._runtime, self._conductor = runtime, conductor
        self._interview = conductor.interview
        self._told: tuple[object, ...] = ()
        self._turn: Turn | None = None
        self._notice, self._hints, self._left = "", 0, 0.0
        self._shown: CodeResult | None = None
        self._warning: str | None = None

    def tell(self) -> None:
        """Say what is new."""
        interview, turn = self._interview, self._conductor.turn
        if turn is not self._turn:
            self._turn, self._notice, self._hints, self._shown = turn, "", 0, None
            if turn:
                self._ask(turn)
        if turn and turn.notice != self._notice:
            self._notice = turn.notice
            say(*filter(None, [turn.notice]))
        if turn and len(turn.hints) > self._hints:
            say(*(hint.text for hint in turn.hints[self._hints :]))
            self._hints = len(turn.hints)
        shown = turn.code.shown if turn and turn.code else None
        if shown and shown is not self._shown and turn and turn.code:
            self._shown = shown
            print_result(shown, only_examples=turn.code.result is not shown)
        state = (turn, interview.phase, interview.paused, interview.blocked, interview.opening)
        if state != self._told:
            self._told, self._left = state, 0.0
            self._tell_state(turn)

    def _tell_state(self, turn: Turn | None) -> None:
        interview, phase = self._interview, self._interview.phase
        if interview.blocked:
            say(f"{self._conductor.trouble} Enter: try again.")
        elif interview.paused:
            say("Paused. Enter: go on.")
        elif turn is None or interview.opening:
            return
        elif phase is Phase.LISTENING:
            pause = self._conductor.live.pause if self._conductor.live else 0
            say(_STATES[phase], *([f"A pause of {pause:g} s ends it, too."] if pause else []))
        elif phase is Phase.CHECKING:
            say(f"Heard: {turn.draft}" if turn.draft else "There is no answer yet.", _STATES[phase])
        elif phase is Phase.FEEDBACK:
            show_result(self._runtime.history.attempt(turn.attempt_id))
            say("", _STATES[phase])
        elif phase is Phase.TYPING and turn.draft:
            say(f"So far: {turn.draft}", _STATES[phase])
        elif phase in _STATES:
            say(_STATES[phase])

    def _ask(self, turn: Turn) -> None:
        question = turn.question
        titles = {topic.id: topic.title for topic in self._runtime.bank.topics}
        total = self._interview.setup.questions
        of = f" of {total}" if total else ""
        topic = titles.get(question.topic, question.topic)
        say("", f"Question {self._interview.number}{of}. {topic}, {question.difficulty}.")
        say(question.question)
        if question.code:
            output.verbatim(question.code.starter)

    def tell_time(self) -> None:
        """Say how much time is left when it becomes little, and what is wrong with the microphone."""
        interview, level = self._interview, self._conductor.level
        if level and level.warning and level.warning != self._warning:
            say(level.warning)
        self._warning = level.warning if level else None
        if interview.phase in ANSWERED and not interview.paused:
            before, self._left = self._left, interview.seconds_left
            if any(self._left <= seconds < before for seconds in _WARN_SECONDS):
                say(f"{_time(self._left)} left.")

    def clocks(self) -> str:
        """What the clocks say."""
        interview = self._interview
        left = interview.seconds_left
        told = [f"This answer: {clock(interview.question_clock.elapsed)}"]
        told += [f"the interview: {clock(interview.session_clock.elapsed)}"]
        told += [] if left == float("inf") else [f"left: {clock(left)}"]
        return f"{', '.join(told)}."


def say(*lines: str) -> None:
    """Print lines, wrapped where a terminal wraps."""
    for line in lines:
        click.echo(output.wrap(line))


def _time(seconds: float) -> str:
    if seconds > 90:
        return plural(round(seconds / 60), "minute")
    return "1 minute" if seconds > 30 else plural(round(seconds), "second")
