"""Which device is taken, and which library."""

from __future__ import annotations

import sys

import pytest

from interviewer.errors import AudioError
from interviewer.settings import Settings
from interviewer.speech.audio import backend
from interviewer.speech.audio.backend import Device
from interviewer.speech.audio.devices import choose

DEVICES = [Device("USB Headset", False, 1), Device("Built-in Microphone", True, 2), Device("USB", False, 3)]


@pytest.mark.parametrize(("wanted", "handle"), [("", 2), ("headset", 1), ("usb", 3), ("USB H", 1), ("i", 2)])
def test_a_device_is_chosen_by_part_of_its_name(wanted: str, handle: int) -> None:
    assert choose(DEVICES, wanted, "microphone", "").handle == handle


def test_an_unknown_device_lists_those_there_are() -> None:
    with pytest.raises(AudioError, match=r"no microphone named 'Rode'; there is 'USB Headset', 'Built-in"):
        choose(DEVICES, "Rode", "microphone", "")
    with pytest.raises(AudioError, match="No speaker was found: plug one in"):
        choose([], "", "speaker", "plug one in")


def test_a_missing_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(AudioError, match=r"pip install 'interviewer\[portaudio\]'"):
        backend.load(Settings(audio_backend="sounddevice"))
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(AudioError, match=r"miniaudio.*portaudio"):
        backend.load(Settings())
