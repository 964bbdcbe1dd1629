"""What the program says is heard at the speaker."""

from __future__ import annotations

import threading
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from interviewer import locations
from interviewer.errors import AudioError
from interviewer.session.worker.sound_service import SoundService
from interviewer.settings import Settings
from interviewer.speech.audio import backend, files
from interviewer.speech.audio.player import LOST_SECONDS, Player
from interviewer.speech.tts import Speaker
from tests.audio.virtual_sound import SPEAKER, VirtualSound, similarity

pytestmark = pytest.mark.sound

QUESTION = "What does the F1 score 2TP/(2TP+FP+FN) weigh against each other?"


def long_sound(file: Path) -> Path:
    """A minute of a quiet tone."""
    with wave.open(str(file), "wb") as wav:
        wav.setparams((1, 2, 16000, 0, "NONE", ""))
        wav.writeframes((1000 * np.sin(np.arange(60 * 16000) / 8)).astype(np.int16).tobytes())
    return file


@pytest.mark.parametrize("engine", ["pyttsx3", "piper"])
def test_a_spoken_question_is_heard(engine: str, virtual_sound: VirtualSound, tmp_path: Path) -> None:
    question = Speaker(Settings(tts_engine=engine), tmp_path / "cache").render(QUESTION)
    assert question
    begun: list[float] = []
    with virtual_sound.listen(tmp_path / "heard.wav") as heard:
        assert Player(Settings()).play(question.path, on_start=begun.append)
    assert begun == [pytest.approx(question.seconds, abs=0.01)]
    assert similarity(question.path, heard) >= 0.9


def test_play_lasts_until_the_end_was_heard(
    virtual_sound: VirtualSound, speech: Path, tmp_path: Path
) -> None:
    with virtual_sound.listen(tmp_path / "heard.wav"):
        started = time.monotonic()
        Player(Settings()).play(speech)
        took = time.monotonic() - started
    assert files.seconds(speech) < took < files.seconds(speech) + 1.5


def test_stop_falls_silent_at_once(virtual_sound: VirtualSound, speech: Path, tmp_path: Path) -> None:
    player = Player(Settings())
    sound = long_sound(tmp_path / "long.wav")
    stopped: list[float] = []

    def stop_soon() -> None:
        time.sleep(1.0)
        stopped.append(time.monotonic())
        player.stop()

    threading.Thread(target=stop_soon).start()
    with virtual_sound.listen(tmp_path / "heard.wav") as heard:
        assert player.play(sound) is False
        assert time.monotonic() - stopped[0] < 0.3
        time.sleep(1.0)
    loud = abs(files.load(heard)) > 0.005
    assert 0.5 < loud.sum() / 16000 < 2.0
    assert not loud[-8000:].any()
    assert player.play(speech) is True  # a stop ends one playback only


def test_what_was_stopped_before_it_began_is_not_played(
    virtual_sound: VirtualSound, speech: Path, tmp_path: Path
) -> None:
    service = SoundService(Settings(), locations.find(), lambda name, data: None)
    service.stop(2)  # comes while the first sound is still waited for
    assert service.play(speech, turn=1) is False and service.play(speech, turn=2) is False
    assert service.play(speech, turn=3) is True


def test_the_speaker_is_chosen_by_name(virtual_sound: VirtualSound, speech: Path) -> None:
    assert Player(Settings(output_device="virtualspeak")).play(speech)
    with pytest.raises(AudioError, match=f"no speaker named 'Marshall'; there is .*{SPEAKER}"):
        Player(Settings(output_device="Marshall")).play(speech)


def test_a_speaker_that_is_lost_is_noticed(own_sound: VirtualSound, tmp_path: Path) -> None:
    threading.Timer(1.0, own_sound.stop).start()
    begun = time.monotonic()
    with pytest.raises(AudioError, match=r"stopped taking sound|cannot be opened"):
        Player(Settings()).play(long_sound(tmp_path / "long.wav"))
    assert time.monotonic() - begun < 1.0 + LOST_SECONDS + 2.0


def test_no_sound_system_is_told(
    virtual_sound: VirtualSound, speech: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere/native")
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/usr/share/alsa/alsa.conf")
    with pytest.raises(AudioError, match=r"No sound system answers|No speaker was found"):
        Player(Settings()).play(speech)


def test_devices_are_given_back(virtual_sound: VirtualSound) -> None:
    library = backend.load(Settings())

    def cycle() -> None:
        library.play(library.outputs()[0], bytes).close()
        library.record(library.inputs()[0], lambda block: None).close()

    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    for _ in range(3):
        cycle()
    before = descriptors()
    for _ in range(50):
        cycle()
    assert descriptors() <= before
