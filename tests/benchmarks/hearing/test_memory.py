"""A long answer takes no more memory to follow than a short one."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from interviewer.speech.audio import files
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.live import LiveTranscription
from interviewer.speech.stt.transcript import Transcript


class Deaf:
    """An engine that takes neither time nor memory, so that what is measured is not Whisper."""

    model, device = "deaf", "cpu"

    def transcribe(self, audio: Path | npt.NDArray[np.float32], terms: Sequence[str] = ()) -> Transcript:
        return Transcript(text="", words=(), engine="deaf", model="deaf", seconds=0.0)

    def check(self) -> str:
        return "It hears nothing."


def test_ten_minutes_take_the_memory_of_one(fixtures: Path) -> None:
    clip = files.load(fixtures / "audio/austen.flac")
    answer = np.tile(clip, 600 * SAMPLE_RATE // len(clip) + 1)
    blocks = (answer[first : first + SAMPLE_RATE] for first in range(0, len(answer), SAMPLE_RATE))
    live = LiveTranscription(Deaf)

    def peak(seconds: int) -> int:
        """Most bytes that were held at once while so much was fed."""
        tracemalloc.reset_peak()
        for block in islice(blocks, seconds):
            live.feed(block)
            while live.heard().behind:
                time.sleep(0.001)
        return tracemalloc.get_traced_memory()[1]

    live.feed(clip)
    tracemalloc.start()
    try:
        first, rest = peak(60), peak(540)
        live.finish()
    finally:
        tracemalloc.stop()
    print(f"at most {first >> 10} KiB in the first minute, {rest >> 10} KiB in the nine after it")
    assert rest < 1.5 * first
