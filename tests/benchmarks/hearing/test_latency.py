"""What is listened to is transcribed soon after its end, however long it was; full table in `latency`."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from interviewer.settings import Settings
from interviewer.speech import stt
from interviewer.speech.audio import files
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.live import LiveTranscription

Samples = npt.NDArray[np.float32]


def processor_seconds_after_the_end(engine: stt.SttEngine, answer: Samples) -> float:
    """What is left to do when an answer ends that was listened to without haste."""
    live = LiveTranscription(lambda: engine)
    for first in range(0, len(answer), SAMPLE_RATE // 5):
        live.feed(answer[first : first + SAMPLE_RATE // 5])
        while live.heard().behind:
            time.sleep(0.01)
    begun = time.process_time()
    assert live.finish().heard_speech
    return time.process_time() - begun


def test_the_end_of_an_answer_takes_a_fraction_of_the_whole(shared_cache: Path, fixtures: Path) -> None:
    engine = stt.load(Settings(stt_model="tiny.en", stt_device="cpu"), shared_cache / "models")
    names = ("az_service", "so762_1030", "austen")
    clips = [files.load(fixtures / "audio" / f"{name}.flac") for name in names]
    answer = np.concatenate(clips)
    engine.transcribe(clips[2])
    tail = processor_seconds_after_the_end(engine, answer)
    begun = time.process_time()
    assert engine.transcribe(answer).heard_speech
    whole = time.process_time() - begun
    print(f"{len(answer) / SAMPLE_RATE:.0f} s: the end alone is {whole / tail:.1f} times faster")
    assert whole > 3 * tail
