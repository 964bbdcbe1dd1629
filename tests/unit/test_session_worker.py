"""The worker processes: what they answer, and what happens when one of the two sides is gone."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
import wave
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from interviewer import locations, settings
from interviewer.errors import EngineError, WorkerError
from interviewer.session.worker.client import Worker
from interviewer.speech.recording import Recording
from tests.audio.virtual_sound import VirtualSound

LONG = "This sentence is said again and again. " * 40


@pytest.fixture
async def worker(home: Path) -> AsyncIterator[Worker]:
    worker = Worker("sound", settings.load(), locations.find())
    yield worker
    await worker.close()


async def test_a_call_comes_back_as_the_type_that_it_promises(worker: Worker, tmp_path: Path) -> None:
    recording = await worker.call("render", Recording, text="Hello there.", file=tmp_path / "a.wav")
    assert recording.path == tmp_path / "a.wav" and 0.3 < recording.seconds < 5


async def test_an_error_comes_back_as_the_class_that_was_raised(home: Path, tmp_path: Path) -> None:
    flags = {"tts_engine": "trumpet"}
    worker = Worker("sound", settings.load(flags=flags), locations.find())
    try:
        with pytest.raises(EngineError, match=r"'trumpet' is not a voice engine.*pyttsx3"):
            await worker.call("render", Recording, text="Hello", file=tmp_path / "a.wav")
    finally:
        await worker.close()


async def test_a_worker_that_dies_fails_its_calls_and_is_started_anew(worker: Worker, tmp_path: Path) -> None:
    call = asyncio.create_task(worker.call("render", Recording, text=LONG, file=tmp_path / "a.wav"))
    first = (await worker.start()).pid
    await asyncio.sleep(0.1)
    os.kill(first, signal.SIGKILL)
    with pytest.raises(WorkerError, match=r"ended unexpectedly.*started anew"):
        await call
    again = await worker.call("render", Recording, text="Hello.", file=tmp_path / "b.wav")
    assert again.seconds > 0 and worker.pid != first


async def test_what_libraries_print_goes_to_the_log_and_not_to_the_screen(worker: Worker, home: Path) -> None:
    with pytest.raises(WorkerError, match=r"ended unexpectedly.*worker\.log"):
        await worker.call("missing", None)
    log = home / "worker.log"
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


async def test_the_log_does_not_grow_for_ever(worker: Worker, long_log: Path) -> None:
    await worker.start()
    assert sizes(long_log.parent) == {"worker.log": 0, "worker.old.log": 2_000_000}


def sizes(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_size for file in folder.iterdir()}


@pytest.fixture
def long_log(home: Path) -> Path:
    home.mkdir()
    file = home / "worker.log"
    file.write_text("a line of a library\n" * 100_000, encoding="utf-8")
    return file


RECORD = """
import asyncio, sys
from pathlib import Path
from interviewer import locations, settings
from interviewer.session.sound import Sound

async def main():
    sound = Sound(settings.load(), locations.find())
    await sound.open_microphone(Path(sys.argv[1]))
    print("open", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.mark.sound
def test_a_recording_is_whole_when_the_app_is_killed(virtual_sound: VirtualSound, tmp_path: Path) -> None:
    file = tmp_path / "answer.wav"
    with subprocess.Popen([sys.executable, "-c", RECORD, str(file)], stdout=subprocess.PIPE) as app:
        assert app.stdout and app.stdout.readline() == b"open\n"
        time.sleep(1.5)
        app.kill()
    time.sleep(0.5)
    with wave.open(str(file)) as recording:
        assert 1.2 < recording.getnframes() / recording.getframerate() < 3
