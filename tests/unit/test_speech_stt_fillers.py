"""Fillers stand apart from the text: by rule, and in real speech."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from interviewer import locations
from interviewer.settings import Settings
from interviewer.speech import stt
from interviewer.speech.delivery import measure
from interviewer.speech.stt import fillers
from interviewer.speech.stt.transcript import Transcript, Word
from tests.benchmarks.hearing.hesitant import hesitant


def transcript(text: str) -> Transcript:
    words = tuple(
        Word(text=word, start=float(place), end=place + 0.5, probability=0.9)
        for place, word in enumerate(text.split())
    )
    return Transcript(text=text, words=words, engine="", model="", seconds=100.0)


def plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("The two, um, trade off.", "The two trade off."),
        ("Um, the loss falls. Uh, it is low.", "The loss falls. It is low."),
        ("Um, uh, the loss", "The loss"),
        ("It falls, and uh. The rest", "It falls, and. The rest"),
        ("It is low, um. The rest", "It is low. The rest"),
        ("It is low. Um.", "It is low."),
        ("In short, um it falls", "In short, it falls"),
        ("Um", ""),
        ("The ER model of a Uhr, er, clock", "The ER model of a Uhr clock"),
        ("Nothing here.", "Nothing here."),
        ("", ""),
    ],
)
def test_text_and_words_are_without_the_fillers_and_their_commas(written: str, text: str) -> None:
    parted = fillers.parted(transcript(written))
    assert parted.text == text
    assert " ".join(word.text for word in parted.words) == text


def test_nothing_that_was_heard_gets_lost() -> None:
    heard = transcript("Um, the loss, uh, falls. Hmm.")
    parted = fillers.parted(heard)
    assert [word.text for word in parted.fillers] == ["Um,", "uh,", "Hmm."]
    times = sorted(word.start for word in (*parted.words, *parted.fillers))
    assert times == [word.start for word in heard.words]
    assert fillers.parted(parted).text == parted.text


def test_the_terms_come_before_the_hesitation() -> None:
    assert fillers.prompt(("LoRA", "NF4")).startswith("LoRA, NF4. Um, ")
    assert fillers.prompt(()).startswith("Um, ")


def test_only_fillers_are_told_from_words() -> None:
    assert fillers.is_all("Um, uh.") and not fillers.is_all("Um, yes.") and not fillers.is_all("")


@pytest.fixture(scope="module", params=["base", "tiny.en"])
def engine(request: pytest.FixtureRequest, shared_cache: Path) -> stt.SttEngine:
    models = locations.Locations(data=shared_cache, cache=shared_cache).models
    return stt.load(Settings(stt_model=request.param, stt_device="cpu"), models)


@pytest.mark.parametrize("gaps", ["with silence around", "without"])
def test_spoken_fillers_are_found_and_the_text_stays_right(
    engine: stt.SttEngine, gaps: str, shared_cache: Path
) -> None:
    answer = next(iter(hesitant("piper", gaps, shared_cache / "hesitant")))
    heard = engine.transcribe(answer.samples, answer.terms)
    # tiny.en places a word after a silence up to a second late.
    assert answer.found(heard.fillers, apart=1.0) >= 6
    assert len(heard.fillers) <= len(answer.fillers)
    assert not any(fillers.is_filler(word.text) for word in heard.words)
    assert SequenceMatcher(None, plain(answer.text), plain(heard.text), autojunk=False).ratio() > 0.9
    spoken = measure(heard)
    assert spoken and spoken.pace
    assert len(spoken.sounds) == len(heard.fillers)
    assert spoken.restarts.passages == spoken.corrections.passages == ()
    assert 80 < spoken.pace.words_per_minute <= spoken.pace.words_per_minute_speaking < 200


@pytest.mark.parametrize("clip", ["jfk.flac", "noise_pink_-35.flac", "noise_keyclicks.flac"])
def test_none_is_written_where_none_is_spoken(engine: stt.SttEngine, clip: str, fixtures: Path) -> None:
    assert engine.transcribe(fixtures / "audio" / clip, ("softmax", "dropout")).fillers == ()


def test_pauses_are_where_the_speaker_makes_them(engine: stt.SttEngine, fixtures: Path) -> None:
    spoken = measure(engine.transcribe(fixtures / "audio" / "jfk.flac"))
    assert spoken and spoken.pace
    assert spoken.pauses[0].before.rstrip(",").endswith("fellow Americans")
    assert spoken.pauses[0].seconds == pytest.approx(1.0, abs=0.4)
    assert spoken.fillers.passages == ()
    assert 110 < spoken.pace.words_per_minute < 150
