"""Engine `faster-whisper`: Whisper on CTranslate2."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ctranslate2
import faster_whisper
import numpy as np

from interviewer.settings import Settings
from interviewer.speech.stt import weights
from interviewer.speech.stt.device import OnDevice
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.language import language_of
from interviewer.speech.stt.published import FASTER_WHISPER
from interviewer.speech.stt.segment import Segment
from interviewer.speech.stt.silence import Samples
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.speech.stt.transcription import BEAM_SIZE, transcribe

_PRECISION = {"cpu": "int8", "cuda": "float16"}

# On two cores a second thread gains nothing; 0 leaves the number to the library.
_THREADS = 1 if (os.cpu_count() or 1) <= 4 else 0


class FasterWhisperEngine:
    """Transcribes with CTranslate2: int8 on a CPU, float16 on a GPU.

    Raises:
        EngineError: The device asked for does not work, or the model does not know the language.
        ModelError: The weights are not on this machine, or damaged.
    """

    def __init__(self, settings: Settings, models: Path) -> None:
        self.model = settings.stt_model or weights.default_model()
        folder = weights.resolve(self.model, FASTER_WHISPER, models)

        def load(device: str) -> Any:
            return faster_whisper.BatchedInferencePipeline(
                faster_whisper.WhisperModel(
                    str(folder), device=device, compute_type=_PRECISION[device], cpu_threads=_THREADS
                )
            )

        self._whisper = OnDevice(
            settings.stt_device,
            has_gpu=lambda: ctranslate2.get_cuda_device_count() > 0,
            load=load,
            weights=folder,
        )
        known = self._whisper.run(lambda pipeline: pipeline.model.supported_languages)
        self._language = language_of(settings.stt_language, known, self.model)

    @property
    def device(self) -> str:
        """Where it runs now: `cpu` or `cuda`."""
        return self._whisper.device

    def transcribe(self, audio: Path | Samples, terms: Sequence[str] = ()) -> Transcript:
        """See `SttEngine.transcribe`."""
        return transcribe(
            audio, terms, self._decode, engine=FASTER_WHISPER, model=self.model, language=self._language
        )

    def check(self) -> str:
        """See `SttEngine.check`."""
        self._decode(np.zeros(SAMPLE_RATE, np.float32), "")
        return f"faster-whisper {faster_whisper.__version__} runs Whisper {self.model} {self._whisper}."

    def _decode(self, samples: Samples, prompt: str) -> Segment:
        return self._whisper.run(lambda pipeline: _decoded(pipeline, samples, prompt, self._language))


def _decoded(pipeline: Any, samples: Samples, prompt: str, language: str | None) -> Segment:
    segments, found = pipeline.transcribe(
        samples,
        language=language,
        beam_size=BEAM_SIZE,
        temperature=0.0,
        hotwords=prompt or None,
        without_timestamps=True,
        word_timestamps=True,
        clip_timestamps=[{"start": 0, "end": len(samples) / SAMPLE_RATE}],
    )
    (segment,) = segments
    return Segment(
        text=segment.text,
        words=tuple(
            Word(
                text=word.word,
                start=float(word.start),
                end=float(word.end),
                probability=float(word.probability),
            )
            for word in segment.words
        ),
        log_probability=segment.avg_logprob,
        no_speech=segment.no_speech_prob,
        compression_ratio=segment.compression_ratio,
        language=found.language,
    )
