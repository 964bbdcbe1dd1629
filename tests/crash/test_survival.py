"""What else can go wrong in an interview: told in a sentence, and nothing that was said or typed is lost."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest

from interviewer import locations, settings
from interviewer.errors import InterviewerError, WorkerEndedError
from interviewer.session.interview import Phase
from interviewer.session.models import Models
from interviewer.session.resume import cut_off
from tests.crash.microphone import FedMicrophone
from tests.crash.run import Run, assert_all_end, processes
from tests.crash.witness import HEADER, SILENT_START, ended, opened

ROOT = Path(__file__).parents[2]


@pytest.mark.sound
@pytest.mark.usefixtures("quick")
def test_two_interviews_at_once_in_one_log(home: Path, microphone: FedMicrophone) -> None:
    with Run(home) as first, Run(home) as second:
        first.go_to(Phase.TYPING)
        second.go_to(Phase.TYPING)
        with opened(home) as history:
            assert not cut_off(history), "what goes on elsewhere is not offered"
        for run in (first, second):
            run.go_to(Phase.FEEDBACK)
            run.end()
    with opened(home) as history:
        one, other = (history.attempts(summary.session.id) for summary in history.sessions())
        assert {attempt.status for attempt in one + other} == {"graded"}
        assert {summary.session.status for summary in history.sessions()} == {"ended"}


@pytest.mark.sound
@pytest.mark.usefixtures("quick")
def test_a_log_that_another_program_locks_delays_and_loses_nothing(
    home: Path, microphone: FedMicrophone
) -> None:
    with Run(home) as run:
        run.go_to(Phase.TYPING)
        with closing(sqlite3.connect(home / "interviewer.db", isolation_level=None)) as other:
            other.execute("begin immediate")
            troubled = run.wait(lambda event: event["trouble"])
            assert "Another program is writing to the log" in troubled["trouble"]
            typed = run.wait(lambda event: event["draft"] > troubled["draft"])
            assert typed["phase"] == Phase.TYPING, "the typing goes on"
            other.execute("rollback")
        run.wait(lambda event: not event["trouble"])
        run.go_to(Phase.FEEDBACK)
        run.end()
    (attempt,) = ended(home)
    assert attempt.status == "graded" and (attempt.answer or "").startswith(typed["draft"].strip())


@pytest.mark.sound
@pytest.mark.usefixtures("quick")
def test_a_disk_that_is_full_costs_nothing_said_or_typed(home: Path, microphone: FedMicrophone) -> None:
    with Run(home) as run:
        run.go_to(Phase.LISTENING)
        listening = run.wait(lambda event: event["sound"])
        (recording,) = (home / "recordings").glob("*.wav")
        full_at = recording.stat().st_size + 40_000
        resource.prlimit(listening["sound"], resource.RLIMIT_FSIZE, (full_at, full_at))
        run.wait(lambda event: "The disk is full" in event["warning"])
        run.go_to(Phase.CHECKING)
        assert "The disk is full" in run.events[-1]["notice"]
        assert 0 <= full_at - recording.stat().st_size < 2_048
        run.go_to(Phase.FEEDBACK)
        run.end()
    (attempt,) = ended(home)
    assert attempt.recording == recording and attempt.status == "graded"


@pytest.mark.sound
@pytest.mark.usefixtures("quick")
def test_a_sound_card_that_is_pulled_out_costs_nothing_said(home: Path, microphone: FedMicrophone) -> None:
    with Run(home) as run:
        run.go_to(Phase.LISTENING)
        (recording,) = (home / "recordings").glob("*.wav")
        while recording.stat().st_size < 50_000:
            run.wait(lambda event: event["phase"] == Phase.LISTENING)
        microphone.sound.stop()
        run.wait(lambda event: "stopped sending" in event["warning"])
        run.go_to(Phase.FEEDBACK)
        run.end()
    (attempt,) = ended(home)
    assert attempt.recording == recording and attempt.status == "graded"
    assert microphone.heard_until(recording.read_bytes()[HEADER + SILENT_START :]) > 0


@pytest.mark.sound
@pytest.mark.usefixtures("quick")
def test_recordings_that_cannot_be_made_hold_the_interview_until_they_can(
    home: Path, microphone: FedMicrophone
) -> None:
    home.mkdir()
    (home / "recordings").write_text("in the way of the folder")
    with Run(home) as run:
        run.set_goal(Phase.LISTENING)
        blocked = run.wait(lambda event: event["trouble"])
        assert "The folder for recordings" in blocked["trouble"]
        (home / "recordings").unlink()
        run.go_to(Phase.LISTENING)
        run.end()
    (attempt,) = ended(home)
    assert attempt.recording and attempt.recording.exists()


@pytest.mark.sound
@pytest.mark.usefixtures("quick")
def test_a_voice_that_renders_ends_with_its_worker(home: Path, microphone: FedMicrophone) -> None:
    with Run(home, INTERVIEWER_CACHE=str(home / "cache")) as run:
        asking = run.wait(lambda event: event["sound"])
        deadline = time.monotonic() + 10
        while len(pids := set(processes(home))) < 3:  # the program, its sound worker, and a voice of that
            assert time.monotonic() < deadline, "no voice renders"
        os.kill(asking["sound"], signal.SIGKILL)
        run.kill()
        assert len(pids) == 3
        assert_all_end(home)


@pytest.fixture
async def models(home: Path, quick: None) -> AsyncIterator[Models]:
    models = Models(settings.load(), locations.find())
    yield models
    await models.close()


def take_memory(process: int) -> None:
    """Let a process have no more memory than it has now."""
    size = int(Path(f"/proc/{process}/statm").read_text().split()[0]) * resource.getpagesize()
    resource.prlimit(process, resource.RLIMIT_AS, (size, resource.RLIM_INFINITY))


def give_memory(process: int) -> None:
    """Undo `take_memory`."""
    resource.prlimit(process, resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


async def test_memory_that_runs_out_while_it_transcribes_is_survived(
    models: Models, say_clearly: Callable[[str], Path]
) -> None:
    answer = say_clearly("Precision is the share of the positive predictions that are right.")
    before = await models.transcribe(answer)
    worker = models._worker.pid
    assert worker
    take_memory(worker)
    try:
        again = await models.transcribe(answer)
    except InterviewerError as error:
        assert "memory" in str(error)
        give_memory(worker)
        again = await models.transcribe(answer)
    assert again.text == before.text


async def test_a_worker_that_is_killed_for_memory_is_told_so(models: Models, tmp_path: Path) -> None:
    call = asyncio.create_task(models._worker.call("warm_up", None))
    process = await models._worker.start()
    await asyncio.sleep(0.1)
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(WorkerEndedError, match=r"memory is short: close other programs.*tiny\.en"):
        await call


@pytest.mark.usefixtures("quick")
def test_a_machine_without_memory_for_the_models_keeps_the_answer(home: Path) -> None:
    limited = (
        "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29)); "
        "sys.argv = ['candidate']; runpy.run_module('tests.crash.candidate', run_name='__main__')"
    )
    command = [sys.executable, "-c", limited]
    environment = {**os.environ, "INTERVIEWER_SCORING_ENGINE": "embedding", "INTERVIEWER_TTS_ENGINE": "none"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout
        process.stdin.write(b"feedback\n")
        process.stdin.flush()
        notice = next(line for line in process.stdout if b"graded from the review" in line)
        process.stdin.write(b"end\n")
        process.stdin.flush()
        process.communicate(timeout=60)
    assert b"There is not enough memory for this: close other programs" in notice
    (attempt,) = ended(home)
    assert attempt.ungraded and attempt.answer
