from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.settings import Settings
from interviewer.speech.tts import Speaker
from tests.audio.virtual_sound import VirtualSound


@pytest.fixture
def own_sound(sound_daemon: VirtualSound, monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualSound]:
    """A sound card of the test's own, which it may break."""
    sound = VirtualSound()
    sound.start()
    for name, value in sound.environment.items():
        monkeypatch.setenv(name, value)
    yield sound
    sound.stop()


@pytest.fixture(scope="session")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few seconds of speech."""
    recording = Speaker(Settings(), tmp_path_factory.mktemp("speech")).render(
        "Precision is the share of predicted positives that are truly positive."
    )
    assert recording
    return recording.path
