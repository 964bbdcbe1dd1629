"""From sound to a transcript, whichever Whisper decodes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from interviewer.speech.audio import files
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.segment import Segment
from interviewer.speech.stt.silence import Samples, Window, speech_windows
from interviewer.speech.stt.transcript import Transcript, Word

LANGUAGE = "en"

BEAM_SIZE = 5
"""Hypotheses kept while decoding; base is better than tiny.en only with a beam."""

Decode = Callable[[Samples, str], Segment]
"""Decodes a window of 30 s at most, at temperature 0, without timestamp tokens; the prompt may be empty.

Each window by itself and without timestamp tokens: text decoded before leads astray, and a decoder that seeks
by its own timestamps decodes the rest of the window once more, where it makes text up from the prompt.
"""


def transcribe(
    audio: Path | Samples, terms: Sequence[str], decode: Decode, *, engine: str, model: str
) -> Transcript:
    """Transcribe what is spoken in the audio, and nothing where nobody speaks.

    Args:
        audio: A sound file, or mono samples at 16 kHz.
        terms: Technical words to expect.
        decode: Decodes one window of it.
        engine: Name of the engine, for the transcript.
        model: Name of the model, for the transcript.

    Raises:
        AudioError: The file cannot be read.
    """
    samples = files.load(audio) if isinstance(audio, Path) else audio
    spoken = [
        part for window in speech_windows(samples) for part in _spoken(window, ", ".join(terms), decode)
    ]
    return Transcript(
        text=" ".join(segment.text.strip() for _, segment in spoken),
        words=tuple(_recorded(word, window) for window, segment in spoken for word in segment.words),
        engine=engine,
        model=model,
        seconds=len(samples) / SAMPLE_RATE,
    )


def _spoken(window: Window, prompt: str, decode: Decode) -> Iterator[tuple[Window, Segment]]:
    """The text of a window. Whisper may stop at the end of a sentence; what is left is decoded as well."""
    left: Window | None = window
    while left:
        segment = _heard(left, prompt, decode)
        if not segment.is_speech:
            return
        yield left, segment
        left = left.after(segment.end)


def _heard(window: Window, prompt: str, decode: Decode) -> Segment:
    """The text of a window; without the prompt where the prompt, not the speaker, may have written it."""
    segment = decode(window.samples, prompt)
    if not prompt or not segment.is_doubtful:
        return segment
    unprompted = decode(window.samples, "")
    return unprompted if segment.loops or not unprompted.is_speech else segment


def _recorded(word: Word, window: Window) -> Word:
    start, end = window.recorded(word.start, word.end)
    return Word(
        text=word.text.strip(), start=round(start, 3), end=round(end, 3), probability=word.probability
    )
