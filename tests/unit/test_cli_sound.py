"""`interviewer say` and `interviewer transcribe`, on the real engines."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer.cli.main import cli


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def seconds(file: Path) -> float:
    with wave.open(str(file)) as wav:
        return wav.getnframes() / wav.getframerate()


def test_say_writes_a_question_or_a_text(tmp_path: Path) -> None:
    question, text = tmp_path / "question.wav", tmp_path / "text.wav"
    assert invoke("say", "classification-metrics-f1", "--out", str(question)).exit_code == 0
    assert invoke("say", "Recall?", "--out", str(text)).exit_code == 0
    assert seconds(question) > 2 * seconds(text) > 0


def test_say_tells_that_an_engine_is_silent(tmp_path: Path) -> None:
    result = invoke("--tts-engine", "none", "say", "hello", "--out", str(tmp_path / "hello.wav"))
    assert result.exit_code == 1
    assert "silent" in result.stderr
    assert not (tmp_path / "hello.wav").exists()


def test_say_tells_that_the_disk_is_full() -> None:
    result = invoke("say", "hello", "--out", "/dev/full")
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr


def test_transcribe_goes_on_after_a_bad_file(fixtures: Path, tmp_path: Path) -> None:
    clip = fixtures / "audio" / "jfk.flac"
    bad = tmp_path / "bad.wav"
    bad.write_bytes(b"no sound" * 99)
    result = invoke("transcribe", "--json", "--terms", "fellow Americans", str(bad), str(clip))
    assert result.exit_code == 1
    assert str(bad) in result.stderr
    [line] = result.stdout.splitlines()
    transcript = json.loads(line)
    assert transcript["file"] == str(clip)
    assert "ask not what your country can do for you" in transcript["text"].lower()
    assert set(transcript["words"][0]) == {"text", "start", "end", "probability"}
    assert transcript["words"][-1]["end"] <= transcript["seconds"] == pytest.approx(11, abs=0.1)
    assert transcript["delivery"]["pace"]["words_per_minute"] == pytest.approx(130, abs=15)
    assert transcript["delivery"]["pauses"][0]["before"].rstrip(",").endswith("Americans")


def test_transcribe_tells_how_it_was_spoken_beside_the_text(fixtures: Path) -> None:
    result = invoke("transcribe", str(fixtures / "audio" / "jfk.flac"))
    assert result.exit_code == 0
    assert "words a minute" in result.stderr
    assert "words a minute" not in result.stdout


def test_transcribe_tells_that_nobody_speaks(tmp_path: Path) -> None:
    file = tmp_path / "silence.wav"
    with wave.open(str(file), "wb") as wav:
        wav.setparams((1, 2, 16_000, 0, "NONE", ""))
        wav.writeframes(bytes(32_000))
    result = invoke("transcribe", str(file))
    assert result.exit_code == 3
    assert "No speech was heard" in result.stderr
    assert result.stdout == ""
