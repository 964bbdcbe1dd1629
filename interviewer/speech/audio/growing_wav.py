"""Reading a recording while it is written."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import numpy.typing as npt

from interviewer.errors import AudioError
from interviewer.speech.audio.wav import HEADER

LONGEST_READ = 160_000
"""Samples given at once at most: 10 s."""


class GrowingWav:
    """Gives what a `WavWriter` has added since the last look.

    Only what the header counts is read: what stands behind it may be half a block. The file is closed between
    looks, so that its writer may do with it as it likes.

    Args:
        file: A recording of ours.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read = 0

    def read(self) -> npt.NDArray[np.float32]:
        """The next samples, -1 to 1, 10 s of them at most; none where nothing was added.

        Raises:
            AudioError: The file cannot be read, or is not a recording of ours.
        """
        try:
            with self._file.open("rb") as file:
                *_, size = HEADER.unpack(file.read(HEADER.size))
                file.seek(HEADER.size + self._read)
                data = file.read(min(max(0, size - self._read), LONGEST_READ * 2))
        except (OSError, struct.error) as error:
            raise AudioError(f"{self._file} cannot be read while it is recorded: {error}.") from error
        self._read += len(data)
        samples = np.frombuffer(data, "<i2").astype(np.float32)
        samples /= 32768
        return samples
