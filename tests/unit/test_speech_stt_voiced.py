"""Words end where their voice does."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from interviewer.speech.audio import files
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.transcript import Word
from interviewer.speech.stt.voiced import voiced


def word(start: float, end: float) -> Word:
    return Word(text="word", start=start, end=end, probability=0.9)


@pytest.fixture(scope="module")
def speech(fixtures: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """A second of silence, the first 2 s of a speech, 2 s of silence, and its 2 s again."""
    spoken = files.load(fixtures / "audio" / "jfk.flac")[: 2 * SAMPLE_RATE]
    silence = np.zeros(SAMPLE_RATE, np.float32)
    return np.concatenate([silence, spoken, silence, silence, spoken])


def test_a_word_is_cut_to_the_voice_in_it(speech: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> None:
    before, after = voiced([word(0.0, 2.0), word(2.5, 5.5)], speech)
    assert before.start == pytest.approx(1.3, abs=0.3) and before.end == 2.0
    # Of a word that reaches over a pause the longer side is kept.
    assert after.start == 2.5 and after.end == pytest.approx(3.0, abs=0.3)


def test_words_grow_nowhere_and_stay_in_order(
    speech: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
) -> None:
    words = [word(start / 4, start / 4 + 0.25) for start in range(28)]
    cut = voiced(words, speech)
    assert len(cut) == len(words)
    for whole, part in zip(words, cut, strict=True):
        assert whole.start <= part.start <= part.end <= whole.end
    assert all(one.end <= other.start for one, other in pairwise(cut))


def test_a_long_recording_is_looked_at_as_one(
    speech: np.ndarray[tuple[int, ...], np.dtype[np.float32]], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [word(start / 4, start / 4 + 0.25) for start in range(28)]
    whole = voiced(words, speech)
    monkeypatch.setattr("interviewer.speech.stt.voiced._BLOCK", SAMPLE_RATE + 1)
    assert voiced(words, speech) == whole


def test_where_no_voice_is_found_the_times_stay() -> None:
    silence = np.zeros(SAMPLE_RATE, np.float32)
    assert voiced([word(0.2, 0.6), word(0.6, 0.6)], silence) == (word(0.2, 0.6), word(0.6, 0.6))
    assert voiced([], silence) == ()
