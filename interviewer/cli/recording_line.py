"""What `interviewer ask --voice` shows of an answer while it is spoken."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from interviewer.cli import output
from interviewer.session.live_answer import LiveAnswer
from interviewer.session.wording import NOTHING_HEARD, clock, ending, lag

if TYPE_CHECKING:
    from interviewer.session.sound import Level
    from interviewer.speech.stt.heard import Heard

_METER_WIDTH = 20
_NARROWEST = 20


class RecordingLine:
    """Time, level and countdown, on one line of standard error that is drawn over and over below the words.

    Args:
        live: What is heard of the answer.
    """

    def __init__(self, live: LiveAnswer) -> None:
        self.seconds = 0.0
        """Recorded so far."""
        self._live = live
        self._printed = self._drawn = 0
        self._warning: str | None = None
        self._told_silence = False

    def show_level(self, level: Level) -> None:
        """Draw how loud the microphone is; a warning is printed above the line when it is new."""
        self.seconds = level.seconds
        if level.warning and level.warning != self._warning:
            self.clear()
            output.error(level.warning)
        self._warning = level.warning
        if sys.stderr.isatty():
            bar = "▮" * round(level.level * _METER_WIDTH)
            self._draw(f"● {clock(level.seconds)}  {bar:<{_METER_WIDTH}}  {self._remark()}")

    def show_heard(self, heard: Heard) -> None:
        """Print the words that are new; those that may still change wait."""
        self._live.take(heard)
        words = heard.text[self._printed :].strip()
        self._printed = max(self._printed, len(heard.text))  # it begins anew where a process was lost
        silence = NOTHING_HEARD if self._live.unheard and not self._told_silence else ""
        self._told_silence |= bool(silence)
        for text in filter(None, (words, silence)):
            self.clear()
            click.echo(output.wrap(text), err=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            click.echo(f"\r{'':<{self._drawn}}\r", nl=False, err=True)
            self._drawn = 0

    def _remark(self) -> str:
        if self._live.left is not None:
            return ending(self._live.left)
        return lag(self._live)

    def _draw(self, text: str) -> None:
        text = text[: max(_NARROWEST, shutil.get_terminal_size().columns - 1)].rstrip()
        click.echo(f"\r{text:<{self._drawn}}", nl=False, err=True)
        self._drawn = len(text)
