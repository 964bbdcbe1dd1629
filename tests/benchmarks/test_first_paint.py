"""How soon `interviewer` shows something, beside an empty Textual app.

Both run in a terminal, in turn; counted is the time on the processor from the start of the process to the
first frame with text on it. Neither waits for anything until then, so on an idle machine that is the time
which passes; on a busy one, what passes says more about the others.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from tests.terminal import Terminal

MOST = 1.3
_ROUNDS = 7

_EMPTY = """
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("interviewer")

Empty().run()
"""
_OURS = [sys.executable, "-m", "interviewer"]
_THEIRS = [sys.executable, "-c", _EMPTY]
_SHOWN = b"interviewer"


def seconds(command: list[str]) -> float:
    """On the processor, from the start to the first text on the screen."""
    with Terminal(command) as terminal:
        terminal.wait_for(_SHOWN)
        return terminal.cpu_seconds()


def test_the_first_screen_is_there_almost_as_soon_as_an_empty_one(home: Path) -> None:
    for command in (_OURS, _THEIRS):  # whatever is only done once
        seconds(command)
    ratio = median(seconds(_OURS) / seconds(_THEIRS) for _ in range(_ROUNDS))
    assert ratio <= MOST, f"{ratio:.2f} times as long as an empty app"
