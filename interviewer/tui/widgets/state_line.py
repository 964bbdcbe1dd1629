"""What is happening now, in one line."""

from __future__ import annotations

from math import ceil
from time import monotonic

from textual.content import Content
from textual.widget import Widget

from interviewer.coding.score import CODE_SHARE
from interviewer.session.interview import Interview, Phase
from interviewer.session.live_answer import LiveAnswer
from interviewer.session.solution import CodeInHand
from interviewer.session.turn import Turn
from interviewer.session.wording import ending
from interviewer.tui.key_names import KeyNames
from interviewer.tui.widgets.countdown import LAST_SECONDS

WAITING = "…"
"""Sign of a state in which the machine works: something moves instead of it, and the seconds are counted."""
RECORDING = "●"

_STATES = {
    Phase.READY: (WAITING, "Getting ready"),
    Phase.ASKING: ("▶", "Asking. Listen; press {key[done]} to answer at once."),
    Phase.CODING: ("✎", "Write your code."),
    Phase.LISTENING: (RECORDING, "Listening. Press {key[done]} when you are done."),
    Phase.TYPING: ("✎", "Type your answer. Press {key[submit]} when you are done."),
    Phase.TRANSCRIBING: (WAITING, "Transcribing your answer"),
    Phase.CHECKING: ("✎", "Correct what was misheard, then press {key[accept]} to have it graded."),
    Phase.GRADING: (WAITING, "Grading"),
    Phase.FEEDBACK: ("✔", "Graded. Press {key[next]} to go on."),
    Phase.FINISHED: ("■", "Finished"),
}
_EXPLAINING = {
    Phase.LISTENING: (RECORDING, "Explain your code aloud. Press {key[done]} when you are done."),
    Phase.TYPING: ("✎", "Explain your code. Press {key[submit]} when you are done."),
}
_LAST = {
    Phase.LISTENING: (RECORDING, "Listening, {left} s left: come to your end."),
    Phase.TYPING: ("✎", "{left} s left: come to your end."),
}
"""When the time is nearly up."""

_SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_FRAMES_PER_SECOND = 10
_COUNTED_SECONDS = 2


def state(
    interview: Interview, phase: Phase, turn: Turn | None, live: LiveAnswer | None, key: KeyNames
) -> tuple[str, str]:
    """Sign and sentence for what is happening.

    Args:
        interview: As it stands.
        phase: That is shown.
        turn: The question in hand.
        live: What is heard of the answer.
        key: What the keys of the screen are called.
    """
    if interview.blocked:
        return "!", f"Waiting. Nothing is lost; press {key['retry']} to try again."
    if interview.paused:
        return "‖", f"Paused: clocks and microphone stand still. Press {key['resume']} to go on."
    if interview.opening:
        return WAITING, "Opening the microphone"
    if interview.speaking:
        return "▶", f"Saying the reference answer. Press {key['hear']} for silence."
    if live and live.left is not None:
        return RECORDING, ending(live.left, key["done"])
    code = turn.code if turn else None
    if code and phase is Phase.CODING:
        mock, timed_out = not interview.setup.feedback_at_once, not interview.seconds_left
        return coding_state(code, key, mock=mock, timed_out=timed_out)
    left = interview.seconds_left
    if phase in _LAST and 0 < left <= LAST_SECONDS:
        sign, text = _LAST[phase]
        return sign, text.format(left=ceil(left))
    if code and phase in _EXPLAINING:
        sign, text = _EXPLAINING[phase]
    else:
        sign, text = _STATES[phase]
    return sign, text.format(key=key)


def coding_state(code: CodeInHand, key: KeyNames, *, mock: bool, timed_out: bool = False) -> tuple[str, str]:
    """Sign and sentence while code is written.

    Args:
        code: The code.
        key: What the keys of the screen are called.
        mock: Whether its explanation counts also where there is none.
        timed_out: Whether the time is up, so that the run under way is the last.
    """
    if code.running:
        what = "the examples" if code.running.only_examples else "all tests"
        done = min(code.running.done, code.running.total)
        end = "the time is up" if timed_out else f"{key['stop']} stops"
        return WAITING, f"Running {what}: {done} of {code.running.total}; {end}"
    explain, skip, submit = key["explain"], key["skip"], key["submit_code"]
    if code.is_submitted:
        if code.talking:
            text = f"Submitted. {explain}: what you say explains it."
        elif mock:
            more = f"{100 * (1 - CODE_SHARE):.0f} points more"
            text = f"Submitted. {explain}: explain, for {more}; {skip}: go on."
        else:
            text = f"Submitted. {explain}: explain it; {skip}: the code alone counts."
    elif code.result:
        text = f"Changed since you submitted: {submit} submits this."
    else:
        text = f"Write your code. {key['run']}: examples; {submit}: all tests."
    return (RECORDING, f"Recording. {text}") if code.talking else ("✎", text)


class StateLine(Widget):
    """A sign and a sentence; `show` sets both."""

    DEFAULT_CSS = """
    StateLine {
        height: 1;
        width: auto;
        margin-right: 2;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._state, self._since = ("", ""), monotonic()

    def show(self, sign: str, text: str) -> None:
        """Set the state; nothing happens while it is the same."""
        if (sign, text) == self._state:
            return
        self._state, self._since = (sign, text), monotonic()
        self.auto_refresh = 1 / _FRAMES_PER_SECOND if sign == WAITING else None
        self.refresh(layout=True)

    def render(self) -> Content:
        """The line as it is now."""
        sign, text = self._state
        seconds = monotonic() - self._since
        style = "bold $text-error" if sign == RECORDING else "bold $text-accent"
        if sign == WAITING:
            sign = _SPINNER[int(seconds * _FRAMES_PER_SECOND) % len(_SPINNER)]
            text = f"{text} {f'({seconds:.0f} s)' if seconds >= _COUNTED_SECONDS else '':<6}"
        return Content.assemble((f"{sign} ", style), text)
