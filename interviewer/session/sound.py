"""The speaker and the microphone, as the conductor and the faces use them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec

from interviewer.locations import Locations
from interviewer.session.finding import Finding
from interviewer.session.worker.client import ENDED, Worker
from interviewer.settings import Settings
from interviewer.speech.recording import Recording


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """What the microphone hears now."""

    level: float
    """0-1, for a meter."""
    seconds: float
    """Recorded so far."""
    warning: str | None
    """A sentence when the microphone seems dead or muted."""


class Sound:
    """Speaks, plays and records in a worker process of its own, which loads no model.

    So a model that is loading never makes speech stutter, and one that crashes never costs a recording.
    """

    def __init__(self, settings: Settings, locations: Locations) -> None:
        self.on_level: Callable[[Level], None] = lambda level: None
        self.on_ended: Callable[[], None] = lambda: None
        """Called when the process is gone, expected or not."""
        self._worker = Worker("sound", settings, locations, self._on_event)
        self._turn = 0

    async def start(self) -> None:
        """Start the process, so that the first question need not wait for it."""
        await self._worker.start()

    async def say(self, text: str) -> bool:
        """Speak; whether it came to its end. Cancelling the task falls silent."""
        return await self._until_silent("say", text=text)

    async def play(self, file: Path) -> bool:
        """Play a sound file; whether it came to its end. Cancelling the task falls silent."""
        return await self._until_silent("play", file=file)

    async def stop(self) -> None:
        """Cut short what is spoken or played."""
        await self._worker.call("stop", None, turn=self._turn)

    async def render(self, text: str, file: Path) -> Recording | None:
        """Speak into a WAV file; None where the engine is silent."""
        return await self._worker.call("render", Recording | None, text=text, file=file)

    async def open_microphone(self, file: Path) -> None:
        """Record into a file; returns when sound comes in."""
        await self._worker.call("open_microphone", None, file=file)

    async def pause_microphone(self) -> None:
        """Close the device, keep the recording open."""
        await self._worker.call("pause_microphone", None)

    async def resume_microphone(self) -> None:
        """Open the device again, on the same recording."""
        await self._worker.call("resume_microphone", None)

    async def close_microphone(self) -> Recording:
        """Finish the recording."""
        return await self._worker.call("close_microphone", Recording)

    async def convert(self, file: Path, target: Path) -> Recording:
        """Write the sound of any file as a recording of ours; `target` must not exist yet."""
        return await self._worker.call("convert", Recording, file=file, target=target)

    async def check(self, part: Literal["voice", "speaker", "microphone"]) -> Finding:
        """Whether a part works, told by trying it; raises what is wrong. Cancelling ends the process."""
        return await self._worker.work(f"check_{part}", Finding)

    async def close(self) -> None:
        """End the process; an open recording is finished first."""
        await self._worker.close()

    async def _until_silent(self, method: str, **params: Any) -> bool:
        self._turn += 1
        ended = False
        try:
            played: bool = await self._worker.call(method, bool, turn=self._turn, **params)
            ended = True
            return played
        finally:
            if not ended and self._worker.pid:
                await self.stop()

    def _on_event(self, name: str, data: dict[str, Any]) -> None:
        if name == "level":
            self.on_level(msgspec.convert(data, Level))
        elif name == ENDED:
            self.on_ended()
