"""From sound to a transcript, whichever Whisper decodes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from interviewer.speech.audio import files
from interviewer.speech.stt import fillers
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.language import ENGLISH
from interviewer.speech.stt.segment import Segment
from interviewer.speech.stt.silence import Samples, Window, speech_windows
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.speech.stt.voiced import voiced

BEAM_SIZE = 5
"""Hypotheses kept while decoding; base is better than tiny.en only with a beam."""

Decode = Callable[[Samples, str], Segment]
"""Decodes a window of 30 s at most, at temperature 0, without timestamp tokens; the prompt may be empty.

Each window by itself and without timestamp tokens: text decoded before leads astray, and a decoder that seeks
by its own timestamps decodes the rest of the window once more, where it makes text up from the prompt.
"""


def transcribe(
    audio: Path | Samples,
    terms: Sequence[str],
    decode: Decode,
    *,
    engine: str,
    model: str,
    language: str | None,
) -> Transcript:
    """Transcribe what is spoken in the audio, and nothing where nobody speaks.

    Args:
        audio: A sound file, or mono samples at 16 kHz.
        terms: Technical words to expect.
        decode: Decodes one window of it.
        engine: Name of the engine, for the transcript.
        model: Name of the model, for the transcript.
        language: Code of the language that is decoded; None where it is detected.

    Raises:
        AudioError: The file cannot be read.
    """
    samples = files.load(audio) if isinstance(audio, Path) else audio
    prompt = fillers.prompt(terms) if language == ENGLISH else ", ".join(terms)
    spoken = [part for window in speech_windows(samples) for part in _spoken(window, prompt, decode)]
    words = [
        _recorded(word, window) for window, segment in spoken for word in segment.words if word.text.strip()
    ]
    heard = Transcript(
        text=" ".join(segment.text.strip() for _, segment in spoken),
        words=voiced(words, samples),
        engine=engine,
        model=model,
        seconds=len(samples) / SAMPLE_RATE,
        language=_language(segment for _, segment in spoken),
    )
    return fillers.parted(heard) if heard.language == ENGLISH else heard


def _spoken(window: Window, prompt: str, decode: Decode) -> Iterator[tuple[Window, Segment]]:
    """The text of a window. Whisper may stop at the end of a sentence; what is left is decoded as well."""
    left: Window | None = window
    while left:
        segment = _heard(left, prompt, decode)
        if not segment.is_speech:
            return
        yield left, segment.without_loops()
        left = left.after(segment.end)


def _heard(window: Window, prompt: str, decode: Decode) -> Segment:
    """The text of a window; without the prompt where the prompt, not the speaker, may have written it."""
    segment = decode(window.samples, prompt)
    # A filler alone is what the prompt is full of.
    if not prompt or not (segment.is_doubtful or fillers.is_all(segment.text)):
        return segment
    unprompted = decode(window.samples, "")
    believed = unprompted.is_speech and segment.is_speech and not segment.loops
    return segment if believed else unprompted


def _language(segments: Iterable[Segment]) -> str:
    """The language of the most words; where it is detected, a short window may be taken for another one."""
    words: Counter[str] = Counter()
    for segment in segments:
        words[segment.language] += len(segment.words)
    return max(words, key=words.__getitem__, default=ENGLISH)


def _recorded(word: Word, window: Window) -> Word:
    start, end = window.recorded(word.start, word.end)
    return Word(
        text=word.text.strip(), start=round(start, 3), end=round(end, 3), probability=word.probability
    )
