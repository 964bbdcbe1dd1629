"""A recording can be read while it is written: all of it, in order, and nothing that may still change."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from interviewer.errors import AudioError
from interviewer.speech.audio import files
from interviewer.speech.audio.growing_wav import LONGEST_READ, GrowingWav
from interviewer.speech.audio.wav import WavWriter

RATE = 16_000


def noise(seconds: float) -> npt.NDArray[np.int16]:
    return np.random.default_rng(1).integers(-32768, 32767, round(seconds * RATE), np.int16)


def test_a_reader_beside_the_writer_gets_every_sample_once(tmp_path: Path) -> None:
    file, sound = tmp_path / "a.wav", noise(20)
    writer, written = WavWriter(file, RATE), threading.Event()

    def write() -> None:
        sizes, first = random.Random(1), 0
        while first < len(sound):
            count = sizes.randrange(1, 900)
            writer.append(sound[first : first + count].tobytes())
            first += count
        written.set()

    threading.Thread(target=write).start()
    growing, read = GrowingWav(file), []
    while not written.is_set():
        read.append(growing.read())
    while len(samples := growing.read()):  # what was added after the last look
        read.append(samples)
    writer.close()
    assert len(read) > 2
    assert np.array_equal(np.concatenate(read) * 32768, sound)
    assert np.array_equal(np.concatenate(read), files.load(file))


def test_a_block_that_is_not_counted_yet_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    writer = WavWriter(file, RATE)
    writer.append(noise(1).tobytes())
    with file.open("ab") as behind:
        behind.write(b"half a block")
    growing = GrowingWav(file)
    assert len(growing.read()) == RATE and len(growing.read()) == 0
    writer.append(noise(0.5).tobytes())
    assert len(growing.read()) == RATE // 2
    writer.close()


def test_a_long_recording_is_read_in_parts(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "a.wav", RATE)
    writer.append(noise(25).tobytes())
    writer.close()
    growing = GrowingWav(tmp_path / "a.wav")
    assert [len(growing.read()) for _ in range(4)] == [LONGEST_READ, LONGEST_READ, 5 * RATE, 0]


@pytest.mark.parametrize("content", [None, b"", b"RIFF"])
def test_what_is_no_recording_is_said_so(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "a.wav"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(AudioError, match="cannot be read while it is recorded"):
        GrowingWav(file).read()
