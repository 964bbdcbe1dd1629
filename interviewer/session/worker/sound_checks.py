"""Whether the speaker and the microphone work, for the doctor."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from interviewer.session.finding import Finding
from interviewer.settings import Settings
from interviewer.speech.audio import backend, devices, files
from interviewer.speech.audio.backend import Device
from interviewer.speech.audio.player import Player
from interviewer.speech.audio.recorder import Recorder
from interviewer.speech.audio.wav import WavWriter

_SECONDS = 0.5


def check_speaker(settings: Settings) -> Finding:
    """Play half a second of silence.

    Raises:
        AudioError: There is no speaker, or it takes no sound.
    """
    library = backend.load(settings)
    device = devices.speaker(library, settings.output_device)
    with tempfile.TemporaryDirectory() as folder:
        silence = WavWriter(Path(folder, "silence.wav"), backend.PLAYBACK_RATE)
        silence.append(bytes(2 * round(_SECONDS * backend.PLAYBACK_RATE)))
        silence.close()
        Player(settings).play(Path(folder, "silence.wav"))
    return Finding(text=f"'{device.name}' takes sound.{_others(library.outputs(), device)}")


def check_microphone(settings: Settings) -> Finding:
    """Listen for half a second.

    Raises:
        AudioError: There is no microphone, or it sends nothing.
    """
    library = backend.load(settings)
    device = devices.microphone(library, settings.input_device)
    others = _others(library.inputs(), device)
    with tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(Path(folder, "heard.wav"), settings)
        recorder.start()
        time.sleep(_SECONDS)
        peak = abs(files.load(recorder.stop().path)).max()
    if not peak:
        return Finding(
            text=f"'{device.name}' sends exact zeros, as no real microphone does.{others}",
            remedy="Switch it on, or allow its use in the system's privacy settings. Answers can be typed.",
        )
    return Finding(
        text=f"'{device.name}' sends sound, with a peak of {100 * peak:.1f} % of full scale.{others}"
    )


def _others(found: Sequence[Device], chosen: Device) -> str:
    names = [repr(device.name) for device in found if device.name != chosen.name]
    return f" Others: {', '.join(names)}." if names else ""
