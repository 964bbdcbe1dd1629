"""Engine `whisper`: openai-whisper on PyTorch."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import whisper

from interviewer.settings import Settings
from interviewer.speech.stt import weights
from interviewer.speech.stt.device import OnDevice
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.segment import Segment
from interviewer.speech.stt.silence import Speech
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.speech.stt.transcription import BEAM_SIZE, TEMPERATURES, transcribe

ENGINE = "whisper"

_ENGLISH_VOCABULARY = 51864
"""Tokens of the models that know English alone."""


class WhisperEngine:
    """Transcribes with PyTorch: float32 on a CPU, float16 on a GPU.

    Raises:
        EngineError: The device asked for does not work.
        ModelError: The weights are not on this machine, or damaged.
    """

    def __init__(self, settings: Settings, models: Path) -> None:
        self.model = settings.stt_model or weights.default_model()
        checkpoint = weights.resolve(self.model, ENGINE, models)

        def load(device: str) -> Any:
            if device == "cpu":
                # PyTorch's threads spin: two on a busy machine are ten times slower than one.
                torch.set_num_threads(1)
            model = whisper.load_model(str(checkpoint), device="cpu")
            _mark_alignment_heads(model)
            return model.to(device)

        self._whisper = OnDevice(
            settings.stt_device, has_gpu=torch.cuda.is_available, load=load, weights=checkpoint
        )

    @property
    def device(self) -> str:
        """Where it runs now: `cpu` or `cuda`."""
        return self._whisper.device

    def transcribe(self, audio: Path | npt.NDArray[np.float32], terms: Sequence[str] = ()) -> Transcript:
        """See `SttEngine.transcribe`; the terms go into every window as a carried initial prompt."""
        return transcribe(
            audio, lambda speech: self._decode(speech, terms), engine=ENGINE, model=self.model
        )

    def check(self) -> str:
        """See `SttEngine.check`."""
        second = Speech(np.zeros(SAMPLE_RATE, np.float32), ((0, SAMPLE_RATE),), ((0.0, 1.0),))
        self._decode(second, ())
        return f"openai-whisper {whisper.__version__} runs Whisper {self.model} {self._whisper}."

    def _decode(self, speech: Speech, terms: Sequence[str]) -> list[Segment]:
        return self._whisper.run(lambda model: list(_segments(model, speech, terms)))


def _segments(model: Any, speech: Speech, terms: Sequence[str]) -> Iterator[Segment]:
    result = model.transcribe(
        speech.samples,
        language="en",
        beam_size=BEAM_SIZE,
        temperature=TEMPERATURES,
        initial_prompt=", ".join(terms) or None,
        carry_initial_prompt=True,
        condition_on_previous_text=False,
        word_timestamps=True,
        clip_timestamps=[time for window in speech.windows for time in window],
        fp16=model.device.type == "cuda",
    )
    for segment in result["segments"]:
        yield Segment(
            text=segment["text"],
            words=tuple(
                Word(text=word["word"], start=word["start"], end=word["end"], probability=word["probability"])
                for word in segment["words"]
            ),
            log_probability=segment["avg_logprob"],
            no_speech=segment["no_speech_prob"],
            compression_ratio=segment["compression_ratio"],
        )


def _mark_alignment_heads(model: Any) -> None:
    """Tell a model loaded from a path which attention heads follow the audio, for word times.

    openai-whisper does so only for the names it downloads. A published model of the same shape has the
    same heads, also after fine-tuning; for any other shape its default, the upper half of the layers, stays.
    """
    heads = model.dims.n_text_layer * model.dims.n_text_head
    english = model.dims.n_vocab == _ENGLISH_VOCABULARY
    for name, dump in whisper._ALIGNMENT_HEADS.items():
        if name.endswith(".en") == english and len(gzip.decompress(base64.b85decode(dump))) == heads:
            model.set_alignment_heads(dump)
