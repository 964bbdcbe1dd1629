"""A sound card for machines without one: a private PulseAudio with a speaker and a microphone.

    virtual_speaker   the default output; what is played on it is in its monitor     -> listen()
    virtual_mouth     what is played into it comes out of the microphone             <- speak(file)
    virtual_mic       the default input, to programs a real microphone

A test takes the fixture `virtual_sound`; tests/conftest.py imports it, together with `sound_daemon`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Sound = NDArray[float64]

SPEAKER, MOUTH, MICROPHONE = "VirtualSpeaker", "VirtualMouth", "VirtualMicrophone"
"""Names of the devices as programs see them."""

HEARD_RATE = 16_000
"""Samples a second of what `listen` records."""

_MODULES = (
    f"module-null-sink sink_name=virtual_speaker rate=48000 channels=2 norewinds=1"
    f" sink_properties=device.description={SPEAKER}",
    f"module-null-sink sink_name=virtual_mouth rate=48000 channels=1 norewinds=1"
    f" sink_properties=device.description={MOUTH}",
    f"module-remap-source master=virtual_mouth.monitor source_name=virtual_mic"
    f" source_properties=device.description={MICROPHONE}",
)
_START_SECONDS = 10.0

_PART = HEARD_RATE // 8
"""Samples that are looked for together: few, so that a gap spoils little, and enough to be told apart."""
_SAME = 0.9
"""Correlation from which on a part is found."""
_SOUNDS = 0.05
"""Power of a part that sounds, of the mean power."""
_JITTER = HEARD_RATE // 200
"""Samples by which a part may come early: rates are converted twice."""


class VirtualSound:
    """The daemon. Made by `start`, ended by `stop`; both are quick."""

    def __init__(self) -> None:
        # Not under pytest's folder: the path of a socket may have 107 characters only.
        self._folder = Path(tempfile.mkdtemp(prefix="sound-"))
        self.environment = {
            "PULSE_SERVER": f"unix:{self._folder / 'native'}",
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "ALSA_CONFIG_PATH": str(self._folder / "asound.conf"),
        }
        (self._folder / "cookie").write_bytes(bytes(256))
        (self._folder / "asound.conf").write_text(
            "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n"
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the daemon and wait until its devices are there."""
        # No default.pa (-n): nothing is detected or restored, nothing needs D-Bus or udev.
        command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
        command += ["--realtime=no", "--high-priority=no", "--log-target=stderr"]
        command += ["-L", f"module-native-protocol-unix socket={self._folder / 'native'} auth-anonymous=1"]
        command += [word for module in _MODULES for word in ("-L", module)]
        environment = {
            k: v for k, v in os.environ.items() if k not in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
        }
        for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH"):
            environment[name] = str(self._folder)
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                log_text = (self._folder / "log").read_text()
                self.stop()
                raise RuntimeError(f"PulseAudio does not start:\n{log_text}")
            time.sleep(0.05)
        self.control("set-default-sink", "virtual_speaker")
        self.control("set-default-source", "virtual_mic")

    def stop(self) -> None:
        """End the daemon at once, as if the sound card was pulled out."""
        if self._process:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def control(self, *command: str) -> str:
        """Run `pactl`; returns what it prints."""
        return subprocess.run(
            ["pactl", *command], env=self._client(), check=True, capture_output=True, text=True
        ).stdout

    def module(self, name: str) -> str:
        """Number of the loaded module with this in its arguments, for `control("unload-module", ...)`."""
        lines = self.control("list", "short", "modules").splitlines()
        return next(line.split("\t")[0] for line in lines if name in line)

    def speak(self, file: Path) -> subprocess.Popen[bytes]:
        """Begin to play a sound file into the microphone; `wait()` lasts until its end."""
        return subprocess.Popen(
            ["paplay", "--latency-msec=500", "--device=virtual_mouth", str(file)], env=self._client()
        )

    @contextmanager
    def listen(self, file: Path) -> Iterator[Path]:
        """Record what the speaker says while the block runs, into a WAV file of 16 kHz."""
        command = ["parec", "--device=virtual_speaker.monitor", f"--rate={HEARD_RATE}", "--channels=1"]
        command += ["--format=s16le", "--raw", "--latency-msec=30"]
        raw = file.with_suffix(".raw")
        with raw.open("wb") as out, subprocess.Popen(command, env=self._client(), stdout=out) as process:
            try:
                deadline = time.monotonic() + _START_SECONDS
                while not raw.stat().st_size:
                    assert time.monotonic() < deadline, "nothing comes from the virtual speaker"
                    time.sleep(0.01)
                yield file
                time.sleep(0.1)
            finally:
                process.terminate()
        with wave.open(str(file), "wb") as wav:
            wav.setparams((1, 2, HEARD_RATE, 0, "NONE", ""))
            wav.writeframes(raw.read_bytes())

    def _answers(self) -> bool:
        info = subprocess.run(
            ["pactl", "list", "short", "sources"], env=self._client(), capture_output=True, text=True
        )
        return "virtual_mic" in info.stdout

    def _client(self) -> dict[str, str]:
        return {**os.environ, **self.environment}


def similarity(original: Path, heard: Path) -> float:
    """How like the original what was heard is: their normalised correlation, 0-1.

    The original is looked for as a whole, its parts in their order: one that was cut scores lower, and so
    does one of which something is lost or changed. A busy machine leaves gaps of silence between parts, as
    the sound server gets the next samples too late; these gaps alone are passed over.
    """
    import numpy as np

    from interviewer.speech.audio import files

    a, b = (files.load(file).astype(np.float64) for file in (original, heard))
    loud = _SOUNDS * np.mean(a**2)
    b = np.concatenate([b, np.zeros(len(a))])
    shift, found = 0, []
    for begin in range(0, len(a), _PART):
        part = a[begin : begin + _PART]
        if np.mean(part**2) > loud:  # silence is like any other silence
            within = b[max(0, begin + shift - _JITTER) :]
            likeness = _correlation(part, within)
            best = int(np.argmax(likeness))
            if likeness[best] >= _SAME:  # otherwise a gap is in it, or it is not there
                shift += best - min(_JITTER, begin + shift)
        found.append(b[begin + shift : begin + shift + len(part)])
    there = np.concatenate(found)
    return float(a @ there / np.sqrt((a @ a) * (there @ there) + 1e-12))


def _correlation(part: Sound, within: Sound) -> Sound:
    """Normalised correlation of a part with each place that it may lie at."""
    import numpy as np

    size = 1 << (len(part) + len(within)).bit_length()
    product = np.fft.irfft(np.fft.rfft(within, size) * np.conj(np.fft.rfft(part, size)), size)
    energy = np.concatenate([np.zeros(1), within**2]).cumsum()
    under = energy[len(part) :] - energy[: -len(part)]
    quiet = under < 0.1 * (part @ part)
    return np.where(quiet, 0.0, product[: len(under)] / np.sqrt((part @ part) * under + 1e-12))


@pytest.fixture(scope="session")
def sound_daemon() -> Iterator[VirtualSound]:
    """The daemon of a test run; skips where PulseAudio is not installed."""
    missing = [program for program in ("pulseaudio", "pactl", "paplay", "parec") if not shutil.which(program)]
    if missing:
        pytest.skip(f"{', '.join(missing)} not found: apt-get install pulseaudio pulseaudio-utils")
    sound = VirtualSound()
    sound.start()
    yield sound
    sound.stop()


@pytest.fixture
def virtual_sound(sound_daemon: VirtualSound, monkeypatch: pytest.MonkeyPatch) -> VirtualSound:
    """A speaker and a microphone for the test and for the processes that it starts."""
    for name, value in sound_daemon.environment.items():
        monkeypatch.setenv(name, value)
    return sound_daemon
