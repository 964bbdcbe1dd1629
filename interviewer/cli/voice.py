"""Asking aloud and listening, with a line of text for a screen."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli import output
from interviewer.cli.lines import Lines
from interviewer.cli.recording_line import RecordingLine
from interviewer.errors import AudioError, InterviewerError
from interviewer.session.commands import cancel
from interviewer.session.live_answer import LiveAnswer

if TYPE_CHECKING:
    from interviewer.session.history import Attempt
    from interviewer.session.runtime import Runtime

_POLL_SECONDS = 0.1


async def answer_by_voice(runtime: Runtime, attempt: Attempt) -> None:
    """Speak the question, record until Enter or a long pause, and log that an answer is there.

    Enter also cuts the question short. The words are shown as they are heard. The recording is finished and
    logged whatever ends it; where the microphone is lost, what it has heard until then is the answer.

    Raises:
        AudioError: There is no microphone.
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
    live = LiveAnswer(runtime.settings.end_of_turn)
    line = RecordingLine(live)
    file = runtime.history.new_recording(attempt.id)
    lost = asyncio.Event()  # the sound process is gone: what it has recorded is the answer
    runtime.sound.on_ended = lost.set
    runtime.sound.on_level, runtime.models.on_heard = line.show_level, line.show_heard
    try:
        await runtime.sound.open_microphone(file)
    except AudioError as error:
        raise AudioError(
            f"{error} You can answer in writing: interviewer ask {attempt.question.id} --text -"
        ) from error
    pause = f", and so does a pause of {live.pause:g} s" if live.pause else ""
    click.echo(f"Recording. Enter ends the answer{pause}.", err=True)
    following = asyncio.create_task(_follow(runtime, attempt, file))
    try:
        while not (enter.done() or live.over or lost.is_set()):
            await asyncio.wait({enter}, timeout=_POLL_SECONDS)
    finally:
        line.clear()
        await cancel(following)
        spoken = line.seconds - (live.silence if live.over else 0.0)
        try:
            await runtime.sound.close_microphone()
        except InterviewerError as error:
            output.error(f"{error} The answer so far is taken.")
        finally:
            runtime.history.answer(attempt.id, means="voice", seconds=spoken)


async def _follow(runtime: Runtime, attempt: Attempt, file: Path) -> None:
    with contextlib.suppress(InterviewerError):  # then the recording is transcribed after the answer
        terms = await asyncio.to_thread(runtime.vocabulary, attempt.question)
        await runtime.models.listen(file, terms)
