"""What is said into the microphone is in the file."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.errors import AudioError
from interviewer.settings import Settings
from interviewer.speech.audio import files
from interviewer.speech.audio.recorder import LOST_SECONDS, MUTED_SECONDS, Recorder
from tests.audio.virtual_sound import MICROPHONE, VirtualSound, similarity

pytestmark = pytest.mark.sound


def wait_until(condition: Callable[[], object], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def frames(file: Path) -> int:
    with wave.open(str(file)) as wav:
        assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (1, 2, 16000)
        return wav.getnframes()


def test_what_is_said_is_recorded(virtual_sound: VirtualSound, speech: Path, tmp_path: Path) -> None:
    best = 0.0
    for attempt in range(2):  # a busy machine may drop sound once
        recorder = Recorder(tmp_path / f"answer{attempt}.wav", Settings(input_device=MICROPHONE))
        recorder.start()
        levels = []
        said = virtual_sound.speak(speech)
        while said.poll() is None:
            levels.append(recorder.level)
            time.sleep(0.05)
        time.sleep(0.6)
        assert recorder.warning is None
        quiet = recorder.level
        recording = recorder.stop()
        assert recording.seconds == pytest.approx(frames(recording.path) / 16000)
        assert recording.seconds > files.seconds(speech)
        assert quiet == 0 and 0.5 < max(levels) <= 1
        best = max(best, similarity(speech, recording.path))
        if best >= 0.9:
            break
    assert best >= 0.9
    assert stat.S_IMODE(recording.path.stat().st_mode) == 0o600


def test_a_pause_closes_the_microphone_and_leaves_no_gap(
    virtual_sound: VirtualSound, speech: Path, tmp_path: Path
) -> None:
    recorder = Recorder(tmp_path / "answer.wav", Settings())
    recorder.start()
    clients = virtual_sound.control("list", "short", "source-outputs").count("\n")
    time.sleep(0.3)
    recorder.pause()
    assert virtual_sound.control("list", "short", "source-outputs").count("\n") == clients - 1
    paused = recorder.seconds
    assert virtual_sound.speak(speech).wait() == 0
    time.sleep(0.6)
    assert recorder.seconds == paused and recorder.warning is None and recorder.level == 0
    recorder.resume()
    said = virtual_sound.speak(speech)
    assert said.wait() == 0
    time.sleep(0.6)
    recording = recorder.stop()
    spoken = files.seconds(speech)
    assert paused + spoken < recording.seconds < paused + 2 * spoken
    assert frames(recording.path) == round(recording.seconds * 16000)
    assert similarity(speech, recording.path) >= 0.9


def test_a_muted_microphone_is_told(virtual_sound: VirtualSound, speech: Path, tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "answer.wav", Settings())
    recorder.start()
    assert recorder.warning is None
    begun = time.monotonic()
    wait_until(lambda: recorder.warning, MUTED_SECONDS + 1)
    assert time.monotonic() - begun > MUTED_SECONDS - 0.5
    assert "muted" in str(recorder.warning)
    said = virtual_sound.speak(speech)
    wait_until(lambda: recorder.warning is None, 3)
    said.kill()
    said.wait()
    recorder.stop()


def test_without_a_microphone_it_says_what_to_do(own_sound: VirtualSound, tmp_path: Path) -> None:
    file = tmp_path / "answer.wav"
    with pytest.raises(AudioError, match=f"no microphone named 'Rode'; there is '{MICROPHONE}'"):
        Recorder(file, Settings(input_device="Rode")).start()
    # Monitors of speakers are left: PulseAudio makes one of them the default.
    own_sound.control("unload-module", own_sound.module("source_name=virtual_mic"))
    with pytest.raises(AudioError, match=r"No microphone was found: plug one in"):
        Recorder(file, Settings()).start()
    own_sound.stop()
    with pytest.raises(AudioError, match=r"No sound system answers|No microphone was found"):
        Recorder(file, Settings()).start()
    assert not file.exists()


def test_a_microphone_that_sends_nothing_is_told(own_sound: VirtualSound, tmp_path: Path) -> None:
    own_sound.control("suspend-source", "virtual_mic", "1")
    own_sound.control("suspend-sink", "virtual_mouth", "1")
    begun = time.monotonic()
    with pytest.raises(AudioError, match=f"No microphone: '{MICROPHONE}' sent nothing for 2 s"):
        Recorder(tmp_path / "answer.wav", Settings()).start()
    assert time.monotonic() - begun < LOST_SECONDS + 1
    assert not (tmp_path / "answer.wav").exists()


def test_a_microphone_that_is_lost_costs_nothing_recorded(
    own_sound: VirtualSound, speech: Path, tmp_path: Path
) -> None:
    recorder = Recorder(tmp_path / "answer.wav", Settings())
    recorder.start()
    own_sound.speak(speech).wait()
    time.sleep(0.6)
    own_sound.stop()
    wait_until(lambda: recorder.warning, LOST_SECONDS + 1)
    assert "stopped sending" in str(recorder.warning)
    recorder.pause()
    with pytest.raises(AudioError):
        recorder.resume()
    recording = recorder.stop()
    assert frames(recording.path) > 0
    assert similarity(speech, recording.path) >= 0.9


RECORD = """
import resource, sys, time
from pathlib import Path
from interviewer.errors import AudioError
from interviewer.settings import Settings
from interviewer.speech.audio.recorder import Recorder
limit = int(sys.argv[2])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
recorder = Recorder(Path(sys.argv[1]), Settings())
recorder.start()
print("recording", flush=True)
while not recorder.warning:
    time.sleep(0.05)
print(recorder.warning)
try:
    recorder.stop()
except AudioError as error:
    print("stop:", error)
"""


def recording_process(file: Path, limit: int = 0) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", RECORD, str(file), str(limit)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stdout.readline() == "recording\n"
    return process


def test_a_killed_process_leaves_a_readable_recording(
    virtual_sound: VirtualSound, speech: Path, tmp_path: Path
) -> None:
    file = tmp_path / "answer.wav"
    with recording_process(file) as process:
        virtual_sound.speak(speech).wait()
        time.sleep(0.6)
        os.kill(process.pid, signal.SIGKILL)
    assert frames(file) * 2 + 44 >= file.stat().st_size - 1024  # at most the block in hand is not counted
    assert similarity(speech, file) >= 0.9


def test_a_full_disk_keeps_what_was_recorded(
    virtual_sound: VirtualSound, speech: Path, tmp_path: Path
) -> None:
    file = tmp_path / "answer.wav"
    with recording_process(file, limit=80_000) as process:
        said = virtual_sound.speak(speech)
        assert process.stdout
        warning, stop = process.stdout.read().splitlines()
        said.wait()
    assert warning.startswith(f"The disk is full: the recording ended after 2 s and is in {file}.")
    assert stop == f"stop: {warning}"
    assert 79_000 - 1024 < 2 * frames(file) < 80_000
    assert abs(files.load(file)).max() > 0.05


def test_a_recording_is_never_overwritten(virtual_sound: VirtualSound, tmp_path: Path) -> None:
    (tmp_path / "answer.wav").write_bytes(b"precious")
    with pytest.raises(AudioError, match=r"cannot be recorded to: File exists"):
        Recorder(tmp_path / "answer.wav", Settings()).start()
    assert (tmp_path / "answer.wav").read_bytes() == b"precious"
