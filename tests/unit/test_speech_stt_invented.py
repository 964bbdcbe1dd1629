"""Nothing is written that was not said, whatever words are expected."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from interviewer import bank, locations
from interviewer.session.vocabulary import glossary, terms
from interviewer.settings import Settings
from interviewer.speech import stt
from interviewer.speech.audio import files
from interviewer.speech.stt import silence, transcription
from interviewer.speech.stt.transcript import Transcript
from tests.noises import NOISES

RECORDED = ("noise_hum50_-35", "noise_pink_-35", "noise_white_-40", "noise_keyclicks")


@pytest.fixture(scope="module", params=["base", "tiny.en"])
def engine(request: pytest.FixtureRequest, shared_cache: Path) -> stt.SttEngine:
    return stt.load(Settings(stt_model=request.param, stt_device="cpu"), shared_cache / "models")


@pytest.fixture(scope="module")
def vocabularies() -> list[tuple[str, ...]]:
    """What the app expects in answers to two questions, and words that Whisper is prone to make up."""
    questions = bank.load(locations.content())
    asked = (questions["llm-finetuning-qlora"], questions["classification-metrics-roc-curve"])
    given = [terms(question, glossary(question, questions), ()) for question in asked]
    return [(), *given, ("thank you", "you", "bye")]


@pytest.fixture
def deceived(monkeypatch: pytest.MonkeyPatch) -> None:
    """A voice detector that takes everything for speech."""

    def all_of_it(samples: silence.Samples) -> list[silence.Window]:
        return [silence.Window(((0, len(samples)),), samples)]

    monkeypatch.setattr(transcription, "speech_windows", all_of_it)


def sound(name: str, fixtures: Path) -> silence.Samples:
    return NOISES[name]() if name in NOISES else files.load(fixtures / "audio" / f"{name}.flac")


def nothing(transcript: Transcript) -> bool:
    return not (transcript.text or transcript.words or transcript.fillers)


@pytest.mark.parametrize("name", [*NOISES, *RECORDED])
def test_noise_has_no_words(
    engine: stt.SttEngine, fixtures: Path, vocabularies: list[tuple[str, ...]], name: str
) -> None:
    samples = sound(name, fixtures)
    for expected in vocabularies:
        assert nothing(engine.transcribe(samples, expected)), expected


@pytest.mark.usefixtures("deceived")
@pytest.mark.parametrize("name", ["silence", "fan", "noise_keyclicks", "noise_white_-40"])
def test_nor_where_the_voice_detector_is_wrong(
    engine: stt.SttEngine, fixtures: Path, vocabularies: list[tuple[str, ...]], name: str
) -> None:
    samples = sound(name, fixtures)
    for expected in vocabularies[1:]:
        assert nothing(engine.transcribe(samples, expected)), expected


def test_no_term_is_written_that_was_not_said(
    engine: stt.SttEngine, fixtures: Path, vocabularies: list[tuple[str, ...]]
) -> None:
    plain = engine.transcribe(fixtures / "audio" / "ljspeech.flac").text.casefold()
    for expected in vocabularies[1:]:
        heard = engine.transcribe(fixtures / "audio" / "ljspeech.flac", expected).text.casefold()
        invented = [
            term for term in expected if f" {term.casefold()}" in heard and term.casefold() not in plain
        ]
        assert invented == []


def test_a_voice_without_words_is_doubtful_or_has_none(
    engine: stt.SttEngine, fixtures: Path, vocabularies: list[tuple[str, ...]]
) -> None:
    backwards = np.ascontiguousarray(files.load(fixtures / "audio" / "jfk.flac")[::-1])
    for expected in vocabularies:
        heard = engine.transcribe(backwards, expected)
        assert heard.is_doubtful or not heard.heard_speech, heard.text
