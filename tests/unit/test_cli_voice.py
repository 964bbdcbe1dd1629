"""`interviewer ask --voice` in a terminal, with a virtual speaker and microphone."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from interviewer import locations
from interviewer.session.history import Attempt, History
from interviewer.speech.recording import Recording
from interviewer.store import Log
from tests.audio.virtual_sound import VirtualSound

ID = "classification-metrics-f1"
SPOKEN = "The F1 score is the harmonic mean of precision and recall. It ignores the true negatives."
SECONDS = 60


class Terminal:
    """Runs the program in a pseudo-terminal, types into it, and sees what it prints."""

    def __init__(self, *arguments: str) -> None:
        self.screen, self.code = "", -1
        self._changed = threading.Condition()
        self._own, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "interviewer", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "COLUMNS": "80"},
        )
        os.close(theirs)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def wait_for(self, pattern: str) -> None:
        """Until the pattern is on the screen."""
        with self._changed:
            seen = self._changed.wait_for(lambda: re.search(pattern, self.screen), SECONDS)
        assert seen, f"no {pattern!r} in:\n{self.screen}"

    def type(self, text: str) -> None:
        os.write(self._own, text.encode())

    def end(self) -> int:
        """Wait for the end; returns the exit code."""
        try:
            return self.process.wait(SECONDS)
        finally:
            self.process.kill()
            self._reader.join()
            os.close(self._own)

    def _read(self) -> None:
        while True:
            try:
                text = os.read(self._own, 4096).decode(errors="replace")
            except OSError:  # the program has ended
                return
            with self._changed:
                self.screen += text
                self._changed.notify_all()


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        started.append(Terminal(*arguments))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
            each.end()


@pytest.fixture(scope="module")
def spoken_answer(say_clearly: Callable[[str], Path]) -> Path:
    return say_clearly(SPOKEN)


def worker(program: subprocess.Popen[bytes], service: str) -> int:
    """The process of the program that serves this."""
    children = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()
    return next(
        int(child) for child in children if f"worker\0{service}" in Path(f"/proc/{child}/cmdline").read_text()
    )


def logged() -> Attempt:
    """The one attempt in the log."""
    places = locations.find()
    with Log.open(places.database) as log:
        history = History(log, places.recordings)
        [summary] = history.sessions()
        [attempt] = history.attempts(summary.session.id)
    return attempt


@pytest.mark.sound
def test_a_question_is_asked_heard_and_graded(
    virtual_sound: VirtualSound, terminal: Callable[..., Terminal], spoken_answer: Path
) -> None:
    program = terminal("ask", ID)
    program.wait_for("What is the F1 score")
    program.type("\n")  # cuts the question short
    program.wait_for("Recording. Enter ends the answer.")
    virtual_sound.speak(spoken_answer).wait(SECONDS)
    program.wait_for("▮▮▮")
    program.type("\n")
    assert program.end() == 0, program.screen
    attempt = logged()
    assert (attempt.status, attempt.means) == ("graded", "voice")
    assert attempt.answer and "harmonic mean of precision and recall" in attempt.answer
    assert attempt.seconds and attempt.seconds > 4
    assert f"Score {attempt.score:.0f} of 100" in program.screen


@pytest.mark.sound
def test_the_words_are_printed_as_they_come_and_a_pause_ends_the_answer(
    virtual_sound: VirtualSound,
    terminal: Callable[..., Terminal],
    spoken_answer: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INTERVIEWER_END_OF_TURN", "10")  # a busy machine, too, has the words before the end
    program = terminal("--tts-engine", "none", "ask", ID)
    program.wait_for("and so does a pause of 10 s")
    virtual_sound.speak(spoken_answer).wait(SECONDS)
    program.wait_for("Ends in 8 … speak on, or press enter.")
    assert program.end() == 0, program.screen
    attempt = logged()
    assert attempt.status == "graded" and attempt.recording
    while_it_was_spoken, _ = program.screen.split("Score ")
    assert "harmonic mean" in while_it_was_spoken.split("Your answer")[0]
    assert attempt.seconds and attempt.seconds < Recording.of(attempt.recording).seconds - 9  # type: ignore[union-attr]


@pytest.mark.sound
def test_a_lost_sound_process_costs_no_more_than_the_rest_of_the_answer(
    virtual_sound: VirtualSound, terminal: Callable[..., Terminal], spoken_answer: Path
) -> None:
    program = terminal("--tts-engine", "none", "ask", ID, "--voice")
    program.wait_for("Recording")
    virtual_sound.speak(spoken_answer).wait(SECONDS)
    os.kill(worker(program.process, "sound"), signal.SIGKILL)
    assert program.end() == 0, program.screen
    assert "The answer so far is taken." in program.screen
    attempt = logged()
    assert attempt.status == "graded" and attempt.answer and "harmonic mean" in attempt.answer


@pytest.mark.sound
@pytest.mark.usefixtures("virtual_sound")
def test_ctrl_c_keeps_the_recording(terminal: Callable[..., Terminal]) -> None:
    program = terminal("--tts-engine", "none", "ask", ID, "--voice")
    program.wait_for("Recording")
    program.wait_for("0:01")
    program.process.send_signal(signal.SIGINT)
    assert program.end() == 130
    assert "Your answer is kept, not graded" in program.screen
    assert "Traceback" not in program.screen
    attempt = logged()
    assert (attempt.status, attempt.means, attempt.score) == ("answered", "voice", None)
    assert attempt.recording and attempt.recording.stat().st_size > 16_000
    assert str(attempt.recording) in program.screen.replace("\r\n", "")


def test_without_a_microphone_one_is_told_to_write(
    terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")
    monkeypatch.setenv("ALSA_CONFIG_PATH", os.devnull)
    program = terminal("--tts-engine", "none", "ask", ID)
    assert program.end() == 1
    assert "No microphone" in program.screen
    assert f"interviewer ask {ID} --text -" in program.screen
    assert logged().status == "asked"
