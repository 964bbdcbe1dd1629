"""How long the transcript of a spoken answer takes after its end, and what listening costs meanwhile.

The answers are played in real time into a recording that grows, as the microphone's does, and the worker
process of the app listens to it. Then the same recording is transcribed in one go.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, cycle, islice
from pathlib import Path
from statistics import median, quantiles

import numpy as np
import numpy.typing as npt

from interviewer import locations
from interviewer.session.models import Models
from interviewer.settings import Settings
from interviewer.speech.audio import files
from interviewer.speech.audio.wav import WavWriter
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.heard import Heard
from interviewer.speech.stt.voice import VOICE_ENDS
from interviewer.speech.stt.voice_activity import FRAME, VoiceActivity
from tests.benchmarks.hearing.accuracy_measure import word_errors
from tests.benchmarks.hearing.accuracy_speech import Speech, answers, people
from tests.benchmarks.hearing.app import Use

_BETWEEN = 0.8
"""Seconds of silence between two clips of one answer."""

_BLOCK = SAMPLE_RATE // 50

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is said: one or several pieces of speech, and the vocabulary that is expected."""

    sound: Samples
    text: str
    terms: tuple[str, ...]

    @classmethod
    def of(cls, speeches: Sequence[Speech]) -> Answer:
        """The speeches after one another, up to the very end of the last word."""
        between = np.zeros(round(_BETWEEN * SAMPLE_RATE), np.float32)
        sound = np.concatenate(
            list(chain.from_iterable((between, files.load(one.sound)) for one in speeches))
        )
        voiced = np.flatnonzero(VoiceActivity().feed(sound).probabilities >= VOICE_ENDS)
        return cls(
            sound=sound[: (int(voiced[-1]) + 1) * FRAME],
            text=" ".join(one.text for one in speeches),
            terms=tuple(dict.fromkeys(term for one in speeches for term in one.terms)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One answer: times in seconds, errors in words."""

    seconds: float
    tail: float
    """From the end of the recording to the transcript."""
    tail_cpu: float
    """Processor time that took."""
    batch: float
    """For the whole recording in one go."""
    batch_cpu: float
    listening_cpu: float
    """Processor time taken while the answer was given."""
    most_behind: float
    memory: int
    """Bytes that the worker held at the end of the answer."""
    errors: int
    batch_errors: int
    words: int


async def measured(models: Models, answer: Answer, file: Path, pause: float) -> Measured:
    """Speak an answer to the listening worker.

    Args:
        models: With its models in memory.
        answer: What is said.
        file: The recording.
        pause: Seconds from the last word to the end of the recording.
    """
    sound = np.concatenate([answer.sound, np.zeros(round(pause * SAMPLE_RATE), np.float32)])
    behind = [0.0]

    def follow(heard: Heard) -> None:
        behind.append(heard.behind)

    models.on_heard = follow
    pid = models._worker.pid
    assert pid
    before = Use.of(pid)
    recording = WavWriter(file, SAMPLE_RATE)
    await models.listen(file, answer.terms)
    async for block in in_real_time(sound):
        recording.append((block * 32767).astype("<i2").tobytes())
    recording.close()
    listened, ended = Use.of(pid), time.perf_counter()
    live = await models.heard(file, answer.terms)
    tail, done = time.perf_counter() - ended, Use.of(pid)
    begun = time.perf_counter()
    batch = await models.transcribe(file, answer.terms)
    errors, words = word_errors(answer.text, live.text)
    return Measured(
        seconds=len(sound) / SAMPLE_RATE,
        tail=tail,
        tail_cpu=done.cpu - listened.cpu,
        batch=time.perf_counter() - begun,
        batch_cpu=Use.of(pid).cpu - done.cpu,
        listening_cpu=listened.cpu - before.cpu,
        most_behind=max(behind),
        memory=listened.memory,
        errors=errors,
        batch_errors=word_errors(answer.text, batch.text)[0],
        words=words,
    )


async def in_real_time(sound: Samples) -> AsyncIterator[Samples]:
    """Blocks of 20 ms, each when it was spoken."""
    begun = time.perf_counter()
    for first in range(0, len(sound), _BLOCK):
        await asyncio.sleep(max(0.0, begun + first / SAMPLE_RATE - time.perf_counter()))
        yield sound[first : first + _BLOCK]


def spoken(cache: Path, seconds: float, most: int) -> Iterator[Answer]:
    """Answers of about that length, by people and by a natural voice in turn."""
    sources = [cycle(list(people())), cycle(list(answers("piper", cache / "speech")))]
    for source in islice(cycle(sources), most):
        speeches: list[Speech] = []
        while not speeches or sum(files.seconds(one.sound) for one in speeches) < seconds * 0.8:
            speeches.append(next(source))
        yield Answer.of(speeches)


async def report(
    cache: Path, model: str, lengths: Sequence[float], pauses: Sequence[float], most: int
) -> None:
    """Print the table.

    Args:
        cache: Where weights, speech and recordings are kept.
        model: Name of the Whisper model.
        lengths: Of the answers in seconds, about.
        pauses: Between the last word and the end of the recording.
        most: Answers of each length and pause.
    """
    places = locations.Locations(data=cache / "data", cache=cache)
    settings = Settings(stt_model=model, stt_device="cpu")
    recordings = cache / "recordings"
    recordings.mkdir(parents=True, exist_ok=True)
    models = Models(settings, places)
    await models.warm_up()
    print(f"Whisper {model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(
        "| answer | pause | answers | tail median | p95 | cpu | batch | cpu | WER live | batch "
        "| cpu while listening | most behind | memory |"
    )
    print("|" + "---|" * 13)
    found = defaultdict(list)
    try:
        for seconds in lengths:
            for answer in spoken(cache, seconds, most):
                for pause in pauses:
                    file = recordings / "answer.wav"
                    file.unlink(missing_ok=True)
                    found[seconds, pause].append(await measured(models, answer, file, pause))
            for pause in pauses:
                print(_row(seconds, pause, found[seconds, pause]), flush=True)
    finally:
        await models.close()


def _row(seconds: float, pause: float, of: Sequence[Measured]) -> str:
    tails = [one.tail for one in of]
    p95 = quantiles(tails, n=20, method="inclusive")[-1] if len(tails) > 1 else tails[0]
    words = sum(one.words for one in of)
    return (
        f"| {seconds:.0f} s | {pause:.1f} s | {len(of)} | {median(tails):.2f} s | {p95:.2f} s "
        f"| {median(one.tail_cpu for one in of):.2f} s "
        f"| {median(one.batch for one in of):.1f} s | {median(one.batch_cpu for one in of):.1f} s "
        f"| {sum(one.errors for one in of) / words:.1%} | {sum(one.batch_errors for one in of) / words:.1%} "
        f"| {sum(one.listening_cpu for one in of) / sum(one.seconds for one in of):.0%} "
        f"| {max(one.most_behind for one in of):.0f} s | {max(one.memory for one in of) >> 20} MiB |"
    )


def main(arguments: Sequence[str]) -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="folder for weights and speech")
    parser.add_argument("--model", default="base")
    parser.add_argument("--lengths", default="30,90,180", help="seconds")
    parser.add_argument("--pauses", default="0.3,1.0", help="seconds from the last word to 'done'")
    parser.add_argument("--answers", type=int, default=6, help="of each length and pause")
    chosen = parser.parse_args(arguments)
    lengths, pauses = (list(map(float, text.split(","))) for text in (chosen.lengths, chosen.pauses))
    asyncio.run(report(chosen.cache, chosen.model, lengths, pauses, chosen.answers))
