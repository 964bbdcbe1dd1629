"""What is happening now, in one line."""

from __future__ import annotations

from time import monotonic

from textual.content import Content
from textual.widget import Widget

from interviewer.coding.score import CODE_SHARE
from interviewer.session.solution import CodeInHand

WAITING = "…"
"""Sign of a state in which the machine works: something moves instead of it, and the seconds are counted."""
RECORDING = "●"

_SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_FRAMES_PER_SECOND = 10
_COUNTED_SECONDS = 2


def coding_state(code: CodeInHand, *, mock: bool, timed_out: bool = False) -> tuple[str, str]:
    """Sign and sentence while code is written.

    Args:
        code: The code.
        mock: Whether its explanation counts also where there is none.
        timed_out: Whether the time is up, so that the run under way is the last.
    """
    if code.running:
        what = "the examples" if code.running.only_examples else "all tests"
        done = min(code.running.done, code.running.total)
        end = "the time is up" if timed_out else "escape stops"
        return WAITING, f"Running {what}: {done} of {code.running.total}; {end}"
    if code.is_submitted:
        if code.talking:
            text = "Submitted. ctrl+g: what you say explains it."
        elif mock:
            text = f"Submitted. ctrl+g: explain, for {100 * (1 - CODE_SHARE):.0f} points more; ctrl+n: go on."
        else:
            text = "Submitted. ctrl+g: explain it; ctrl+n: the code alone counts."
    elif code.result:
        text = "Changed since you submitted: ctrl+s submits this."
    else:
        text = "Write your code. ctrl+r: examples; ctrl+s: all tests."
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
