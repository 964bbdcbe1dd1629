"""Cutting silence and noise away before anything is decoded (Silero VAD, as shipped in faster-whisper)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from faster_whisper.vad import VadOptions, get_speech_timestamps

from interviewer.speech.stt.engine import SAMPLE_RATE

LONGEST_WINDOW = 30
"""Seconds that Whisper can decode at once."""

SHORTEST_REST = 1.5
"""Seconds after the last word that may hide another one. The end of a word and the padding of a span were
measured to take up to 1.2 s."""

_VAD = VadOptions(
    threshold=0.6,  # stricter than Silero's 0.5; speech was measured to stay whole up to 0.7
    min_speech_duration_ms=200,  # "yes" is longer, a loud click is not
    max_speech_duration_s=LONGEST_WINDOW,
)

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of speech that is decoded at once, without the long pauses that were in it.

    Attributes:
        spans: First and last (exclusive) sample in the recording of each part with a voice in it.
        samples: Those parts one after the other, 30 s at most.
    """

    spans: tuple[tuple[int, int], ...]
    samples: Samples

    def after(self, seconds: float) -> Window | None:
        """What is left of it from there on, in seconds of `samples`; None if that holds no more speech."""
        skipped = int(min(seconds * SAMPLE_RATE, len(self.samples)))
        rest = self.samples[skipped:]
        if not skipped or len(rest) < SHORTEST_REST * SAMPLE_RATE or not speech_windows(rest):
            return None
        spans = []
        for first, last in self.spans:
            cut = min(skipped, last - first)
            skipped -= cut
            if first + cut < last:
                spans.append((first + cut, last))
        return Window(tuple(spans), rest)

    def recorded(self, start: float, end: float) -> tuple[float, float]:
        """When a word that lies at `start` to `end` in `samples` was said, in seconds of the recording."""
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


def speech_windows(samples: Samples) -> list[Window]:
    """What a voice was heard in, as few windows as hold it; none where there is only silence or noise.

    Args:
        samples: Mono, 16 kHz.
    """
    groups: list[list[tuple[int, int]]] = []
    length = 0
    for span in get_speech_timestamps(samples, _VAD):
        first, last = int(span["start"]), int(span["end"])
        length += last - first
        if groups and length <= LONGEST_WINDOW * SAMPLE_RATE:
            groups[-1].append((first, last))
        else:
            groups.append([(first, last)])
            length = last - first
    return [
        Window(tuple(spans), np.concatenate([samples[first:last] for first, last in spans]))
        for spans in groups
    ]
