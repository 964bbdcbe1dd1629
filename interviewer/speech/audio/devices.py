"""Which speaker and which microphone to use."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.errors import AudioError
from interviewer.speech.audio.backend import Backend, Device


def speaker(backend: Backend, wanted: str) -> Device:
    """The speaker to use.

    Args:
        backend: The sound library.
        wanted: Name of a device or a part of it, in any case; empty for the system's default.

    Raises:
        AudioError: There is none, or none of that name; lists those there are.
    """
    return choose(backend.outputs(), wanted, "speaker", "plug one in or switch it on in the sound settings")


def microphone(backend: Backend, wanted: str) -> Device:
    """The microphone to use; see `speaker`."""
    return choose(
        backend.inputs(), wanted, "microphone", "plug one in, allow its use in the sound settings, or type"
    )


def choose(devices: Sequence[Device], wanted: str, what: str, mend: str) -> Device:
    """Pick a device by (part of) its name; an empty name takes the default one.

    Raises:
        AudioError: Nothing to pick from: `mend` says what to do. Or no device of that name.
    """
    if not devices:
        raise AudioError(f"No {what} was found: {mend}.")
    name = wanted.casefold()
    # A whole name comes before a part of one, the default before the others.
    best = sorted(devices, key=lambda device: (device.name.casefold() != name, not device.is_default))
    for device in best:
        if name in device.name.casefold():
            return device
    raise AudioError(
        f"There is no {what} named '{wanted}'; there is {', '.join(repr(device.name) for device in devices)}."
    )
