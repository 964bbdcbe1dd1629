"""A microphone that hears exactly what is fed to it, sample for sample."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from tests.audio.virtual_sound import VirtualSound

RATE = 16_000
SAMPLE_BYTES = 2
_BLOCK_SECONDS = 0.032
_BLOCK = 2 * round(RATE * _BLOCK_SECONDS)
_PROBE = 128


class FedMicrophone:
    """The default input of a sound card, fed at the pace of real time with a sound that never repeats.

    Args:
        sound: The sound card; this becomes its default input.
        fifo: Where to make the pipe that feeds it.
        samples: What is said, over and over; 16-bit mono at 16 kHz.
    """

    def __init__(self, sound: VirtualSound, fifo: Path, samples: bytes) -> None:
        self.fed = bytearray()
        """All that was fed so far, as the recordings must have it."""
        self.sound = sound
        self._samples, self._fifo = samples, fifo
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._feed, name="feed")
        sound.control(
            "load-module",
            "module-pipe-source",
            "source_name=fed",
            f"file={fifo}",
            f"format=s16le rate={RATE} channels=1",
        )
        sound.control("set-default-source", "fed")

    def start(self) -> None:
        """Begin to feed."""
        self._thread.start()

    def stop(self) -> None:
        """Fall silent."""
        self._over.set()
        self._thread.join()

    def heard_until(self, recorded: bytes) -> int:
        """Where in what was fed a recording ends, which must be a part of it, sample for sample.

        A sound server that gets no time drops a block now and then before anybody hears it: such a gap is
        passed over.
        """
        end, rest = 0, recorded
        while rest:
            begin = self.fed.find(rest[:_PROBE], end)
            assert begin >= 0, "this was never said"
            pairs = enumerate(zip(rest, self.fed[begin : begin + len(rest)], strict=False))
            same = next((place for place, (heard, said) in pairs if heard != said), len(rest))
            end, rest = begin + same, rest[same:]
        return end if recorded else len(self.fed)

    def _feed(self) -> None:
        import numpy as np

        voice = np.frombuffer(self._samples, np.int16) // 2
        noise = np.random.default_rng(0)
        length, begun, blocks = _BLOCK // SAMPLE_BYTES, time.monotonic(), 0
        pipe = os.open(self._fifo, os.O_WRONLY | os.O_NONBLOCK)
        try:
            while not self._over.is_set():
                part = np.take(voice, range(blocks * length, (blocks + 1) * length), mode="wrap")
                # Noise below hearing, by which each moment can be told from all others.
                block = (part + noise.integers(-4, 5, length)).astype(np.int16).tobytes()
                with suppress(BlockingIOError, BrokenPipeError):  # the sound server is behind, or gone
                    os.write(pipe, block)
                    self.fed += block
                blocks += 1
                self._over.wait(max(0.0, begun + blocks * _BLOCK_SECONDS - time.monotonic()))
        finally:
            os.close(pipe)
