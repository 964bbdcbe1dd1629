"""Listening to an answer: the recording is followed on disk, so what is heard is what is kept."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from interviewer.session.worker.service import Emit
from interviewer.speech.audio.growing_wav import LONGEST_READ, GrowingWav
from interviewer.speech.stt import SttEngine
from interviewer.speech.stt.live import LiveTranscription
from interviewer.speech.stt.transcript import Transcript

_LOOK_SECONDS = 0.1
_LOOKS_AN_EVENT = 2


class Listening:
    """Follows one recording from its beginning, in a thread of its own.

    Events: `heard` about five times a second, with the fields of `Heard`.

    Args:
        file: A recording of ours, which may still grow.
        terms: Vocabulary to expect.
        load: Gives the engine that transcribes; called in another thread.
        emit: Sends the events.

    Raises:
        EngineError: The voice detector is not installed.
    """

    def __init__(self, file: Path, terms: Sequence[str], load: Callable[[], SttEngine], emit: Emit) -> None:
        self.file = file
        self._wav, self._live, self._emit = GrowingWav(file), LiveTranscription(load, terms), emit
        self._stopped = threading.Event()
        pool = ThreadPoolExecutor(1, thread_name_prefix="listening")
        self._followed = pool.submit(self._follow)
        pool.shutdown(wait=False)

    def finish(self) -> Transcript:
        """The transcript of the whole recording, which is complete now.

        Raises:
            AudioError: The recording could not be followed to its end.
            EngineError: Decoding failed.
            ModelError: The weights are not on this machine.
        """
        self._stopped.set()
        self._followed.result()
        while len(samples := self._wav.read()):
            self._live.feed(samples)
        return self._live.finish()

    def stop(self) -> None:
        """Give it up; returns at once."""
        self._stopped.set()
        self._live.drop()

    def _follow(self) -> None:
        for look in itertools.count():
            samples = self._wav.read()
            self._live.feed(samples)
            if look % _LOOKS_AN_EVENT == 0:
                self._emit("heard", asdict(self._live.heard()))
            if self._stopped.wait(0.0 if len(samples) == LONGEST_READ else _LOOK_SECONDS):
                return
