"""What was decoded from one window, and how far to believe it.

The limits were measured with base and tiny.en on 13 clips. Decoded without a prompt, silence and noise stay
under a log-probability of -0.87, with a no-speech probability above 0.72; true speech, also with a strong
accent, stays above -0.65, with 0.17 at most ("Yes." by itself). With a list of terms as prompt the decoder
writes them into noise at up to -0.52, or repeats them with log-probabilities near 0; the no-speech
probability is then 0.30 to 0.96, and for speech mostly under 0.2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from interviewer.speech.stt.language import ENGLISH
from interviewer.speech.stt.repetition import without_repetition
from interviewer.speech.stt.transcript import Word

_BELIEVED = -1.0
_DOUBTED, _DOUBTED_NO_SPEECH = -0.5, 0.2
_NOBODY = 0.6
"""Whisper's own limit."""
_LOOPS = 2.4
"""Whisper's own limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Text decoded from one window; the times of its words in seconds of the window.

    Attributes:
        text: The text.
        words: Its words.
        log_probability: Mean over the tokens.
        no_speech: Probability that nobody speaks in the window, 0-1.
        compression_ratio: Size of the text over its size compressed.
        language: Code of the language that it was decoded as.
    """

    text: str
    words: tuple[Word, ...]
    log_probability: float
    no_speech: float
    compression_ratio: float
    language: str = ENGLISH

    @property
    def end(self) -> float:
        """When the last word ends, in seconds of the window; infinite where no word has a time."""
        return self.words[-1].end if self.words else float("inf")

    @property
    def loops(self) -> bool:
        """Whether the decoder got caught in repeating itself."""
        return self.compression_ratio > _LOOPS

    @property
    def is_doubtful(self) -> bool:
        """Whether a prompt may have put the text where nobody spoke."""
        return self.loops or self.log_probability < _DOUBTED or self.no_speech > _DOUBTED_NO_SPEECH

    @property
    def is_speech(self) -> bool:
        """Whether the text was said. Tells speech from noise only for what was decoded without a prompt."""
        least = _DOUBTED if self.no_speech > _NOBODY else _BELIEVED
        return self.log_probability >= least and any(character.isalnum() for character in self.text)

    def without_loops(self) -> Segment:
        """The same, with what the decoder repeated over and over kept once."""
        if not self.loops:
            return self
        words = without_repetition(self.words)
        return replace(self, words=words, text="".join(word.text for word in words))
