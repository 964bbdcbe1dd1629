from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.audio.virtual_sound import VirtualSound
from tests.crash.microphone import RATE, FedMicrophone


@pytest.fixture
def microphone(
    sound_daemon: VirtualSound,
    say_clearly: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[FedMicrophone]:
    """A sound card whose microphone hears a sentence, over and over."""
    from interviewer.speech.audio import files

    sentence = say_clearly("Precision is the share of the positive predictions that are right.")
    sound = VirtualSound()
    sound.start()
    for name, value in sound.environment.items():
        monkeypatch.setenv(name, value)
    fed = FedMicrophone(sound, tmp_path / "fifo", files.decode(sentence, RATE).tobytes())
    fed.start()
    yield fed
    fed.stop()
    sound.stop()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The smallest model, and no grading model: for what is not about their results."""
    monkeypatch.setenv("INTERVIEWER_STT_MODEL", "tiny.en")
    monkeypatch.setenv("INTERVIEWER_SCORING_ENGINE", "fake")
    monkeypatch.setenv("INTERVIEWER_LISTEN_GUARD", "0")
