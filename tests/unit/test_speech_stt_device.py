"""When the GPU fails, at loading or at decoding, the CPU takes over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ctranslate2
import pytest
import torch
import whisper

from interviewer.errors import EngineError, ModelError
from interviewer.settings import Settings
from interviewer.speech import stt

MISSING_LIBRARY = "Library libcublas.so.12 is not found or cannot be loaded"
REAL_MODEL = ctranslate2.models.Whisper


class NoLibrary:
    """A CTranslate2 model that loads on the GPU, but cannot compute there."""

    is_multilingual, n_mels, device, device_index = False, 80, "cuda", (0,)

    def encode(self, *_: object, **__: object) -> None:
        raise RuntimeError(MISSING_LIBRARY)


@pytest.fixture
def models(shared_cache: Path) -> Path:
    return shared_cache / "models"


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A GPU for CTranslate2; what it does when a model is loaded is put into the dictionary."""
    behaviour: dict[str, Any] = {"loaded": []}

    def load(path: str, device: str, compute_type: str, **options: Any) -> Any:
        behaviour["loaded"].append((device, compute_type))
        return (
            behaviour["model"]()
            if device == "cuda"
            else REAL_MODEL(path, device, compute_type=compute_type, **options)
        )

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    monkeypatch.setattr(ctranslate2.models, "Whisper", load)
    return behaviour


def out_of_memory() -> None:
    raise RuntimeError("CUDA failed with error out of memory")


def test_a_gpu_that_fails_at_loading_is_left(gpu: dict[str, Any], models: Path, fixtures: Path) -> None:
    gpu["model"] = out_of_memory
    engine = stt.load(Settings(stt_model="tiny.en"), models)
    assert engine.device == "cpu"
    assert gpu["loaded"] == [("cuda", "float16"), ("cpu", "int8")]
    assert "country" in engine.transcribe(fixtures / "audio" / "jfk.flac").text
    assert engine.check().endswith("on the CPU (the GPU failed: CUDA failed with error out of memory).")


def test_a_gpu_that_fails_at_the_first_decode_is_left_with_nothing_lost(
    gpu: dict[str, Any], models: Path, fixtures: Path
) -> None:
    gpu["model"] = NoLibrary
    engine = stt.load(Settings(stt_model="tiny.en"), models)
    assert engine.device == "cuda"
    assert "country" in engine.transcribe(fixtures / "audio" / "jfk.flac").text
    assert engine.device == "cpu"
    assert MISSING_LIBRARY in engine.check()


@pytest.mark.parametrize("model", [NoLibrary, out_of_memory])
def test_only_a_gpu_that_was_asked_for_by_name_is_not_replaced(
    gpu: dict[str, Any], models: Path, model: Any
) -> None:
    gpu["model"] = model
    with pytest.raises(EngineError, match="set stt_device to 'auto' or 'cpu'"):
        stt.load(Settings(stt_model="tiny.en", stt_device="cuda"), models).check()
    assert ("cpu", "int8") not in gpu["loaded"]


@pytest.mark.parametrize("name", ["faster-whisper", "whisper"])
def test_a_gpu_that_is_not_there_is_told(name: str, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 0)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(EngineError, match="No CUDA GPU can be seen"):
        stt.load(Settings(stt_engine=name, stt_model="tiny.en", stt_device="cuda"), models)


def test_the_engine_whisper_leaves_a_gpu_that_fails(
    models: Path, fixtures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = whisper.model.Whisper.to

    def to(model: Any, device: Any) -> Any:
        if device == "cuda":
            raise torch.OutOfMemoryError("CUDA out of memory")
        return real(model, device)

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(whisper.model.Whisper, "to", to)
    engine = stt.load(Settings(stt_engine="whisper", stt_model="tiny.en"), models)
    assert engine.device == "cpu"
    assert "CUDA out of memory" in engine.check()


def test_weights_that_cannot_be_loaded_are_told(tmp_path: Path, models: Path) -> None:
    for name in ("config.json", "tokenizer.json", "model.bin"):
        (tmp_path / name).write_text("{}")
    checkpoint = tmp_path / "mine.pt"
    checkpoint.write_bytes(b"not a checkpoint")
    with pytest.raises(ModelError, match="cannot be loaded"):
        stt.load(Settings(stt_model=str(tmp_path), stt_device="cpu"), models)
    with pytest.raises(ModelError, match="cannot be loaded"):
        stt.load(Settings(stt_engine="whisper", stt_model=str(checkpoint), stt_device="cpu"), models)
