"""A whole interview in a terminal as a user holds it: keys and a voice in, what is on the screen out."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interviewer import locations
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings
from tests.audio.virtual_sound import VirtualSound

ANSWER = (
    "Precision is true positives over true positives plus false positives. "
    "So it is the fraction of the positive predictions that are really positive."
)
SECONDS = 120.0
_PASSED_ON = ("INTERVIEWER_HOME", "INTERVIEWER_CACHE", "HF_HUB_OFFLINE", "ALSA_CONFIG_PATH")


class Tmux:
    """A terminal of 80 columns and 24 lines."""

    def __init__(self, folder: Path) -> None:
        self._tmux = ["tmux", "-S", str(folder / "tmux"), "-f", os.devnull]

    def run(self, *command: str) -> None:
        """Start a program in it."""
        names = [name for name in os.environ if name in _PASSED_ON or name.startswith("PULSE_")]
        environment = [f"{name}={os.environ[name]}" for name in names]
        program = shlex.join(["env", *environment, *command])
        self._do("new-session", "-d", "-x", "80", "-y", "24", f"{program}; echo ended with $?; sleep 600")

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self._do("send-keys", *keys)

    def screen(self) -> str:
        """What is to be seen."""
        return self._do("capture-pane", "-p")

    def wait_for(self, *texts: str) -> str:
        """Until all of it is to be seen; gives the screen."""
        deadline = time.monotonic() + SECONDS
        while not all(text in (screen := self.screen()) for text in texts):
            assert time.monotonic() < deadline, f"no {texts} on:\n{screen}"
            time.sleep(0.2)
        return screen

    def stop(self) -> None:
        """End it, and whatever runs in it."""
        self._do("kill-server")

    def _do(self, *arguments: str) -> str:
        return subprocess.run([*self._tmux, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def tmux(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tmux]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed: apt-get install tmux")
    tmux = Tmux(tmp_path_factory.mktemp("tmux"))
    yield tmux
    tmux.stop()


@pytest.mark.sound
def test_an_interview_is_heard_answered_corrected_and_told_of(
    tmux: Tmux, virtual_sound: VirtualSound, say_clearly: Callable[[str], Path], home: Path
) -> None:
    program = [sys.executable, "-m", "interviewer", "interview", "--kind", "practice", "--voice"]
    tmux.run(*program, "--questions", "1", "--topic", "classification-metrics")
    asked = tmux.wait_for("Classification metrics", "Asking")
    assert "1 of 1" in asked
    tmux.press("Enter")  # the question is on the screen: no need to hear it to its end
    listening = tmux.wait_for("Listening. Press enter when you are done.")
    assert "covered" not in listening
    virtual_sound.speak(say_clearly(ANSWER)).wait()
    tmux.press("Enter")
    tmux.wait_for("Correct what was misheard", "true positives", "fraction", "Grade it")
    tmux.press("C-s")
    tmux.wait_for("of 100", "Graded")
    tmux.press("Enter")
    tmux.wait_for("The whole interview")
    tmux.press("?")
    tmux.wait_for("Report", "Here")
    tmux.press("Escape")
    tmux.wait_for("The whole interview")
    tmux.press("C-q")
    tmux.wait_for("ended with 0")

    history = Runtime(Settings(), locations.find()).history
    (attempt,) = history.attempts(history.sessions()[0].session.id)
    assert attempt.status == "graded" and attempt.means == "voice" and attempt.recording
    assert attempt.answer and "true positives" in attempt.answer.lower()
