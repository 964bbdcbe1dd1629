"""Sound through miniaudio, which brings its own library."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Sequence
from typing import Any

import miniaudio

from interviewer.errors import AudioError
from interviewer.speech.audio.backend import BLOCK_SECONDS, CAPTURE_RATE, PLAYBACK_RATE, Device

# Named, because miniaudio falls back on its Null backend, which records zeros, where no other works.
_SYSTEMS = {
    "win32": [miniaudio.Backend.WASAPI, miniaudio.Backend.DSOUND],
    "darwin": [miniaudio.Backend.COREAUDIO],
}.get(sys.platform, [miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA])

_NO_SOUND = "No sound system answers on this machine: start it (on Linux PulseAudio or PipeWire)"
_OUTPUT_PERIOD_MS = 30


class MiniaudioBackend:
    """See `Backend`."""

    def outputs(self) -> Sequence[Device]:
        """The speakers."""
        return _devices(capture=False)

    def inputs(self) -> Sequence[Device]:
        """The microphones."""
        return _devices(capture=True)

    def play(self, device: Device, fill: Callable[[int], bytes]) -> _Stream:
        """Open a speaker."""
        return _Stream(
            miniaudio.PlaybackDevice,
            device,
            _source(fill),
            output_format=miniaudio.SampleFormat.SIGNED16,
            sample_rate=PLAYBACK_RATE,
            buffersize_msec=_OUTPUT_PERIOD_MS,
        )

    def record(self, device: Device, on_block: Callable[[bytes], None]) -> _Stream:
        """Open a microphone."""
        return _Stream(
            miniaudio.CaptureDevice,
            device,
            _sink(on_block),
            input_format=miniaudio.SampleFormat.SIGNED16,
            sample_rate=CAPTURE_RATE,
            buffersize_msec=round(BLOCK_SECONDS * 1000),
        )


class _Stream:
    def __init__(
        self, kind: Any, device: Device, callback: Generator[Any, Any, None], **options: Any
    ) -> None:
        next(callback)
        self._device = kind.__new__(kind)
        try:
            self._device.__init__(
                nchannels=1, device_id=device.handle, backends=_SYSTEMS, app_name="interviewer", **options
            )
            self._device.start(callback)
        except miniaudio.MiniaudioError as error:
            self.close()
            raise AudioError(
                f"'{device.name}' cannot be opened ({error.args[0]}): see that it is plugged in and that no "
                "other program holds it, or choose another device."
            ) from error

    def close(self) -> None:
        """Stop, and give the device back."""
        self._device.close()
        # miniaudio opens a context for each device and never closes it: three file descriptors a time.
        context = self._device.__dict__.pop("_context", None)
        if context is not None:
            miniaudio.lib.ma_context_uninit(context)


def _source(fill: Callable[[int], bytes]) -> Generator[bytes, int, None]:
    frames = yield b""
    while True:
        frames = yield fill(frames)


def _sink(on_block: Callable[[bytes], None]) -> Generator[None, bytearray, None]:
    while True:
        on_block(bytes((yield)))


def _devices(*, capture: bool) -> list[Device]:
    # The library's own listing leaves out which device is the default one.
    ffi, lib = miniaudio.ffi, miniaudio.lib
    try:
        context = miniaudio.Devices(_SYSTEMS)
    except miniaudio.MiniaudioError as error:
        raise AudioError(f"{_NO_SOUND}.") from error
    infos, count = ffi.new("ma_device_info**"), ffi.new("ma_uint32*")
    wanted, other = (infos, count), (ffi.NULL, ffi.NULL)
    if lib.ma_context_get_devices(context._context, *((*other, *wanted) if capture else (*wanted, *other))):
        raise AudioError(f"{_NO_SOUND}, or see that it lists its devices.")
    return [
        Device(
            name=ffi.string(info.name).decode(errors="replace"),
            is_default=bool(info.isDefault),
            handle=ffi.new("ma_device_id*", info.id),
        )
        for info in infos[0][0 : count[0]]
        # The id is the name of the device in its system, ended by a zero byte.
        if _is_real(context.backend, bytes(ffi.buffer(ffi.addressof(info, "id"))).partition(b"\0")[0])
    ]


def _is_real(system: str, identifier: bytes) -> bool:
    """Whether a device sounds or hears: both lists hold some that only pass samples on or throw them away."""
    if system == "PulseAudio":
        return not identifier.endswith(b".monitor")  # repeats what a speaker plays
    if system == "ALSA":
        return b":" in identifier or identifier in (b"default", b"pipewire")  # others have no sound card
    return True
