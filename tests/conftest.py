"""Every test has a home of its own; model weights that were joined once are shared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.audio.virtual_sound import sound_daemon, virtual_sound

__all__ = ["sound_daemon", "virtual_sound"]

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder for joined weights and rendered speech, the same for all tests of a run."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh data folder for the test, and no model hub."""
    folder = tmp_path / "home"
    monkeypatch.setenv("INTERVIEWER_HOME", str(folder))
    monkeypatch.setenv("INTERVIEWER_CACHE", str(shared_cache))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    return folder


@pytest.fixture(scope="session")
def say_clearly(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Renders a text in a clear voice that is not the interviewer's default one."""
    from interviewer.settings import Settings
    from interviewer.speech.tts import Speaker

    speaker = Speaker(Settings(tts_engine="piper"), tmp_path_factory.mktemp("spoken"))

    def say(text: str) -> Path:
        recording = speaker.render(text)
        assert recording
        return recording.path

    return say


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """Folder of the files that tests read."""
    return FIXTURES
