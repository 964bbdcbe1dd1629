"""CTranslate2's weights as a checkpoint of openai-whisper."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import ctranslate2
import pytest
import whisper
from whisper.tokenizer import get_tokenizer

from interviewer.errors import ModelError
from interviewer.settings import Settings
from interviewer.speech.audio import files
from interviewer.speech.stt import checkpoint, weights
from interviewer.speech.stt.whisper_engine import WhisperEngine


@pytest.fixture
def models(shared_cache: Path) -> Path:
    return shared_cache / "models"


def loaded(name: str, models: Path) -> Any:
    """The converted model, as the engine loads it."""
    engine = WhisperEngine(Settings(stt_model=name, stt_device="cpu"), models)
    return engine._whisper.run(lambda model: model)


@pytest.mark.parametrize("name", ["tiny.en", "base"])
def test_both_libraries_decode_the_same_text(models: Path, fixtures: Path, name: str) -> None:
    folder = weights.resolve(name, "faster-whisper", models)
    converted = loaded(name, models)
    original = ctranslate2.models.Whisper(str(folder), device="cpu", compute_type="float32", intra_threads=1)
    tokenizer = get_tokenizer(converted.is_multilingual, language="en", task="transcribe")
    prompt = [*tokenizer.sot_sequence, tokenizer.no_timestamps]
    for clip in ("jfk", "austen"):
        samples = files.load(fixtures / "audio" / f"{clip}.flac")
        mel = whisper.log_mel_spectrogram(whisper.pad_or_trim(samples), converted.dims.n_mels)
        features = ctranslate2.StorageView.from_array(mel.unsqueeze(0).numpy())
        (expected,) = original.generate(features, [prompt], beam_size=1, return_scores=True)
        options = whisper.DecodingOptions(language="en", without_timestamps=True, fp16=False)
        result = whisper.decode(converted, mel, options)
        assert result.tokens == expected.sequences_ids[0]
        assert result.avg_logprob == pytest.approx(expected.scores[0], abs=0.02)
        assert len(result.tokens) > 20


@pytest.mark.parametrize("name", ["tiny.en", "base"])
def test_a_conversion_has_the_published_shape_and_word_timing_heads(models: Path, name: str) -> None:
    model = loaded(name, models)
    config = json.loads((weights.resolve(name, "faster-whisper", models) / "config.json").read_text())
    assert (
        model.dims
        == {
            "tiny.en": whisper.model.ModelDimensions(80, 1500, 384, 6, 4, 51864, 448, 384, 6, 4),
            "base": whisper.model.ModelDimensions(80, 1500, 512, 8, 6, 51865, 448, 512, 8, 6),
        }[name]
    )
    assert sorted(model.alignment_heads.indices().T.tolist()) == sorted(config["alignment_heads"])


def test_a_conversion_is_made_once(models: Path) -> None:
    path = weights.resolve("tiny.en", "whisper", models)
    made = path.stat().st_mtime_ns
    assert weights.resolve("tiny.en", "whisper", models) == path
    assert path.stat().st_mtime_ns == made
    path.write_bytes(path.read_bytes()[:1000])
    weights.resolve("tiny.en", "whisper", models)
    assert path.stat().st_size > 70_000_000


def array(name: str) -> bytes:
    return struct.pack("<H", len(name) + 1) + name.encode() + b"\0" + struct.pack("<BIBIf", 1, 1, 0, 4, 1.0)


HEADER = struct.pack("<IH", 6, 12) + b"WhisperSpec\0" + struct.pack("<II", 3, 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (HEADER + array("encoder/conv1/weight_scale"), "quantised"),
        (HEADER + array("encoder/conv1/weight"), "encoder"),
        (HEADER + array("encoder/conv1/weight")[:-2], "not a whole"),
        (HEADER[:20], "not a whole"),
        (b"", "not a whole"),
        (HEADER.replace(b"Whisper", b"Marian "), "it holds Marian Spec"),
        (struct.pack("<I", 7) + HEADER[4:], "version 7"),
    ],
)
def test_what_is_no_whole_whisper_model_is_told(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "model.bin").write_bytes(content)
    with pytest.raises(ModelError, match=reason):
        checkpoint.convert(tmp_path, tmp_path / "out.pt")
    assert not (tmp_path / "out.pt").exists()


def test_a_real_model_that_lacks_its_end_is_told(tmp_path: Path, models: Path) -> None:
    whole = (weights.resolve("tiny.en", "faster-whisper", models) / "model.bin").read_bytes()
    (tmp_path / "model.bin").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match="not a whole"):
        checkpoint.convert(tmp_path, tmp_path / "out.pt")
