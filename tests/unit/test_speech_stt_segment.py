"""The second guard: what the decoder makes up where the voice detector was wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from interviewer.settings import Settings
from interviewer.speech.audio import files
from interviewer.speech.stt import silence, transcription
from interviewer.speech.stt.faster_whisper_engine import FasterWhisperEngine

TERMS = (("LoRA", "QLoRA", "softmax"), ("precision", "recall", "F1 score"))


@pytest.fixture(scope="module", params=["base", "tiny.en"])
def engine(request: pytest.FixtureRequest, shared_cache: Path) -> FasterWhisperEngine:
    return FasterWhisperEngine(Settings(stt_model=request.param, stt_device="cpu"), shared_cache / "models")


@pytest.fixture
def deceived(monkeypatch: pytest.MonkeyPatch) -> None:
    """A voice detector that takes everything for speech."""

    def all_of_it(samples: silence.Samples) -> list[silence.Window]:
        return [silence.Window(((0, len(samples)),), samples)]

    monkeypatch.setattr(transcription, "speech_windows", all_of_it)


@pytest.mark.usefixtures("deceived")
@pytest.mark.parametrize("noise", ["noise_hum50_-35", "noise_keyclicks", "noise_pink_-35", "silence"])
def test_nothing_is_made_up_though_the_voice_detector_is_wrong(
    engine: FasterWhisperEngine, fixtures: Path, noise: str
) -> None:
    clip = fixtures / "audio" / f"{noise}.flac"
    samples = files.load(clip) if clip.exists() else np.zeros(80_000, np.float32)
    for terms in TERMS:
        assert engine.transcribe(samples, terms).text == ""


@pytest.mark.usefixtures("deceived")
def test_the_decoder_would_make_something_up(engine: FasterWhisperEngine, fixtures: Path) -> None:
    samples = files.load(fixtures / "audio" / "noise_pink_-35.flac")
    assert "score" in engine._decode(samples, ", ".join(TERMS[1])).text
