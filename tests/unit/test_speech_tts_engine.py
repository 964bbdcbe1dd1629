"""Voices: the table, the child process, the cache."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import wave
from pathlib import Path

import pytest

from interviewer.engines import Engine, EngineTable
from interviewer.errors import EngineError
from interviewer.settings import Settings
from interviewer.speech.recording import Recording
from interviewer.speech.tts import Speaker, engine
from interviewer.speech.tts.cache import SpeechCache
from interviewer.speech.tts.process import ProcessEngine


def seconds(file: Path) -> float:
    with wave.open(str(file)) as wav:
        assert (wav.getnchannels(), wav.getsampwidth()) == (1, 2)
        return wav.getnframes() / wav.getframerate()


def test_the_table_names_a_near_engine_and_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EngineError, match=r"'pipr' is not a voice engine; did you mean 'piper'"):
        engine.load(Settings(tts_engine="pipr"))
    monkeypatch.setitem(sys.modules, "piper", None)
    with pytest.raises(
        EngineError, match=r"pip install 'interviewer\[natural-voice\]'.*Installed: pyttsx3, none"
    ):
        engine.load(Settings(tts_engine="piper"))


def test_the_table_reports_a_package_that_does_not_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_engine.py").write_text("raise OSError('PortAudio library not found')")
    monkeypatch.syspath_prepend(tmp_path)
    table: EngineTable[object] = EngineTable(
        "thing", {"broken": Engine("broken_engine:It"), "none": Engine("os:sep")}
    )
    with pytest.raises(EngineError, match=r"PortAudio library not found.*choose another of none"):
        table.load("broken")


@pytest.mark.parametrize("name", ["pyttsx3", "piper"])
def test_a_voice_speaks_and_faster_when_told(name: str, tmp_path: Path) -> None:
    text = "What does the discount factor gamma do, and what happens at its two extremes?"
    durations = []
    for rate in (130, 220):
        speaker = Speaker(Settings(tts_engine=name, tts_rate=rate), tmp_path / "cache")
        recording = speaker.render(text)
        assert recording and recording.seconds == pytest.approx(seconds(recording.path), abs=0.01)
        durations.append(recording.seconds)
    assert 2 < durations[1] < durations[0] / 1.3
    assert "works" in engine.load(Settings(tts_engine=name)).check()


def test_long_speech_is_whole(tmp_path: Path) -> None:
    # espeak-ng goes on in a thread of its own when pyttsx3 says that it has ended.
    speaker = Speaker(Settings(), tmp_path)
    one = speaker.render("The gradient vanishes. ")
    ten = speaker.render("The gradient vanishes. " * 10)
    assert one and ten and ten.seconds > 7 * one.seconds


def test_the_silent_engine_renders_nothing(tmp_path: Path) -> None:
    speaker = Speaker(Settings(tts_engine="none"), tmp_path)
    assert speaker.render("hello", tmp_path / "out.wav") is None
    assert not (tmp_path / "out.wav").exists()
    assert "not spoken" in speaker.check()


def test_a_voice_is_found_by_part_of_its_name(tmp_path: Path) -> None:
    british = Speaker(Settings(), tmp_path).render("The data are better.")
    american = Speaker(Settings(tts_voice="english (america)"), tmp_path).render("The data are better.")
    assert british and american and british.path.read_bytes() != american.path.read_bytes()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(tts_voice="Darth Vader"), "no voice 'Darth Vader'; there is .*among"),
        (Settings(tts_engine="piper", tts_voice="gone.onnx"), "no file .*gone.onnx: set tts_voice"),
    ],
)
def test_an_unknown_voice_is_named(settings: Settings, message: str, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=message):
        Speaker(settings, tmp_path).render("hello")


def test_what_was_said_is_not_rendered_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speaker = Speaker(Settings(), tmp_path / "cache")
    first = speaker.render("hello")
    assert first
    monkeypatch.setattr(subprocess, "Popen", None)
    assert speaker.render("hello") == first
    copy = speaker.render("hello", tmp_path / "folder" / "copy.wav")
    assert copy and copy.path.read_bytes() == first.path.read_bytes()
    assert [file.name for file in (tmp_path / "cache").iterdir()] == [first.path.name]


def test_the_cache_forgets_what_was_not_used_for_the_longest(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path / "cache", limit=2)

    def render(file: Path) -> Recording:
        file.write_bytes(b"sound")
        return Recording(path=file, seconds=1.0)

    files = [cache.file("text", number) for number in range(3)]
    for age, file in zip((300, 200), files[:2], strict=True):
        assert cache.fill(file, render)
        os.utime(file, (time.time() - age,) * 2)
    assert cache.has(files[0])  # used: now the newest
    assert cache.fill(files[2], render)
    assert [file.exists() for file in files] == [True, False, True]
    assert not cache.fill(files[1], lambda file: None)
    assert not cache.has(files[1])


def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: float = 60.0) -> ProcessEngine:
    """An engine whose child writes its process id and then does nothing."""
    (tmp_path / "hanging_voice.py").write_text(
        f"import os, pathlib, time\n"
        f"pathlib.Path({str(tmp_path / 'new')!r}).write_text(str(os.getpid()))\n"
        f"os.rename({str(tmp_path / 'new')!r}, {str(tmp_path / 'pid')!r})\n"
        f"time.sleep(100)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return ProcessEngine("hanging", "hanging_voice", "", 165, {}, limit)


def assert_ended(pid: int) -> None:
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_cancel_kills_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voice = hanging(tmp_path, monkeypatch)
    results: list[object] = []
    thread = threading.Thread(target=lambda: results.append(voice.render("hello", tmp_path / "out.wav")))
    thread.start()
    deadline = time.monotonic() + 10
    while not (tmp_path / "pid").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    begun = time.monotonic()
    voice.cancel()
    thread.join(5)
    assert results == [None] and time.monotonic() - begun < 1
    assert_ended(int((tmp_path / "pid").read_text()))


def test_a_child_that_takes_too_long_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voice = hanging(tmp_path, monkeypatch, limit=1.0)
    with pytest.raises(EngineError, match="'hanging' was stopped: it did not finish in 1 s"):
        voice.render("hello", tmp_path / "out.wav")
    if (tmp_path / "pid").exists():
        assert_ended(int((tmp_path / "pid").read_text()))


def test_a_crash_is_told_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "crashing_voice.py").write_text("raise RuntimeError('no memory for this')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    voice = ProcessEngine("crashing", "crashing_voice", "", 165, {})
    with pytest.raises(EngineError, match="'crashing' failed: RuntimeError: no memory for this"):
        voice.render("hello", tmp_path / "out.wav")


def test_another_format_is_rewritten_as_wav(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # macOS renders AIFF; here a child writes FLAC.
    (tmp_path / "flac_voice.py").write_text(
        "import json, sys, av, numpy\n"
        "out = av.open(json.load(sys.stdin)['file'], 'w', format='flac')\n"
        "stream = out.add_stream('flac', rate=44100, layout='stereo')\n"
        "tone = (8000 * numpy.sin(numpy.arange(88200) / 20)).astype('int16').reshape(1, -1)\n"
        "frame = av.AudioFrame.from_ndarray(tone, format='s16', layout='stereo')\n"
        "frame.rate = 44100\n"
        "out.mux(stream.encode(frame)); out.mux(stream.encode(None)); out.close()\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    recording = ProcessEngine("flac", "flac_voice", "", 165, {}).render("hello", tmp_path / "out.wav")
    assert recording and recording.seconds == pytest.approx(1.0, abs=0.02)
    assert seconds(recording.path) == pytest.approx(1.0, abs=0.02)


def test_importing_the_room_is_light() -> None:
    code = (
        "import sys, interviewer.speech.tts, interviewer.speech.audio.backend\n"
        "import interviewer.speech.audio.devices\n"
        "heavy = {'numpy', 'av', 'miniaudio', 'sounddevice', 'pyttsx3', 'piper', 'onnxruntime'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
