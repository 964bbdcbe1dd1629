"""Whether somebody speaks, and for how long nobody has."""

from __future__ import annotations

from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.voice_activity import FRAME, Samples

VOICE_BEGINS, VOICE_ENDS = 0.6, 0.45
"""Probabilities from which on a frame begins a voice, and under which it ends one; as in `silence`."""

_FRAME_SECONDS = FRAME / SAMPLE_RATE
_SHORTEST_SECONDS = 0.2


class Voice:
    """Follows one stream of probabilities. A click or a cough shorter than any word is no voice."""

    def __init__(self) -> None:
        self.speaking = False
        """Whether a voice is heard now."""
        self.voiced = False
        """Whether one was heard at all."""
        self.silence = 0.0
        """Seconds since the last voice; before the first one since the beginning."""
        self._seconds = 0.0
        """Of the sound that is going on now, and may turn out to be a voice."""

    def feed(self, probabilities: Samples) -> None:
        """Follow the next frames."""
        for probability in probabilities:
            sounds = probability >= (VOICE_ENDS if self._seconds else VOICE_BEGINS)
            self._seconds = self._seconds + _FRAME_SECONDS if sounds else 0.0
            self.speaking = self._seconds >= _SHORTEST_SECONDS
            self.voiced = self.voiced or self.speaking
            self.silence = 0.0 if self.speaking else self.silence + _FRAME_SECONDS
