"""What is happening now, in one line."""

from __future__ import annotations

from time import monotonic

from textual.content import Content
from textual.widget import Widget

WAITING = "…"
"""Sign of a state in which the machine works: something moves instead of it, and the seconds are counted."""
RECORDING = "●"

_SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_FRAMES_PER_SECOND = 10
_COUNTED_SECONDS = 2


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
