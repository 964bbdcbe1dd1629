"""A decoder that got caught in a loop says each thing once."""

from __future__ import annotations

import pytest

from interviewer.speech.stt.repetition import without_repetition
from interviewer.speech.stt.segment import Segment
from interviewer.speech.stt.transcript import Word


def said(text: str) -> tuple[Word, ...]:
    return tuple(
        Word(text=f" {word}", start=float(number), end=number + 0.5, probability=0.9)
        for number, word in enumerate(text.split())
    )


def segment(text: str, compression_ratio: float) -> Segment:
    return Segment(
        text=text,
        words=said(text),
        log_probability=-0.1,
        no_speech=0.0,
        compression_ratio=compression_ratio,
    )


@pytest.mark.parametrize(
    ("heard", "kept"),
    [
        ("the loss the loss the loss the loss falls", "the loss falls"),
        ("there is a mistake " * 9, "there is a mistake"),
        ("No. no, no no no!", "No."),
        ("It falls too much, too much, too much, too", "It falls too much, too much, too much, too"),
        ("very very very large", "very very very large"),
        ("recall and precision and recall and precision", "recall and precision and recall and precision"),
        ("", ""),
    ],
)
def test_a_phrase_that_comes_four_times_or_more_is_kept_once(heard: str, kept: str) -> None:
    words = without_repetition(said(heard))
    assert "".join(word.text for word in words).split() == kept.split()


def test_the_first_is_kept_with_its_times() -> None:
    assert without_repetition(said("so " * 6 + "far")) == (said("so")[0], said("so " * 6 + "far")[-1])


def test_only_a_segment_that_loops_is_touched() -> None:
    text = "yes yes yes yes yes"
    assert segment(text, 2.0).without_loops() == segment(text, 2.0)
    cut = segment(text, 5.0).without_loops()
    assert (cut.text.strip(), len(cut.words)) == ("yes", 1)
