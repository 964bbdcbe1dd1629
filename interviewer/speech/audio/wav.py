"""A WAV file that can be read at any moment while it is written."""

from __future__ import annotations

import os
import struct
from pathlib import Path

HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
"""What stands before the samples; its last field is the number of their bytes."""

_PCM = 1
_BYTES = 2


class WavWriter:
    """Writes 16-bit mono samples, and after each block the header that counts them.

    The standard library's writer counts a block before it is on disk, so that a full disk leaves a header
    that promises too much. Here a program that is killed, or a disk that is full, costs at most the block
    in hand. The file is readable by the user alone.

    Args:
        file: A file that does not exist yet; its folder is made.
        rate: Samples a second, in hertz.

    Raises:
        OSError: The file exists or cannot be written.
    """

    def __init__(self, file: Path, rate: int) -> None:
        self._rate, self._size = rate, 0
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self._file = open(os.open(file, flags, 0o600), "wb", buffering=0)  # noqa: SIM115, PTH123
        self._write_header()

    @property
    def seconds(self) -> float:
        """Length of what is safely in the file."""
        return self._size / (self._rate * _BYTES)

    def append(self, samples: bytes) -> None:
        """Add samples.

        Raises:
            OSError: The disk is full or gone; what was there before is still a whole file.
        """
        self._file.seek(HEADER.size + self._size)
        rest = memoryview(samples)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._size += len(samples)
        self._write_header()

    def sync(self) -> None:
        """Have the system write to the disk what it keeps in memory; any thread may ask for it.

        Raises:
            OSError: The disk refused.
        """
        if not self._file.closed:
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file, without what a failed `append` may have left behind its end."""
        if not self._file.closed:
            self._file.truncate(HEADER.size + self._size)
            self._file.close()

    def _write_header(self) -> None:
        # fmt: off
        header = HEADER.pack(
            b"RIFF", HEADER.size - 8 + self._size, b"WAVE",
            b"fmt ", 16, _PCM, 1, self._rate, self._rate * _BYTES, _BYTES, 8 * _BYTES,
            b"data", self._size,
        )
        # fmt: on
        self._file.seek(0)
        self._file.write(header)
