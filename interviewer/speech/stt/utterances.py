"""Cutting speech into utterances while it is spoken.

Each cut costs a pass of Whisper's encoder, whose length is always 30 s, and takes the words around it their
context. No cut lets all wait for the end. So an utterance ends at a pause; the longer it is already, the
shorter a pause will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.voice import VOICE_ENDS
from interviewer.speech.stt.voice_activity import FRAME, Frames, Samples

_SECOND = SAMPLE_RATE // FRAME
"""Frames, rounded down."""

LONGEST = 28 * _SECOND
"""Frames of an utterance at most: with the padding of its speech it fits into one window of Whisper."""

_SHORTEST, _LONG = 6 * _SECOND, 24 * _SECOND
_PAUSE_ANYWAY, _PAUSE_AT_SHORTEST, _PAUSE_AT_LONG = 2.0 * _SECOND, 0.5 * _SECOND, 0.2 * _SECOND
"""Pause that ends an utterance of any length, and of those lengths."""

_PADDING = round(0.4 * _SECOND)
"""Silence kept around a voice: a word begins and ends more softly than the detector hears."""

_SMOOTHING = np.ones(5) / 5


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of speech.

    Attributes:
        first: Its first sample in the recording.
        samples: The sound: mono, 16 kHz, 28 s at most.
        voice_end: Sample of the recording where its last voice ends. Two that begin and end their voice
            alike hold the same words.
    """

    first: int
    samples: Samples
    voice_end: int


class Utterances:
    """Cuts one stream of frames. Where nobody spoke is left out; all else is in exactly one utterance.

    They are taken when there is time to decode one. Whoever comes late gets longer ones, for which the
    encoder costs no more, and so catches up.
    """

    def __init__(self) -> None:
        self._sound: list[Samples] = []
        self._probabilities: list[float] = []
        self._first = 0
        """Frame of the recording with which what is not yet taken begins."""
        self.ended = False
        """Whether nothing follows."""

    def feed(self, frames: Frames) -> None:
        """Append the next frames of the recording."""
        self._sound += list(frames.sound)
        self._probabilities += frames.probabilities.tolist()
        self._skip_silence()

    def end(self) -> None:
        """Nothing follows: what is left is finished, too."""
        self.ended = True
        self._skip_silence()

    @property
    def waiting(self) -> float:
        """Seconds of finished utterances that nobody has taken."""
        voiced = self._voiced()
        cuts = [begin for begin, end in _pauses(voiced) if end - begin >= _pause_that_ends(begin)]
        finished = len(voiced) if self.ended else max(cuts, default=max(0, len(voiced) - LONGEST))
        return finished * FRAME / SAMPLE_RATE

    def take(self) -> Utterance | None:
        """The next finished utterance, as long as there is one; None while there is none."""
        cut = self._cut()
        if not cut:
            return None
        utterance = self._utterance(cut)
        self._drop(cut)
        self._skip_silence()
        return utterance

    def unfinished(self, pause: float) -> Utterance | None:
        """What will be an utterance if nothing more is said; None where that is nothing, or too much.

        Args:
            pause: Seconds for which nobody must have spoken by now.
        """
        length = len(self._probabilities)
        silent = length - self._voice_end(length)
        if silent == length or silent * FRAME < pause * SAMPLE_RATE or length > LONGEST:
            return None
        return self._utterance(length)

    def _cut(self) -> int:
        """Frames of the next finished utterance; 0 without one."""
        voiced = self._voiced()
        if self.ended and len(voiced) <= LONGEST:
            return len(voiced)
        cut = 0
        for begin, end in _pauses(voiced):
            if begin < LONGEST - _PADDING and end - begin >= _pause_that_ends(begin):
                cut = begin + min(_PADDING, (end - begin) // 2)
        if not cut and len(voiced) > LONGEST:
            return self._quietest(LONGEST // 2, LONGEST)
        return cut

    def _quietest(self, first: int, last: int) -> int:
        smooth = np.convolve(self._probabilities[first:last], _SMOOTHING, mode="same")
        edge = len(_SMOOTHING) // 2  # where a part of the sum is missing
        return first + edge + int(smooth[edge:-edge].argmin())

    def _utterance(self, length: int) -> Utterance:
        return Utterance(
            first=self._first * FRAME,
            samples=np.concatenate(self._sound[:length]),
            voice_end=(self._first + self._voice_end(length)) * FRAME,
        )

    def _voiced(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self._probabilities) >= VOICE_ENDS

    def _voice_end(self, length: int) -> int:
        """The frame after the last voiced one of the first frames; 0 where none is."""
        return int(np.flatnonzero(self._voiced()[:length]).max(initial=-1)) + 1

    def _skip_silence(self) -> None:
        """Let go of the silence before the next voice."""
        voiced = np.flatnonzero(self._voiced())
        if len(voiced):
            self._drop(max(0, int(voiced[0]) - _PADDING))
        else:
            self._drop(max(0, len(self._probabilities) - (0 if self.ended else _PADDING)))

    def _drop(self, frames: int) -> None:
        self._first += frames
        del self._sound[:frames], self._probabilities[:frames]


def _pauses(voiced: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) frame of each silence after a voice, also of the one that goes on still."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], voiced, [True]]).astype(np.int8)))
    begins_and_ends = edges[1:].tolist()  # after the first voice
    yield from zip(begins_and_ends[::2], begins_and_ends[1::2], strict=False)


def _pause_that_ends(length: int) -> float:
    """Frames of silence that end an utterance of that length."""
    if length < _SHORTEST:
        return _PAUSE_ANYWAY
    share = min(1.0, (length - _SHORTEST) / (_LONG - _SHORTEST))
    return _PAUSE_AT_SHORTEST + share * (_PAUSE_AT_LONG - _PAUSE_AT_SHORTEST)
