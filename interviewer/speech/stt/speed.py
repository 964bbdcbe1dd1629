"""How fast a transcription engine is on this machine."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewer.settings import Settings
from interviewer.speech.stt.published import PUBLISHED

CLIP = Path(__file__).parent / "clip" / "austen.flac"
"""27 s from Jane Austen, *Sense and Sensibility*, read for LibriVox; public domain."""

TAIL_SECONDS = 8.0
"""What is mostly left to transcribe when the candidate stops speaking."""

LONGEST_WAIT = 1.0
"""Seconds that a model may take for such a tail to be recommended."""

SLOWEST = 4.0
"""Seconds of speech a second that a recommended model transcribes, so that it keeps up on a busy machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """One model on one engine, measured in a process of its own."""

    engine: str
    model: str
    device: str
    load_seconds: float
    """To import the engine and load the weights."""
    real_time_factor: float
    """Seconds of speech that are transcribed in a second; the median of several runs."""
    tail_seconds: float
    """Median time for the last 8 s of an answer."""
    memory: int | None
    """Most bytes of memory that the process held; None where the system does not say."""

    @property
    def keeps_up(self) -> bool:
        """Whether one can speak with it without waiting."""
        return self.tail_seconds <= LONGEST_WAIT and self.real_time_factor >= SLOWEST


def measure(settings: Settings, models: Path, runs: int = 3) -> Speed:
    """Load the engine that the settings name, in this process, and time it on the clip.

    Args:
        settings: `stt_engine`, `stt_model` and so on.
        models: Folder of joined and fetched weights.
        runs: Of each measurement, after one that warms up.

    Raises:
        EngineError: There is no such engine, it is not installed, or decoding fails.
        ModelError: The weights are not on this machine.
    """
    begun = time.perf_counter()
    from interviewer.speech import stt
    from interviewer.speech.audio import files
    from interviewer.speech.stt.engine import SAMPLE_RATE

    engine = stt.load(settings, models)
    loaded = time.perf_counter() - begun
    clip = files.load(CLIP)
    tail = clip[: round(TAIL_SECONDS * SAMPLE_RATE)]
    engine.transcribe(tail)
    whole = _median_seconds(lambda: engine.transcribe(clip), runs)
    return Speed(
        engine=settings.stt_engine,
        model=engine.model,
        device=engine.device,
        load_seconds=loaded,
        real_time_factor=len(clip) / SAMPLE_RATE / whole,
        tail_seconds=_median_seconds(lambda: engine.transcribe(tail), runs),
        memory=_peak_memory(),
    )


def recommended(speeds: Sequence[Speed]) -> Speed | None:
    """The most accurate model that keeps up, on its fastest engine; else the one with the shortest tail.

    Among the published models the larger is the more accurate; one of the user's own comes before them all.
    """
    sizes = list(PUBLISHED)

    def size(speed: Speed) -> int:
        return sizes.index(speed.model) if speed.model in sizes else len(sizes)

    able = [speed for speed in speeds if speed.keeps_up]
    if able:
        return max(able, key=lambda speed: (size(speed), -speed.tail_seconds))
    return min(speeds, key=lambda speed: speed.tail_seconds, default=None)


def _median_seconds(work: Callable[[], object], runs: int) -> float:
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return sorted(taken)[runs // 2]


def _peak_memory() -> int | None:
    try:
        import resource
    except ImportError:  # not on Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
