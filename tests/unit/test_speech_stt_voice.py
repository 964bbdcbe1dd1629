"""Who speaks and who is silent, told while the sound comes in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from faster_whisper.vad import get_vad_model

from interviewer.speech.audio import files
from interviewer.speech.stt.voice import Voice
from interviewer.speech.stt.voice_activity import FRAME, VoiceActivity


def followed(samples: np.ndarray[tuple[int, ...], np.dtype[np.float32]], seed: int = 1) -> list[Voice]:
    """A voice after each of the blocks, of any size, that the sound comes in."""
    activity, sizes, states = VoiceActivity(), np.random.default_rng(seed), []
    voice, first = Voice(), 0
    while first < len(samples):
        count = int(sizes.integers(1, 4_000))
        voice.feed(activity.feed(samples[first : first + count]).probabilities)
        first += count
        state = Voice()
        state.speaking, state.voiced, state.silence = voice.speaking, voice.voiced, voice.silence
        states.append(state)
    return states


def test_a_stream_finds_what_the_whole_recording_does(fixtures: Path) -> None:
    samples = files.load(fixtures / "audio/jfk.flac")
    whole = samples[: len(samples) // FRAME * FRAME]
    expected = get_vad_model()(whole).reshape(-1)
    activity, sizes, first = VoiceActivity(), np.random.default_rng(1), 0
    found, sound = [], []
    while first < len(samples):
        count = int(sizes.integers(1, 4_000))
        frames = activity.feed(samples[first : first + count])
        found.append(frames.probabilities)
        sound.append(frames.sound)
        first += count
    last = activity.end()
    assert np.concatenate(found) == pytest.approx(expected, abs=1e-6)
    heard = np.concatenate([*sound, last.sound]).reshape(-1)
    assert np.array_equal(heard[: len(samples)], samples) and not heard[len(samples) :].any()


def test_an_end_on_a_whole_frame_adds_nothing() -> None:
    activity = VoiceActivity()
    activity.feed(np.zeros(4 * FRAME, np.float32))
    assert len(activity.end().probabilities) == 0


def test_a_speaker_is_heard_and_the_silence_after_him_is_counted(fixtures: Path) -> None:
    speech = files.load(fixtures / "audio/jfk.flac")
    *_, last = states = followed(np.concatenate([speech, np.zeros(5 * 16_000, np.float32)]))
    assert any(state.speaking for state in states)
    assert all(state.silence == 0 for state in states if state.speaking)
    assert not last.speaking and last.voiced and 4.5 < last.silence < 6


@pytest.mark.parametrize("noise", ["hum50_-35", "pink_-35", "white_-40", "keyclicks"])
def test_noise_is_no_voice(fixtures: Path, noise: str) -> None:
    samples = files.load(fixtures / f"audio/noise_{noise}.flac")
    *_, last = states = followed(samples)
    assert not any(state.speaking or state.voiced for state in states)
    assert last.silence == pytest.approx(len(samples) / 16_000, abs=0.1)


def test_a_click_is_no_voice_and_does_not_end_a_silence() -> None:
    voice = Voice()
    voice.feed(np.asarray([0.9] * 20 + [0.1] * 40 + [0.9] * 3 + [0.1], np.float32))
    assert voice.voiced and not voice.speaking and voice.silence == pytest.approx(44 * 0.032)
