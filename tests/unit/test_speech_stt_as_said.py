"""A transcript holds what was said: in the language it was said in, and mathematics as it was spoken."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.errors import EngineError
from interviewer.settings import Settings
from interviewer.speech import stt
from interviewer.speech.stt.segment import Segment
from interviewer.speech.stt.transcript import Word
from interviewer.speech.stt.transcription import transcribe
from interviewer.speech.tts import Speaker

GERMAN = (
    "Guten Tag. Ich heiße Anna und wohne in Berlin. Heute ist das Wetter schön, und wir gehen am Nachmittag "
    "in den Park. Morgen muss ich wieder arbeiten, denn wir haben sehr viel zu tun."
)
SPOKEN = (
    "F one is two TP over two TP plus FP plus FN.",
    "we divide by the root of d k, with an L two penalty",
    "beta 1 is 0.9; that's β₁, x² and ∇f",
)


def words(text: str) -> set[str]:
    return {word.strip(".,").casefold() for word in text.split()}


def segment(text: str, *, log_probability: float = -0.2, language: str = "en") -> Segment:
    """Text over all of a window of eleven seconds."""
    spoken = text.split()
    each = 11 / len(spoken)
    return Segment(
        text=text,
        words=tuple(
            Word(text=f" {word}", start=number * each, end=(number + 1) * each, probability=0.9)
            for number, word in enumerate(spoken)
        ),
        log_probability=log_probability,
        no_speech=0.0,
        compression_ratio=1.0,
        language=language,
    )


@pytest.fixture(scope="module")
def models(shared_cache: Path) -> Path:
    return shared_cache / "models"


@pytest.mark.parametrize("text", SPOKEN)
def test_nothing_that_was_decoded_is_rewritten(text: str, fixtures: Path) -> None:
    heard = transcribe(
        fixtures / "audio" / "jfk.flac",
        ("F1 score",),
        lambda _samples, _prompt: segment(text),
        engine="",
        model="",
        language="en",
    )
    assert heard.text == text


def test_what_was_decoded_without_terms_counts_where_they_led_astray(fixtures: Path) -> None:
    heard = transcribe(
        fixtures / "audio" / "jfk.flac",
        ("LoRA",),
        lambda _samples, prompt: segment("LoRA", log_probability=-1.2) if prompt else segment("Hello there."),
        engine="",
        model="",
        language="en",
    )
    assert heard.text == "Hello there."


@pytest.mark.parametrize("language", ["auto", "de"])
def test_another_language_is_heard_and_named(models: Path, tmp_path: Path, language: str) -> None:
    voice = Settings(tts_engine="pyttsx3", tts_voice="German", tts_rate=140)
    recording = Speaker(voice, tmp_path).render(GERMAN)
    assert recording
    engine = stt.load(Settings(stt_model="base", stt_device="cpu", stt_language=language), models)
    heard = engine.transcribe(recording.path, ("LoRA", "gradient descent"))
    assert heard.language == "de"
    assert len(words(heard.text) & words(GERMAN)) >= 0.7 * len(words(GERMAN))
    assert not words(heard.text) & {"lora", "gradient", "descent"}


@pytest.mark.parametrize("engine", ["faster-whisper", "whisper"])
def test_a_model_for_english_refuses_another_language(models: Path, engine: str) -> None:
    settings = Settings(stt_engine=engine, stt_model="tiny.en", stt_device="cpu", stt_language="de")
    with pytest.raises(EngineError, match="set stt_model"):
        stt.load(settings, models)
