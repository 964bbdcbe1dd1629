"""The voices of an engine are listed, and can be spoken with."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from interviewer import locations
from interviewer.errors import EngineError
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings
from interviewer.speech.tts import Speaker, engine
from interviewer.speech.tts.process import ProcessEngine


@pytest.mark.skipif(sys.platform != "linux", reason="names the voices of espeak-ng")
async def test_the_voices_of_the_system_are_listed_by_the_sound_process(tmp_path: Path) -> None:
    runtime = Runtime(Settings(), locations.find())
    try:
        voices = {voice.language: voice for voice in await runtime.sound.voices("pyttsx3")}
        assert voices["en-us"].name == "English (America)"
        assert voices["de"].name == "German"
    finally:
        await runtime.close()
    german = Speaker(Settings(tts_voice=voices["de"].id), tmp_path).render("one two three")
    english = Speaker(Settings(tts_voice=voices["en-us"].id), tmp_path).render("one two three")
    assert german
    assert english
    assert german.path.read_bytes() != english.path.read_bytes()


def test_the_silent_engine_has_none() -> None:
    assert engine.load(Settings(tts_engine="none")).voices() == ()


def test_voices_beside_the_chosen_one_are_listed(tmp_path: Path) -> None:
    assert engine.load(Settings(tts_engine="piper")).voices() == ()
    for name in ("en_GB-alan-low", "de_DE-eva-low", "half"):
        (tmp_path / f"{name}.onnx").touch()
    for name in ("en_GB-alan-low", "de_DE-eva-low"):
        (tmp_path / f"{name}.onnx.json").touch()
    chosen = str(tmp_path / "en_GB-alan-low.onnx")
    found = engine.load(Settings(tts_engine="piper", tts_voice=chosen)).voices()
    assert [(voice.name, voice.language) for voice in found] == [
        ("de_DE-eva-low", "de-DE"),
        ("en_GB-alan-low", "en-GB"),
    ]
    assert found[1].id == chosen
    shutil.rmtree(tmp_path)


def test_a_child_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mute_voice.py").write_text("import sys; sys.exit('the larynx is missing')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(EngineError, match="'mute' failed: the larynx is missing"):
        ProcessEngine("mute", "mute_voice", "", 165, {}).voices()
