"""Trying the microphone and the speaker, with nothing left behind."""

from __future__ import annotations

import asyncio
import math
import tempfile
import wave
from array import array
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from interviewer.errors import InterviewerError
from interviewer.session.sound import Level, Sound

_HERTZ = 22_050
_NOTES = (523.25, 659.26)
"""C5 and E5, in hertz."""
_NOTE_SECONDS = 0.35
_VOLUME = 0.3


@asynccontextmanager
async def microphone(sound: Sound, on_level: Callable[[Level], None]) -> AsyncIterator[None]:
    """Have the microphone open within the block; what it hears is deleted after it.

    Args:
        sound: Whose microphone.
        on_level: Called some 15 times a second.

    Raises:
        AudioError: There is none, or it cannot be opened.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        sound.on_level = on_level
        try:
            try:
                await sound.open_microphone(Path(folder, "heard.wav"))
            except asyncio.CancelledError:
                await _close(sound)  # the calls are carried out in turn: it will have been opened by then
                raise
            try:
                yield
            finally:
                await _close(sound)
        finally:
            sound.on_level = lambda level: None


async def _close(sound: Sound) -> None:
    with suppress(InterviewerError):  # it was lost meanwhile
        await sound.close_microphone()


async def play_notes(sound: Sound) -> None:
    """Play two notes, which needs no voice engine.

    Raises:
        AudioError: There is no speaker, or it takes no sound.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder, "notes.wav")
        await asyncio.to_thread(_write_notes, file)
        await sound.play(file)


def _write_notes(file: Path) -> None:
    count = round(_HERTZ * _NOTE_SECONDS)
    samples = array(
        "h",
        (
            # Each fades in and out, so that nothing clicks.
            round(
                32_767 * _VOLUME * math.sin(math.pi * i / count) * math.sin(2 * math.pi * note * i / _HERTZ)
            )
            for note in _NOTES
            for i in range(count)
        ),
    )
    with wave.open(str(file), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(_HERTZ)
        wav.writeframes(samples.tobytes())
