"""Cutting silence and noise away before anything is decoded (Silero VAD, as shipped in faster-whisper)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interviewer.speech.stt.engine import SAMPLE_RATE

THRESHOLD = 0.6
"""Probability of voice above which a frame of 32 ms is speech."""

SHORTEST_SPEECH = 0.2
"""Seconds of voice that count; a single loud click is shorter, "yes" is longer."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Audio without its long pauses, and where its parts came from.

    Attributes:
        samples: The parts with a voice in them, one after the other.
        spans: First and last (exclusive) sample of each part in the original audio.
        windows: Where to start and stop decoding, in seconds of `samples`.
    """

    samples: npt.NDArray[np.float32]
    spans: tuple[tuple[int, int], ...]
    windows: tuple[tuple[float, float], ...]

    def original(self, start: float, end: float) -> tuple[float, float]:
        """Times in the original audio, in seconds, of a word that lies at `start` to `end` in `samples`."""
        middle = (start + end) / 2 * SAMPLE_RATE
        joined = 0
        for first, last in self.spans:
            shift = first - joined
            joined += last - first
            if middle < joined:
                break
        # A word never reaches over a pause that was cut out.
        low, high = (min(max(time * SAMPLE_RATE + shift, first), last) for time in (start, end))
        return low / SAMPLE_RATE, high / SAMPLE_RATE


def find_speech(samples: npt.NDArray[np.float32], longest: float = float("inf")) -> Speech:
    """Keep what a voice was heard in.

    Args:
        samples: Mono, 16 kHz.
        longest: Longest window to decode at once, in seconds; windows are cut at pauses.

    Returns:
        The speech; without samples, spans and windows where there is none.
    """
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(
        threshold=THRESHOLD,
        min_speech_duration_ms=round(SHORTEST_SPEECH * 1000),
        max_speech_duration_s=longest,
    )
    spans = tuple((int(span["start"]), int(span["end"])) for span in get_speech_timestamps(samples, options))
    parts = [samples[first:last] for first, last in spans]
    return Speech(
        samples=np.concatenate(parts) if parts else np.zeros(0, np.float32),
        spans=spans,
        windows=_windows([len(part) / SAMPLE_RATE for part in parts], longest),
    )


def _windows(lengths: list[float], longest: float) -> tuple[tuple[float, float], ...]:
    """As few windows as hold the parts in order, none longer than `longest`."""
    windows: list[tuple[float, float]] = []
    position = 0.0
    for length in lengths:
        end = position + length
        if windows and end - windows[-1][0] <= longest:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((position, end))
        position = end
    return tuple(windows)
