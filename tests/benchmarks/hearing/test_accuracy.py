"""The terms of a question halve the technical terms that are heard wrongly, and cost no other word."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer import bank, locations
from interviewer.settings import Settings
from interviewer.speech import stt
from tests.benchmarks.hearing.accuracy import VOCABULARIES, tally
from tests.benchmarks.hearing.accuracy_measure import right, word_errors
from tests.benchmarks.hearing.accuracy_speech import answers


def test_with_the_terms_at_most_half_as_many_are_wrong(shared_cache: Path) -> None:
    engine = stt.load(Settings(stt_model="tiny.en", stt_device="cpu"), shared_cache / "models")
    questions = bank.load(locations.content())
    speeches = list(answers("piper", shared_cache / "speech", most=2))
    without, expected = (
        tally(engine, speeches, VOCABULARIES[name], questions)["piper"] for name in ("none", "app's")
    )
    print(f"terms right: {without.recall:.0%} without vocabulary, {expected.recall:.0%} with it")
    assert 2 * (expected.terms - expected.terms_right) <= without.terms - without.terms_right
    assert expected.word_error_rate <= without.word_error_rate


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("It isn't the colour, it's the Optimiser.", "it is not the color it is the optimizer", 0),
        ("twenty five per cent of it", "25% of it", 0),
        ("the loss falls", "the loss", 1),
        ("the loss falls", "the big loss fell", 2),
    ],
)
def test_writing_is_no_error_and_words_are(said: str, heard: str, errors: int) -> None:
    assert word_errors(said, heard)[0] == errors


@pytest.mark.parametrize(
    ("term", "heard", "found"),
    [
        ("FlashAttention", "so flash attention computes", True),
        ("all-gather", "two all gathers", True),
        ("dequantised", "it is de-quantized to", True),
        ("F1 score", "an F one score", True),
        ("classes", "each class", True),
        ("LoRA", "a laura adapter", False),
        ("rank", "they are ranked", False),
        ("loss", "it is lost", False),
    ],
)
def test_a_term_may_be_written_in_several_ways(term: str, heard: str, found: bool) -> None:
    assert (right([term], heard) == [term]) is found
