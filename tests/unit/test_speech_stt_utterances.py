"""Where speech is cut: in pauses, and without losing a sample."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.speech.stt.utterances import LONGEST, Utterance, Utterances
from interviewer.speech.stt.voice_activity import FRAME, Frames

SPEECH, SILENCE = 0.9, 0.05
PADDING = 12
"""Frames of silence around a voice."""


def frames(probabilities: Sequence[float], first: int = 0) -> Frames:
    """Frames in which every sample is the number of its frame."""
    numbers = np.arange(first, first + len(probabilities), dtype=np.float32)
    return Frames(np.repeat(numbers[:, None], FRAME, axis=1), np.asarray(probabilities, np.float32))


def sound(*parts: tuple[float, float]) -> list[float]:
    """Probabilities of stretches of so many seconds each."""
    return [probability for seconds, probability in parts for _ in range(round(seconds * 16_000 / FRAME))]


def cut(probabilities: Sequence[float], step: int = 6, *, late: bool = False) -> list[Utterance]:
    """The utterances of a recording that comes in step by step; all taken after its end where one is late."""
    utterances, taken = Utterances(), []
    for first in range(0, len(probabilities), step):
        utterances.feed(frames(probabilities[first : first + step], first))
        while not late and (utterance := utterances.take()):
            taken.append(utterance)
    utterances.end()
    while utterance := utterances.take():
        taken.append(utterance)
    assert utterances.waiting == 0
    return taken


def numbers(utterance: Utterance) -> list[int]:
    """The numbers of its frames."""
    whole: list[int] = utterance.samples.reshape(-1, FRAME)[:, 0].astype(int).tolist()
    return whole


def seconds(utterance: Utterance) -> float:
    return len(utterance.samples) / 16_000


stretches = st.lists(st.tuples(st.integers(1, 200), st.sampled_from([0.0, 0.3, 0.5, 0.9])), max_size=12)
"""So many frames with such a probability."""


@given(stretches, st.integers(5, 100), st.booleans())
@settings(deadline=None, max_examples=50)
def test_every_frame_is_in_one_utterance_or_is_silence(
    parts: list[tuple[int, float]], step: int, late: bool
) -> None:
    probabilities = [probability for count, probability in parts for _ in range(count)]
    utterances = cut(probabilities, step, late=late)
    taken = [number for utterance in utterances for number in numbers(utterance)]
    assert taken == sorted(set(taken))
    skipped = set(range(len(probabilities))) - set(taken)
    assert all(probabilities[number] < 0.45 for number in skipped)
    for utterance in utterances:
        assert numbers(utterance)[0] * FRAME == utterance.first
        assert 0 < len(numbers(utterance)) <= LONGEST
        assert utterance.first < utterance.voice_end <= utterance.first + len(utterance.samples)


@given(stretches, st.integers(5, 100))
@settings(deadline=None, max_examples=50)
def test_only_silence_that_is_far_from_a_voice_is_left_out(parts: list[tuple[int, float]], step: int) -> None:
    probabilities = [probability for count, probability in parts for _ in range(count)]
    taken = {number for utterance in cut(probabilities, step) for number in numbers(utterance)}
    voiced = [number for number, probability in enumerate(probabilities) if probability >= 0.45]
    for voice in voiced:
        assert set(range(max(0, voice - PADDING // 2), voice + 1)) <= taken


def test_a_pause_after_six_seconds_ends_an_utterance_in_its_middle() -> None:
    first, second = cut(sound((7, SPEECH), (0.6, SILENCE), (3, SPEECH)))
    assert 7.2 <= seconds(first) <= 7.35
    assert second.first == len(first.samples)


def test_a_short_pause_early_on_does_not() -> None:
    (whole,) = cut(sound((3, SPEECH), (0.8, SILENCE), (3, SPEECH)))
    assert 6.7 < seconds(whole) < 6.9


def test_a_long_pause_does_and_is_left_out() -> None:
    first, second = cut(sound((2, SPEECH), (10, SILENCE), (2, SPEECH)))
    assert seconds(first) < 2.5 and seconds(second) < 2.5
    assert 11.5 < second.first / 16_000 < 12


def test_the_longer_an_utterance_is_the_shorter_a_pause_will_do() -> None:
    pauses = sound((4, SPEECH), *[(0.3, SILENCE), (4, SPEECH)] * 6)
    assert [round(seconds(utterance)) for utterance in cut(pauses)] == [21, 8]


def test_without_a_pause_it_is_cut_where_the_voice_is_weakest() -> None:
    probabilities = sound((20, SPEECH), (0.1, 0.5), (15, SPEECH))
    first, second = cut(probabilities)
    assert 19.9 < seconds(first) < 20.2
    assert seconds(first) + seconds(second) == len(probabilities) * FRAME / 16_000


def test_whoever_is_late_gets_longer_utterances() -> None:
    sentences = sound(*[(6.5, SPEECH), (1, SILENCE)] * 12)
    assert len(cut(sentences)) == 12
    assert len(cut(sentences, late=True)) <= 5


def test_what_waits_is_counted() -> None:
    utterances = Utterances()
    utterances.feed(frames(sound((7, SPEECH), (0.3, SILENCE))))
    assert utterances.waiting == 0
    utterances.feed(frames(sound((0.4, SILENCE))))
    assert 6.9 < utterances.waiting < 7.8
    assert utterances.take() and utterances.waiting == 0


def test_what_may_be_the_last_utterance_is_known_in_a_pause() -> None:
    utterances = Utterances()
    utterances.feed(frames(sound((3, SPEECH))))
    assert utterances.unfinished(0.5) is None
    utterances.feed(frames(sound((0.6, SILENCE))))
    ahead = utterances.unfinished(0.5)
    assert ahead and utterances.take() is None
    utterances.end()
    last = utterances.take()
    assert last and (last.first, last.voice_end) == (ahead.first, ahead.voice_end)


def test_silence_is_not_kept() -> None:
    utterances = Utterances()
    for _ in range(600):
        utterances.feed(frames(sound((1, SILENCE))))
        assert utterances.unfinished(0.5) is None
    utterances.end()
    assert utterances.take() is None and utterances.waiting == 0


def test_pieces_follow_each_other_where_speech_never_pauses() -> None:
    utterances = cut(sound((100, SPEECH)))
    assert all(before.first + len(before.samples) == after.first for before, after in pairwise(utterances))
    assert all(13 < seconds(utterance) <= 28 for utterance in utterances[:-1])
