"""Engine `openai-http`: a server with OpenAI's transcription API, such as vLLM, Speaches or whisper.cpp's.

The one engine that sends speech to another machine: to the one that the user names in `stt_url`.
The API: https://platform.openai.com/docs/api-reference/audio/createTranscription
"""

from __future__ import annotations

import io
import math
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import msgspec
import numpy as np

from interviewer.errors import EngineError
from interviewer.settings import Settings
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.language import AUTO, ENGLISH, UNKNOWN
from interviewer.speech.stt.segment import Segment
from interviewer.speech.stt.silence import Samples
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.speech.stt.transcription import transcribe

OPENAI_HTTP = "openai-http"

_TIMEOUT = httpx.Timeout(60.0, connect=5.0)
_LOCAL = "or set stt_engine to 'faster-whisper', which needs no server"


class _Word(msgspec.Struct):
    word: str
    start: float
    end: float
    probability: float | None = None


class _Segment(msgspec.Struct):
    # What a server leaves out speaks neither for speech nor against it.
    avg_logprob: float = 0.0
    no_speech_prob: float = 0.0
    compression_ratio: float = 0.0
    words: list[_Word] = []


class _Answer(msgspec.Struct):
    """What is used of the format `verbose_json`; servers leave out words, segments or both."""

    text: str
    words: list[_Word] | None = None
    segments: list[_Segment] | None = None
    language: str | None = None
    """Its code, or its name in English."""


class _Model(msgspec.Struct):
    id: str


class _Models(msgspec.Struct):
    data: list[_Model]


class OpenAiHttpEngine:
    """Has each stretch of speech decoded by the server at `stt_url`; silence is cut away before, here.

    Raises:
        EngineError: No server is configured, or none answers there.
    """

    device = "server"

    def __init__(self, settings: Settings, models: Path) -> None:
        if not settings.stt_url:
            raise EngineError(
                f"The engine {OPENAI_HTTP} needs the address of a server: set stt_url, such as "
                f"http://192.168.1.20:8000/v1, {_LOCAL}."
            )
        self._url = settings.stt_url.rstrip("/")
        self._language = settings.stt_language
        self._headers = {"Authorization": f"Bearer {settings.stt_key}"} if settings.stt_key else {}
        self.model = settings.stt_model or self._first_model()

    def transcribe(self, audio: Path | Samples, terms: Sequence[str] = ()) -> Transcript:
        """See `SttEngine.transcribe`."""
        language = None if self._language == AUTO else self._language
        return transcribe(audio, terms, self._decode, engine=OPENAI_HTTP, model=self.model, language=language)

    def check(self) -> str:
        """See `SttEngine.check`."""
        self._decode(np.zeros(SAMPLE_RATE, np.float32), "")
        return f"The server at {self._url} transcribes with {self.model}: speech is sent there."

    def _first_model(self) -> str:
        answer = self._sent("GET", "/models")
        try:
            return msgspec.json.decode(answer.content, type=_Models).data[0].id
        except (msgspec.DecodeError, IndexError) as error:
            raise EngineError(
                f"The server at {self._url} does not list its models: set stt_model to the one to use."
            ) from error

    def _decode(self, samples: Samples, prompt: str) -> Segment:
        form = {
            "model": self.model,
            "response_format": "verbose_json",
            "timestamp_granularities[]": ["word", "segment"],
            "temperature": "0",
        }
        if prompt:
            form["prompt"] = prompt
        if self._language != AUTO:
            form["language"] = self._language
        answer = self._sent(
            "POST",
            "/audio/transcriptions",
            data=form,
            files={"file": ("speech.wav", _wav(samples), "audio/wav")},
        )
        try:
            return _segment(msgspec.json.decode(answer.content, type=_Answer), self._language)
        except msgspec.DecodeError as error:
            raise EngineError(
                f"{self._url} answers with something other than a transcription ({error}): stt_url must be "
                "the address under which its /audio/transcriptions is, mostly one that ends in /v1."
            ) from error

    def _sent(self, method: str, path: str, **content: Any) -> httpx.Response:
        try:
            # The environment's proxies are left aside: nothing but the server named shall hear the speech.
            answer = httpx.request(
                method, self._url + path, headers=self._headers, timeout=_TIMEOUT, trust_env=False, **content
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise EngineError(
                f"No transcription server answers at {self._url} ({error or type(error).__name__}): start "
                f"it, mend stt_url, {_LOCAL}."
            ) from error
        if answer.is_success:
            return answer
        if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise EngineError(f"The server at {self._url} refuses the key: set stt_key to one that it knows.")
        if answer.status_code == httpx.codes.NOT_FOUND:
            raise EngineError(
                f"There is no {self._url}{path}, or the server lacks the model: mend stt_url, which mostly "
                "ends in /v1, or stt_model."
            )
        raise EngineError(
            f"The server at {self._url} failed with {answer.status_code} ({answer.text[:200].strip()}): see "
            f"its log, {_LOCAL}."
        )


def _segment(answer: _Answer, language: str) -> Segment:
    segments = answer.segments or []
    words = answer.words or [word for segment in segments for word in segment.words]
    mean = sum(segment.avg_logprob for segment in segments) / (len(segments) or 1)
    return Segment(
        text=answer.text,
        words=tuple(
            Word(
                text=word.word,
                start=word.start,
                end=word.end,
                probability=math.exp(min(mean, 0.0)) if word.probability is None else word.probability,
            )
            for word in words
        ),
        log_probability=mean,
        no_speech=max((segment.no_speech_prob for segment in segments), default=0.0),
        compression_ratio=max((segment.compression_ratio for segment in segments), default=0.0),
        language=_detected(answer.language) if language == AUTO else language,
    )


def _detected(language: str | None) -> str:
    found = (language or UNKNOWN).lower()
    return ENGLISH if found == "english" else found


def _wav(samples: Samples) -> bytes:
    """Mono samples at 16 kHz as a WAV file of 16 bit."""
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(SAMPLE_RATE)
        wav.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return file.getvalue()
