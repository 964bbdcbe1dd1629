"""Engine `faster-whisper`: Whisper on CTranslate2."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import ctranslate2
import faster_whisper
import numpy as np
import numpy.typing as npt

from interviewer.settings import Settings
from interviewer.speech.stt import weights
from interviewer.speech.stt.device import OnDevice
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.segment import Segment
from interviewer.speech.stt.silence import Speech
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.speech.stt.transcription import BEAM_SIZE, TEMPERATURES, transcribe

ENGINE = "faster-whisper"

_PRECISION = {"cpu": "int8", "cuda": "float16"}

# On two cores a second thread gains nothing; 0 leaves the number to the library.
_THREADS = 1 if (os.cpu_count() or 1) <= 4 else 0


class FasterWhisperEngine:
    """Transcribes with CTranslate2: int8 on a CPU, float16 on a GPU.

    Raises:
        EngineError: The device asked for does not work.
        ModelError: The weights are not on this machine, or damaged.
    """

    def __init__(self, settings: Settings, models: Path) -> None:
        self.model = settings.stt_model or weights.default_model()
        folder = weights.resolve(self.model, ENGINE, models)

        def load(device: str) -> Any:
            return faster_whisper.WhisperModel(
                str(folder), device=device, compute_type=_PRECISION[device], cpu_threads=_THREADS
            )

        self._whisper = OnDevice(
            settings.stt_device,
            has_gpu=lambda: ctranslate2.get_cuda_device_count() > 0,
            load=load,
            weights=folder,
        )

    @property
    def device(self) -> str:
        """Where it runs now: `cpu` or `cuda`."""
        return self._whisper.device

    def transcribe(self, audio: Path | npt.NDArray[np.float32], terms: Sequence[str] = ()) -> Transcript:
        """See `SttEngine.transcribe`; the terms go into every window as `hotwords`."""
        return transcribe(
            audio, lambda speech: self._decode(speech, terms), engine=ENGINE, model=self.model
        )

    def check(self) -> str:
        """See `SttEngine.check`."""
        second = Speech(np.zeros(SAMPLE_RATE, np.float32), ((0, SAMPLE_RATE),), ((0.0, 1.0),))
        self._decode(second, ())
        return f"faster-whisper {faster_whisper.__version__} runs Whisper {self.model} {self._whisper}."

    def _decode(self, speech: Speech, terms: Sequence[str]) -> list[Segment]:
        # Decoding happens while the segments are iterated, so that has to be done inside `run`.
        return self._whisper.run(lambda model: list(_segments(model, speech, terms)))


def _segments(model: Any, speech: Speech, terms: Sequence[str]) -> Iterator[Segment]:
    segments, _ = model.transcribe(
        speech.samples,
        language="en",
        beam_size=BEAM_SIZE,
        temperature=TEMPERATURES,
        hotwords=", ".join(terms) or None,
        condition_on_previous_text=False,
        word_timestamps=True,
        clip_timestamps=[time for window in speech.windows for time in window],
    )
    for segment in segments:
        yield Segment(
            text=segment.text,
            words=tuple(
                Word(text=word.word, start=word.start, end=word.end, probability=word.probability)
                for word in segment.words or ()
            ),
            log_probability=segment.avg_logprob,
            no_speech=segment.no_speech_prob,
            compression_ratio=segment.compression_ratio,
        )
