"""Transcription while the speech comes in: the same words, early, and none lost by a slow decoder."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from interviewer import locations
from interviewer.errors import EngineError
from interviewer.settings import Settings
from interviewer.speech import stt
from interviewer.speech.audio import files
from interviewer.speech.stt.heard import Heard
from interviewer.speech.stt.live import LiveTranscription
from interviewer.speech.stt.transcript import Transcript, Word

RATE = 16_000
Samples = npt.NDArray[np.float32]

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture(scope="module")
def tiny(shared_cache: Path) -> stt.SttEngine:
    models = locations.Locations(data=shared_cache, cache=shared_cache).models
    return stt.load(Settings(stt_model="tiny.en", stt_device="cpu"), models)


class Counter:
    """An engine that tells when it was given what, and takes its time if told so."""

    model, device = "counter", "cpu"

    def __init__(self) -> None:
        self.lengths: list[float] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def transcribe(self, audio: Path | Samples, terms: Sequence[str] = ()) -> Transcript:
        assert isinstance(audio, np.ndarray)
        self.may_go_on.wait(20)
        self.lengths.append(len(audio) / RATE)
        number, end = f"{len(self.lengths)}.", len(audio) / RATE
        word = Word(text=number, start=0.1, end=end, probability=0.9)
        return Transcript(text=number, words=(word,), engine="counter", model="counter", seconds=end)

    def check(self) -> str:
        return "It counts."


@pytest.fixture(scope="module")
def sentences(fixtures: Path) -> Samples:
    """Three utterances of 7 to 10 s."""
    return files.load(fixtures / "audio/austen.flac")


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def feed(live: LiveTranscription, samples: Samples, speed: float = float("inf")) -> Iterator[Heard]:
    """What is heard after each fifth of a second, at so many times the pace of speech."""
    step = RATE // 5
    for first in range(0, len(samples), step):
        live.feed(samples[first : first + step])
        time.sleep(0.2 / speed)
        yield live.heard()


def wait_for(live: LiveTranscription, sign: Callable[[Heard], object]) -> Heard:
    for _ in range(1_000):
        if sign(heard := live.heard()):
            return heard
        time.sleep(0.01)
    raise AssertionError(live.heard())


def covered(transcript: Transcript) -> float:
    """Seconds of the recording that a `Counter` was given."""
    return sum(word.end - word.start for word in transcript.words)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def test_speech_becomes_text_while_it_is_spoken(tiny: stt.SttEngine, sentences: Samples) -> None:
    live = LiveTranscription(lambda: tiny)
    states = list(feed(live, np.concatenate([sentences, silence(1)]), speed=10))
    early = wait_for(live, lambda heard: heard.text.endswith("was,") or len(words(heard.text)) > 30)
    transcript = live.finish()
    assert transcript.text.startswith(early.text)
    for before, after in pairwise(states):
        assert after.text.startswith(before.text)
    batch = tiny.transcribe(sentences)
    differing = set(words(transcript.text)) ^ set(words(batch.text))
    assert len(differing) <= 4
    assert abs(len(words(transcript.text)) - len(words(batch.text))) <= 2
    assert (transcript.engine, transcript.model) == (batch.engine, batch.model)
    assert transcript.seconds == len(sentences) / RATE + 1


def test_words_have_the_times_at_which_they_are_said(tiny: stt.SttEngine, sentences: Samples) -> None:
    live = LiveTranscription(lambda: tiny)
    live.feed(np.concatenate([silence(40), sentences]))
    transcript = live.finish()
    alone = {word.text: word for word in tiny.transcribe(sentences).words}
    matched = [(word, alone[word.text]) for word in transcript.words if word.text in alone]
    once = [pair for pair in matched if [word.text for word, _ in matched].count(pair[0].text) == 1]
    assert len(once) > 15
    assert all(abs(word.start - 40 - other.start) < 0.5 for word, other in once)
    times = [time for word in transcript.words for time in (word.start, word.end)]
    assert times == sorted(times)


def test_nothing_is_heard_in_silence(tiny: stt.SttEngine) -> None:
    live = LiveTranscription(lambda: tiny)
    *_, last = feed(live, silence(5))
    transcript = live.finish()
    assert transcript.text == "" and transcript.words == () and transcript.model == "tiny.en"
    assert not last.voiced and last.silence == pytest.approx(5, abs=0.1) and transcript.seconds == 5


def test_in_a_pause_the_rest_is_decoded_ahead(sentences: Samples) -> None:
    engine = Counter()
    live = LiveTranscription(lambda: engine)
    live.feed(np.concatenate([sentences[: 4 * RATE], silence(0.9)]))
    assert wait_for(live, lambda heard: heard.provisional).provisional == "1."
    assert live.finish().text == "1." and len(engine.lengths) == 1


def test_what_was_decoded_ahead_is_no_part_of_the_text_when_speech_goes_on(sentences: Samples) -> None:
    engine = Counter()
    live = LiveTranscription(lambda: engine)
    live.feed(np.concatenate([sentences[: 4 * RATE], silence(0.9)]))
    wait_for(live, lambda heard: heard.provisional)
    live.feed(np.concatenate([sentences[4 * RATE :], silence(3)]))
    transcript = live.finish()
    assert "1." not in transcript.text.split() and transcript.text
    assert not live.heard().provisional and live.heard().text == transcript.text


def test_a_slow_decoder_falls_behind_and_leaves_nothing_out(sentences: Samples) -> None:
    engine, quick = Counter(), Counter()
    engine.may_go_on.clear()
    answer = np.concatenate([sentences, silence(1)] * 6)
    live = LiveTranscription(lambda: engine)
    *_, last = feed(live, answer)
    assert last.behind > 100 and last.text == "" and last.voiced and last.seconds == len(answer) / RATE
    engine.may_go_on.set()
    late = live.finish()
    assert live.heard().behind == 0 and live.heard().text == late.text
    in_time = LiveTranscription(lambda: quick)
    for _ in feed(in_time, answer):
        wait_for(in_time, lambda heard: not heard.behind)
    assert covered(late) == pytest.approx(covered(in_time.finish()), rel=0.1)
    assert len(engine.lengths) < len(quick.lengths)


def test_a_pause_is_noticed_while_the_model_still_loads(sentences: Samples) -> None:
    loaded, engine = threading.Event(), Counter()

    def load() -> stt.SttEngine:
        loaded.wait(20)
        return engine

    live = LiveTranscription(load)
    *_, last = feed(live, np.concatenate([sentences[: 3 * RATE], silence(4)]))
    assert last.voiced and last.silence > 3.5 and not last.text and not last.provisional
    loaded.set()
    assert live.finish().text == "1."


def test_an_engine_that_fails_is_told_at_the_end(sentences: Samples) -> None:
    def load() -> stt.SttEngine:
        raise EngineError("It does not run.")

    live = LiveTranscription(load)
    for _ in feed(live, sentences):
        pass
    with pytest.raises(EngineError, match="does not run"):
        live.finish()


def test_what_is_dropped_decodes_nothing_more(sentences: Samples) -> None:
    engine = Counter()
    engine.may_go_on.clear()
    live = LiveTranscription(lambda: engine)
    live.feed(np.concatenate([sentences] * 3))
    live.drop()
    engine.may_go_on.set()
    assert live.finish().seconds == pytest.approx(3 * len(sentences) / RATE)
    assert len(engine.lengths) <= 2
