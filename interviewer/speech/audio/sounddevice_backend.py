"""Sound through PortAudio, for machines that miniaudio has no wheel for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sounddevice

from interviewer.errors import AudioError
from interviewer.speech.audio.backend import BLOCK_SECONDS, CAPTURE_RATE, PLAYBACK_RATE, Device


class SounddeviceBackend:
    """See `Backend`."""

    def outputs(self) -> Sequence[Device]:
        """The speakers."""
        return _devices("output")

    def inputs(self) -> Sequence[Device]:
        """The microphones."""
        return [device for device in _devices("input") if not device.name.startswith("Monitor of ")]

    def play(self, device: Device, fill: Callable[[int], bytes]) -> _Stream:
        """Open a speaker."""

        def callback(samples: Any, frames: int, time: Any, status: Any) -> None:
            samples[:] = fill(frames)

        return _Stream(sounddevice.RawOutputStream, device, callback, samplerate=PLAYBACK_RATE)

    def record(self, device: Device, on_block: Callable[[bytes], None]) -> _Stream:
        """Open a microphone."""

        def callback(samples: Any, frames: int, time: Any, status: Any) -> None:
            on_block(bytes(samples))

        blocksize = round(BLOCK_SECONDS * CAPTURE_RATE)
        return _Stream(
            sounddevice.RawInputStream, device, callback, samplerate=CAPTURE_RATE, blocksize=blocksize
        )


class _Stream:
    def __init__(self, kind: Any, device: Device, callback: Callable[..., None], **options: Any) -> None:
        try:
            self._stream = kind(device=device.handle, channels=1, dtype="int16", callback=callback, **options)
            self._stream.start()
        except sounddevice.PortAudioError as error:
            raise AudioError(
                f"'{device.name}' cannot be opened ({error}): see that it is plugged in and that no other "
                "program holds it, or choose another device."
            ) from error

    def close(self) -> None:
        """Stop, and give the device back."""
        self._stream.close()


def _devices(kind: str) -> list[Device]:
    default = sounddevice.default.device[kind]
    return [
        Device(name=info["name"], is_default=info["index"] == default, handle=info["index"])
        for info in sounddevice.query_devices()
        if info[f"max_{kind}_channels"] > 0
    ]
