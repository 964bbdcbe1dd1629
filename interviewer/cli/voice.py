"""Asking aloud and listening, with a line of text for a screen."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from typing import TYPE_CHECKING

import click

from interviewer.cli import output
from interviewer.cli.lines import Lines
from interviewer.errors import AudioError, InterviewerError
from interviewer.session.wording import clock

if TYPE_CHECKING:
    from interviewer.session.history import Attempt
    from interviewer.session.runtime import Runtime
    from interviewer.session.sound import Level

_METER_WIDTH = 20


async def answer_by_voice(runtime: Runtime, attempt: Attempt) -> None:
    """Speak the question, record until Enter, and log that an answer is there.

    Enter also cuts the question short. The recording is finished and logged whatever ends it.

    Raises:
        AudioError: There is no microphone, or it was lost.
    """
    lines = Lines.of_stdin()
    warm_up = asyncio.create_task(runtime.models.warm_up())
    try:
        await _say(runtime, attempt.question.said, enter := lines.next())
        await asyncio.sleep(runtime.settings.listen_guard)
        await _listen(runtime, attempt, lines.next() if enter.done() else enter)
    finally:
        warm_up.cancel()
        with contextlib.suppress(asyncio.CancelledError, InterviewerError):  # whoever needs them will tell
            await warm_up


async def _say(runtime: Runtime, text: str, enter: asyncio.Future[bytes]) -> None:
    speech = asyncio.create_task(runtime.sound.say(text))
    enter.add_done_callback(lambda _: speech.cancel())
    try:
        await speech
    except asyncio.CancelledError:
        if not enter.done():
            raise
    except InterviewerError as error:
        output.error(f"{error} The question stands above.")


async def _listen(runtime: Runtime, attempt: Attempt, enter: asyncio.Future[bytes]) -> None:
    meter = Meter()
    runtime.sound.on_level = meter.show
    try:
        await runtime.sound.open_microphone(runtime.history.new_recording(attempt.id))
    except AudioError as error:
        raise AudioError(
            f"{error} You can answer in writing: interviewer ask {attempt.question.id} --text -"
        ) from error
    click.echo("Recording. Enter ends the answer.", err=True)
    try:
        await enter
    finally:
        meter.end()
        try:
            await runtime.sound.close_microphone()
        finally:
            runtime.history.answer(attempt.id, means="voice", seconds=meter.seconds)


class Meter:
    """Time and level of a recording, on one line of standard error that is drawn over and over."""

    def __init__(self) -> None:
        self.seconds = 0.0
        """Recorded so far."""
        self._warning: str | None = None

    def show(self, level: Level) -> None:
        """Draw what the microphone hears; a warning is printed above the line when it is new."""
        self.seconds = level.seconds
        if level.warning and level.warning != self._warning:
            self.end()
            output.error(level.warning)
        self._warning = level.warning
        if sys.stderr.isatty():
            bar = "▮" * round(level.level * _METER_WIDTH)
            click.echo(f"\r● {clock(level.seconds)}  {bar:<{_METER_WIDTH}}", nl=False, err=True)

    def end(self) -> None:
        """Leave the line."""
        if sys.stderr.isatty():
            click.echo(err=True)
