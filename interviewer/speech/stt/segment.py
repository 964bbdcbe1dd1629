"""A stretch of decoded text, and whether to believe it."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.speech.stt.transcript import Word

LOWEST_LOG_PROBABILITY = -1.2
"""Mean log-probability below which text is not believed. True speech was measured down to -1.04, words
that were made up in noise with a list of terms as prompt lay under -1.4."""

LOOP_COMPRESSION_RATIO = 2.4
"""Text that gzip shrinks by more than this repeats itself (Whisper's own limit)."""

LOOP_NO_SPEECH = 0.3
"""No-speech probability above which a repetition is the decoder's, not the speaker's: loops made up in
noise from a list of terms had 0.42 to 0.96 and log-probabilities near 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """What an engine decoded from one window; times in seconds of the audio it was given."""

    text: str
    words: tuple[Word, ...]
    log_probability: float
    """Mean over the tokens of the window."""
    no_speech: float
    """Probability that the window holds no speech, 0-1."""
    compression_ratio: float

    @property
    def is_speech(self) -> bool:
        """Whether the text can be believed, as opposed to made up where nobody spoke."""
        loops = self.compression_ratio > LOOP_COMPRESSION_RATIO and self.no_speech > LOOP_NO_SPEECH
        has_words = any(character.isalnum() for character in self.text)
        return has_words and self.log_probability >= LOWEST_LOG_PROBABILITY and not loops
