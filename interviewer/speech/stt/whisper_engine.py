"""Engine `whisper`: openai-whisper on PyTorch."""

from __future__ import annotations

import base64
import gzip
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import whisper
from whisper.timing import add_word_timestamps
from whisper.tokenizer import LANGUAGES, get_tokenizer

from interviewer.settings import Settings
from interviewer.speech.stt import weights
from interviewer.speech.stt.device import OnDevice
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.language import ENGLISH, language_of
from interviewer.speech.stt.published import WHISPER
from interviewer.speech.stt.segment import Segment
from interviewer.speech.stt.silence import Samples
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.speech.stt.transcription import BEAM_SIZE, transcribe


class WhisperEngine:
    """Transcribes with PyTorch: float32 on a CPU, float16 on a GPU.

    Raises:
        EngineError: The device asked for does not work, or the model does not know the language.
        ModelError: The weights are not on this machine, or damaged.
    """

    def __init__(self, settings: Settings, models: Path) -> None:
        self.model = settings.stt_model or weights.default_model()
        checkpoint = weights.resolve(self.model, WHISPER, models)

        def load(device: str) -> Any:
            if device == "cpu":
                # PyTorch's threads spin: two on a busy machine are ten times slower than one.
                torch.set_num_threads(1)
            model = whisper.load_model(str(checkpoint), device="cpu")
            _mark_alignment_heads(model)
            _tokenizer(model, ENGLISH)  # once here, where its warning is caught; the library keeps it
            return model.to(device)

        self._whisper = OnDevice(
            settings.stt_device, has_gpu=torch.cuda.is_available, load=load, weights=checkpoint
        )
        known = LANGUAGES if self._whisper.run(lambda model: model.is_multilingual) else (ENGLISH,)
        self._language = language_of(settings.stt_language, known, self.model)

    @property
    def device(self) -> str:
        """Where it runs now: `cpu` or `cuda`."""
        return self._whisper.device

    def transcribe(self, audio: Path | Samples, terms: Sequence[str] = ()) -> Transcript:
        """See `SttEngine.transcribe`."""
        return transcribe(
            audio, terms, self._decode, engine=WHISPER, model=self.model, language=self._language
        )

    def check(self) -> str:
        """See `SttEngine.check`."""
        self._decode(np.zeros(SAMPLE_RATE, np.float32), "")
        return f"openai-whisper {whisper.__version__} runs Whisper {self.model} {self._whisper}."

    def _decode(self, samples: Samples, prompt: str) -> Segment:
        return self._whisper.run(lambda model: _decoded(model, samples, prompt, self._language))


def _decoded(model: Any, samples: Samples, prompt: str, language: str | None) -> Segment:
    fp16 = model.device.type == "cuda"
    mel = whisper.log_mel_spectrogram(whisper.pad_or_trim(samples), model.dims.n_mels, device=model.device)
    mel = mel.half() if fp16 else mel
    result = whisper.decode(
        model,
        mel,
        whisper.DecodingOptions(
            language=language,
            # On a CPU a beam triples the time, to more than a person waits for.
            beam_size=BEAM_SIZE if fp16 else None,
            prompt=prompt or None,
            without_timestamps=True,
            fp16=fp16,
        ),
    )
    timed = {"seek": 0, "start": 0.0, "end": len(samples) / SAMPLE_RATE, "tokens": result.tokens}
    with warnings.catch_warnings():
        # Without Triton the times are computed on the CPU, and openai-whisper warns of it for each window.
        warnings.filterwarnings("ignore", message="Failed to launch Triton kernels")
        add_word_timestamps(
            segments=[timed],
            model=model,
            tokenizer=_tokenizer(model, result.language),
            mel=mel,
            num_frames=len(samples) // whisper.audio.HOP_LENGTH,
            last_speech_timestamp=0.0,
        )
    return Segment(
        text=result.text,
        words=tuple(
            Word(
                text=word["word"],
                start=float(word["start"]),
                end=float(word["end"]),
                probability=float(word["probability"]),
            )
            for word in timed["words"]
        ),
        log_probability=result.avg_logprob,
        no_speech=result.no_speech_prob,
        compression_ratio=result.compression_ratio,
        language=result.language,
    )


def _tokenizer(model: Any, language: str) -> Any:
    with warnings.catch_warnings():
        # openai-whisper leaves the closing of its vocabulary file to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        return get_tokenizer(
            model.is_multilingual, num_languages=model.num_languages, language=language, task="transcribe"
        )


def _mark_alignment_heads(model: Any) -> None:
    """Tell a model loaded from a path which attention heads follow the audio, for the times of words.

    openai-whisper does so only for the names that it downloads. The published model of the same shape has the
    same heads, also after fine-tuning; for any other shape its default stays, the upper half of the layers.
    """
    heads = model.dims.n_text_layer * model.dims.n_text_head
    for name, dump in whisper._ALIGNMENT_HEADS.items():
        english = name.endswith(".en")
        if english != model.is_multilingual and len(gzip.decompress(base64.b85decode(dump))) == heads:
            model.set_alignment_heads(dump)
