"""Whether the microphone hears one: a meter that moves while one speaks."""

from __future__ import annotations

import asyncio

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from interviewer.errors import InterviewerError
from interviewer.session import trying
from interviewer.session.sound import Level, Sound
from interviewer.tui.failures import TellsFailures
from interviewer.tui.widgets.level_meter import LevelMeter

_LOUD = 0.25
"""A level that ordinary speech reaches, 0-1."""
_MOST_SECONDS = 60.0


class MicrophoneCheck(TellsFailures, Vertical):
    """A meter, and a sentence on what it shows. Nothing that it hears is kept."""

    DEFAULT_CSS = """
    MicrophoneCheck {
        height: auto;
        padding: 0 1;
        Static { height: auto; color: $text-muted; margin-top: 1; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._loudest = 0.0

    def compose(self) -> ComposeResult:
        """The meter above the sentence."""
        yield LevelMeter()
        yield Static(markup=False)

    def on_mount(self) -> None:
        """Say how it begins."""
        self._say("Press m, and speak: the meter shows what the microphone hears. Nothing is kept.")

    def toggle(self, sound: Sound) -> None:
        """Open the microphone, or close it."""
        if self.stop():
            return
        self._loudest = 0.0
        self.listen(sound)

    def stop(self) -> bool:
        """Close the microphone; whether it was open."""
        return bool(self.workers.cancel_group(self, "microphone"))

    @work(exclusive=True, exit_on_error=False, group="microphone", description="try the microphone")
    async def listen(self, sound: Sound) -> None:
        """Show what the microphone hears, for a minute at most."""
        meter = self.query_one(LevelMeter)
        self._say("Opening the microphone …")
        try:
            async with trying.microphone(sound, self._show):
                self._say("Listening: say a few words. m ends it.")
                await asyncio.sleep(_MOST_SECONDS)
        except InterviewerError as error:
            self._say(str(error))
        except asyncio.CancelledError:
            self._tell_end()
            raise
        else:
            self._tell_end()
        finally:
            meter.level = None

    def _show(self, level: Level) -> None:
        self.query_one(LevelMeter).level = level.level
        self._loudest = max(self._loudest, level.level)
        if level.warning:
            self._say(level.warning)
        elif self._loudest >= _LOUD:
            self._say("✔ It hears you. m ends it.")

    def _tell_end(self) -> None:
        if self._loudest >= _LOUD:
            self._say("✔ The microphone hears you.")
        else:
            self._say("Nothing loud was heard: choose another microphone, or raise its volume.")

    def _say(self, text: str) -> None:
        self.query_one(Static).update(text)
