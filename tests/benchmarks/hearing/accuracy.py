"""Word error rate and technical terms by engine, model and vocabulary."""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from interviewer import bank, locations
from interviewer.bank import Bank
from interviewer.session.vocabulary import glossary, terms
from interviewer.settings import Settings
from interviewer.speech import stt
from tests.benchmarks.hearing.accuracy_measure import right, word_errors
from tests.benchmarks.hearing.accuracy_speech import VOICES, Speech, answers, people

MODELS = ("faster-whisper:tiny.en", "faster-whisper:base", "whisper:tiny.en", "whisper:base")

Vocabulary = Callable[[Speech, Bank], Sequence[str]]


def _as_asked(speech: Speech, questions: Bank) -> Sequence[str]:
    """What the app gives; for people who answer no question, the terms of one that they do not answer."""
    question = questions[speech.question or "llm-finetuning-qlora"]
    return terms(question, glossary(question, questions), ())


def _own(speech: Speech, questions: Bank) -> Sequence[str]:
    return questions[speech.question].terms if speech.question else ()


VOCABULARIES: dict[str, Vocabulary] = {
    "none": lambda _speech, _questions: (),
    "question's": _own,
    "app's": _as_asked,
    "what is said": lambda speech, _questions: speech.terms,
}
"""Which terms are expected: none; the question's own; those that the app makes of them; the very terms that
are said, which nobody can know before."""


@dataclass
class Tally:
    """What came of all that one speaker said."""

    wrong: int = 0
    words: int = 0
    terms_right: int = 0
    terms: int = 0
    audio: float = 0.0
    """Seconds."""
    took: float = 0.0
    """Seconds."""

    @property
    def word_error_rate(self) -> float:
        """Words wrong, missing or too many, for each that was said."""
        return self.wrong / self.words

    @property
    def recall(self) -> float:
        """Share of the technical terms that are right."""
        return self.terms_right / self.terms


def tally(
    engine: stt.SttEngine, speeches: Sequence[Speech], vocabulary: Vocabulary, questions: Bank
) -> dict[str, Tally]:
    """Transcribe all of it; returns what came of it by speaker."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for speech in speeches:
        begun = time.perf_counter()
        transcript = engine.transcribe(speech.sound, vocabulary(speech, questions))
        found, of = right(speech.terms, transcript.text), tallies[speech.speaker]
        wrong, words = word_errors(speech.text, transcript.text)
        of.took += time.perf_counter() - begun
        of.audio += transcript.seconds
        of.wrong, of.words = of.wrong + wrong, of.words + words
        of.terms_right, of.terms = of.terms_right + len(found), of.terms + len(speech.terms)
    return tallies


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="accuracy", description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="where weights and speech are kept")
    parser.add_argument("--models", default=",".join(MODELS))
    parser.add_argument("--vocabularies", default=",".join(VOCABULARIES))
    parser.add_argument("--answers", type=int, help="only so many of each voice")
    chosen = parser.parse_args(arguments)
    speech = chosen.cache / "speech"
    speeches = [*people(), *chain.from_iterable(answers(voice, speech, chosen.answers) for voice in VOICES)]
    print("| engine | model | vocabulary | speaker | word error rate | terms | times real time |")
    print("|---|---|---|---|---|---|---|")
    for name in chosen.models.split(","):
        engine, _, model = name.partition(":")
        settings = Settings(stt_engine=engine, stt_model=model, stt_device="cpu")
        loaded = stt.load(settings, chosen.cache / "models")
        for vocabulary in chosen.vocabularies.split(","):
            for line in _lines(loaded, speeches, vocabulary):
                print(f"| {engine} | {model} | {vocabulary} | {line} |", flush=True)


def _lines(engine: stt.SttEngine, speeches: Sequence[Speech], vocabulary: str) -> Iterator[str]:
    questions = bank.load(locations.content())
    said = [speech for speech in speeches if speech.terms or vocabulary in ("none", "app's")]
    for speaker, of in tally(engine, said, VOCABULARIES[vocabulary], questions).items():
        recall = f"{of.terms_right} of {of.terms}, {of.recall:.1%}" if of.terms else ""
        yield f"{speaker} | {of.word_error_rate:.1%} | {recall} | {of.audio / of.took:.1f}"
