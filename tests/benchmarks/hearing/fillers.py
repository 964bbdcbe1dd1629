"""How many of the spoken "um" and "uh" are found."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from interviewer import locations
from interviewer.settings import Settings
from interviewer.speech import stt
from interviewer.speech.audio import files
from interviewer.speech.stt.language import ENGLISH
from interviewer.speech.stt.transcript import Transcript
from interviewer.speech.stt.transcription import transcribe
from tests.benchmarks.hearing.accuracy_measure import word_errors
from tests.benchmarks.hearing.accuracy_speech import people
from tests.benchmarks.hearing.hesitant import GAPS, Samples, hesitant

VOICES = ("piper", "pyttsx3")


@dataclass
class Tally:
    """Fillers and words."""

    found: int = 0
    spoken: int = 0
    written: int = 0
    wrong: int = 0
    words: int = 0

    @property
    def line(self) -> str:
        """Found of all that were spoken, precision, and word error rate of the rest."""
        recall = f"{self.found} of {self.spoken}"
        precision = f"{self.found / self.written:.2f}" if self.written else "-"
        return f"{recall} | {precision} | {100 * self.wrong / self.words:.1f} %"


def heard(engine: stt.SttEngine, samples: Samples, terms: tuple[str, ...], *, prompted: bool) -> Transcript:
    """What an engine hears, as the app has it, or without the prompt that hesitates."""
    return transcribe(
        samples,
        terms,
        engine._decode,  # type: ignore[attr-defined]
        engine="",
        model=engine.model,
        language=ENGLISH if prompted else None,
    )


def tally(engine: stt.SttEngine, voice: str, gaps: str, folder: Path, *, prompted: bool) -> Tally:
    """The four answers of a voice."""
    counted = Tally()
    for answer in hesitant(voice, gaps, folder):
        transcript = heard(engine, answer.samples, answer.terms, prompted=prompted)
        wrong, words = word_errors(answer.text, transcript.text)
        counted.found += answer.found(transcript.fillers)
        counted.spoken += len(answer.fillers)
        counted.written += len(transcript.fillers)
        counted.wrong += wrong
        counted.words += words
    return counted


def false_alarms(engine: stt.SttEngine) -> Iterator[tuple[float, int]]:
    """Seconds, and fillers found, of each recording of people who read and say none."""
    for speech in people():
        samples = files.load(speech.sound)
        transcript = heard(engine, samples, (), prompted=True)
        yield transcript.seconds, len(transcript.fillers)


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="fillers", description=__doc__)
    parser.add_argument(
        "--cache", type=Path, default=locations.find().cache, help="joined weights and speech"
    )
    cache: Path = parser.parse_args(arguments).cache
    models = locations.Locations(data=cache, cache=cache).models
    print("| model | prompt | voice | silence around | found | precision | WER of the rest |")
    print("|---|---|---|---|---|---|---|")
    for model in ("tiny.en", "base"):
        engine = stt.load(Settings(stt_model=model, stt_device="cpu"), models)
        count = partial(tally, engine, folder=cache / "fillers")
        for prompted in (False, True):
            for voice in VOICES:
                for gaps in GAPS:
                    line = count(voice, gaps, prompted=prompted).line
                    prompt = "yes" if prompted else "no"
                    print(f"| {model} | {prompt} | {voice} | {gaps} | {line} |", flush=True)
        read = list(false_alarms(engine))
        wrong, seconds = sum(number for _, number in read), sum(length for length, _ in read)
        print(f"\n{model}: {wrong} written into {seconds:.0f} s that people read without any.\n", flush=True)
