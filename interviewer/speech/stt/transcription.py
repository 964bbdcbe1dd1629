"""From sound to a transcript, whichever Whisper decodes it: what surrounds the decoder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from interviewer.speech.audio import files
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.segment import Segment
from interviewer.speech.stt.silence import Speech, find_speech
from interviewer.speech.stt.transcript import Transcript, Word

BEAM_SIZE = 5
"""Hypotheses kept while decoding; base is better than tiny.en only with a beam."""

TEMPERATURES = (0.0, 0.2, 0.4)
"""Tried in turn while the text repeats itself or is improbable; hotter ones make text up."""

SHORT_WINDOW = 10.0
"""Seconds that the smallest models decode at once: with a prompt they drop whole spans of longer ones."""


def transcribe(
    audio: Path | npt.NDArray[np.float32],
    decode: Callable[[Speech], Iterable[Segment]],
    *,
    engine: str,
    model: str,
) -> Transcript:
    """Transcribe what is spoken in the audio, and nothing where nobody speaks.

    Args:
        audio: A sound file, or mono samples at 16 kHz.
        decode: Decodes the windows of a speech, with times in seconds of its samples.
        engine: Name of the engine, for the transcript.
        model: Name of the model, for the transcript.

    Raises:
        AudioError: The file cannot be read.
    """
    samples = files.load(audio) if isinstance(audio, Path) else audio
    speech = find_speech(samples, SHORT_WINDOW if model.startswith("tiny") else float("inf"))
    decoded = decode(speech) if speech.spans else ()
    believed = [segment for segment in decoded if segment.is_speech]
    return Transcript(
        text="".join(segment.text for segment in believed).strip(),
        words=tuple(_placed(word, speech) for segment in believed for word in segment.words),
        engine=engine,
        model=model,
        seconds=len(samples) / SAMPLE_RATE,
    )


def _placed(word: Word, speech: Speech) -> Word:
    start, end = speech.original(word.start, word.end)
    return Word(
        text=word.text.strip(), start=round(start, 3), end=round(end, 3), probability=float(word.probability)
    )
