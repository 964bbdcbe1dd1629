"""The whole app while it listens: processor time and memory of its processes, and whether sound is lost.

A long answer is played into a virtual microphone, as fast as it was spoken, while another process takes all
of one core. `python -m tests.benchmarks.hearing app --minutes 10`.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from interviewer import locations, settings
from interviewer.session.interview import Command, Phase
from interviewer.session.live_answer import LiveAnswer
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.speech.audio import files
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from tests.audio.alignment import shifts
from tests.audio.virtual_sound import VirtualSound

CLIPS = Path(__file__).parents[2] / "fixtures" / "audio"
QUESTION = "classification-metrics-precision"
_GAP_SECONDS = 1.5
_EVERY_SECONDS = 30.0
_TICKS = os.sysconf("SC_CLK_TCK")
_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Use:
    """What one process has taken so far: seconds of processor time, bytes of memory now."""

    cpu: float
    memory: int

    @classmethod
    def of(cls, pid: int) -> Use:
        """The present use of a process and all its threads."""
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return cls((int(fields[11]) + int(fields[12])) / _TICKS, pages * resource.getpagesize())


@dataclass
class Observed:
    """What was seen while the app listened."""

    played: Path
    recorded: Path
    seconds: float
    before: dict[str, Use]
    uses: list[dict[str, Use]]
    most_behind: float
    """Seconds of speech that waited at most."""
    told_behind: bool
    """Whether the candidate was told so."""
    tail: float
    """Seconds from the end of the answer to its transcript."""
    words: int

    @property
    def lost(self) -> float:
        """Seconds of sound that are missing."""
        found = shifts(self.played, self.recorded)
        return max(itertools.accumulate(found, max), default=0.0) - found[-1] if found else 0.0


def long_answer(file: Path, seconds: float) -> Path:
    """Human speech of at least that length, with pauses."""
    speech = [files.load(CLIPS / name) for name in ("austen.flac", "jfk.flac")]
    gap = np.zeros(round(_GAP_SECONDS * SAMPLE_RATE), np.float32)
    parts, length = [], 0
    for clip in itertools.cycle(speech):
        if length >= seconds * SAMPLE_RATE:
            break
        parts += [clip, gap]
        length += len(clip) + len(gap)
    samples = np.concatenate(parts)
    with wave.open(str(file), "wb") as wav:
        wav.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        wav.writeframes((samples * 32767).astype(np.int16).tobytes())
    return file


@contextmanager
def busy_core(busy: bool) -> Iterator[None]:
    """While the block runs, another process takes all that it can of one core."""
    command = [sys.executable, "-c", "while True: pass"]
    with subprocess.Popen(command) if busy else nullcontext() as process:
        try:
            yield
        finally:
            if process:
                process.kill()


async def observe(sound: VirtualSound, folder: Path, seconds: float, *, busy: bool) -> Observed:
    """Have the app listen to a long answer.

    Args:
        sound: Whose environment the process has.
        folder: For the sound that is played.
        seconds: Length of the answer at least.
        busy: Whether another process takes one core meanwhile.
    """
    answer = long_answer(folder / "answer.wav", seconds)
    runtime = Runtime(settings.load(flags={"tts_engine": "none", "end_of_turn": 0}), locations.find())
    async with _listening(runtime) as screen:
        conductor = screen._conductor
        pids = {
            "screen": os.getpid(),
            "sound": runtime.sound._worker.pid or 0,
            "models": runtime.models._worker.pid or 0,
        }
        before, uses = {name: Use.of(pid) for name, pid in pids.items()}, list[dict[str, Use]]()
        began = time.monotonic()
        behind, told = 0.0, False
        with busy_core(busy), sound.speak(answer) as playing:
            while playing.poll() is None:
                await asyncio.sleep(0.2)
                live = conductor.live or LiveAnswer()
                behind = max(behind, live.heard.behind if live.heard else 0.0)
                told |= bool(live.behind)
                if time.monotonic() - began >= _EVERY_SECONDS * (len(uses) + 1):
                    uses.append({name: Use.of(pid) for name, pid in pids.items()})
            uses.append({name: Use.of(pid) for name, pid in pids.items()})
        lasted = time.monotonic() - began
        ended = time.monotonic()
        conductor.send(Command.DONE)
        while conductor.interview.phase is not Phase.CHECKING:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        tail = time.monotonic() - ended
        turn = conductor.turn
        assert turn and turn.recording and turn.transcript
        return Observed(
            played=answer,
            recorded=turn.recording.path,
            seconds=lasted,
            before=before,
            uses=uses,
            most_behind=behind,
            told_behind=told,
            tail=tail,
            words=len(turn.transcript.words),
        )


@asynccontextmanager
async def _listening(runtime: Runtime) -> AsyncIterator[InterviewScreen]:
    """The app at 80x24, with its models loaded and its microphone open."""
    runtime.first_run.done()
    app = InterviewerApp(runtime)
    async with app.run_test(size=(80, 24)):
        await runtime.models.warm_up()
        screen = InterviewScreen(
            runtime, runtime.conductor(Setup(kind="practice", chosen=(QUESTION,), questions=1))
        )
        await app.push_screen(screen)
        while not screen.listening:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        yield screen


def table(seen: Observed) -> str:
    """What was seen, for a terminal."""
    lines = [f"{'process':<8}  {'% of a core':>11}  memory in MiB, every {_EVERY_SECONDS:.0f} s"]
    for name, before in seen.before.items():
        share = 100 * (seen.uses[-1][name].cpu - before.cpu) / seen.seconds
        memory = " ".join(f"{use[name].memory / _MEGABYTE:.0f}" for use in seen.uses)
        lines.append(f"{name:<8}  {share:>11.1f}  {memory}")
    told = "and it was told" if seen.told_behind else "nothing had to be told"
    lines += [
        f"{seen.seconds:.0f} s of answer, {seen.words} words; {seen.lost * 1000:.0f} ms of sound lost",
        f"at most {seen.most_behind:.0f} s of speech waited, {told}",
        f"{seen.tail:.2f} s from the end of the answer to its transcript",
    ]
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.hearing app", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--idle", action="store_true", help="let the other core be free")
    options = parser.parse_args(arguments)
    sound = VirtualSound()
    sound.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            os.environ.update(sound.environment, INTERVIEWER_HOME=str(Path(folder, "home")))
            seen = asyncio.run(observe(sound, Path(folder), 60 * options.minutes, busy=not options.idle))
            print(table(seen))
    finally:
        sound.stop()
