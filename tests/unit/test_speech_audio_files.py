"""Sound files: read from any format, written so that a crash costs a block."""

from __future__ import annotations

import errno
import stat
import subprocess
import sys
import wave
from pathlib import Path

import av
import numpy as np
import pytest

from interviewer.errors import AudioError
from interviewer.speech.audio import files
from interviewer.speech.audio.wav import WavWriter


def tone(seconds: float, rate: int) -> np.ndarray:
    return (12000 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)).astype(np.int16)


def encode(file: Path, codec: str, samples: np.ndarray, rate: int, layout: str = "mono") -> Path:
    with av.open(str(file), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        resampler = av.AudioResampler(format=stream.format.name, layout=layout, rate=rate)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout=layout)
        frame.rate = rate
        fifo = av.AudioFifo()
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            fifo.write(part)
        while part := fifo.read(stream.codec_context.frame_size or 1024, partial=True):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return file


@pytest.mark.parametrize(
    ("name", "codec", "rate", "layout"),
    [
        ("a.wav", "pcm_s16le", 16000, "mono"),
        ("b.wav", "pcm_s16le", 44100, "stereo"),
        ("c.flac", "flac", 48000, "stereo"),
        ("d.mp3", "libmp3lame", 22050, "mono"),
        ("e.ogg", "libopus", 48000, "mono"),
    ],
)
def test_any_format_becomes_16_khz_mono(
    name: str, codec: str, rate: int, layout: str, tmp_path: Path
) -> None:
    samples = np.repeat(tone(2, rate), 2 if layout == "stereo" else 1)
    file = encode(tmp_path / name, codec, samples, rate, layout)
    heard = files.load(file)
    assert heard.dtype == np.float32 and heard.ndim == 1
    assert len(heard) / 16000 == pytest.approx(2, abs=0.1)
    assert files.seconds(file) == pytest.approx(2, abs=0.1)
    spectrum = np.abs(np.fft.rfft(heard[8000:24000]))
    assert np.argmax(spectrum) == pytest.approx(440, abs=2)
    assert np.abs(heard[8000:24000]).max() == pytest.approx(12000 / 32768, rel=0.1)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "There is no file"),
        (b"", "is empty"),
        (bytes(range(256)) * 40, "no sound file that can be read"),
        (b"RIFF\x24\x00\x00\x00WAVE", "no sound file|holds no sound|has no sound"),
    ],
)
def test_what_is_no_sound_is_told_in_a_sentence(content: bytes | None, message: str, tmp_path: Path) -> None:
    file = tmp_path / "answer.wav"
    if content is not None:
        file.write_bytes(content)
    for read in (files.load, files.seconds):
        with pytest.raises(AudioError, match=message) as raised:
            read(file)
        assert str(file) in str(raised.value)


def test_a_file_without_sound_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "silent.wav"), "wb") as wav:
        wav.setparams((1, 2, 16000, 0, "NONE", ""))
    with pytest.raises(AudioError, match="holds no sound"):
        files.load(tmp_path / "silent.wav")
    with pytest.raises(AudioError, match=r"cannot be read|no sound file"):
        files.load(tmp_path)
    picture = tmp_path / "picture.mkv"
    with av.open(str(picture), "w") as container:
        stream = container.add_stream("mpeg4", rate=10, width=64, height=64, pix_fmt="yuv420p")
        frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with pytest.raises(AudioError, match="has no sound in it"):
        files.load(picture)


def test_damage_in_the_middle_costs_only_the_middle(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).normal(0, 3000, 160000).astype(np.int16)
    file = encode(tmp_path / "a.flac", "flac", noise, 16000)
    data = bytearray(file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 2000] = bytes(2000)
    file.write_bytes(data)
    heard = files.load(file)
    assert 0.8 * len(noise) < len(heard) <= len(noise)
    assert np.allclose(heard[:16000], noise[:16000] / 32768, atol=1e-4)


def test_a_wav_file_is_whole_after_every_block(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "answer.wav"
    writer = WavWriter(file, 16000)
    samples = tone(1, 16000)
    for end in range(1600, 16001, 1600):
        writer.append(samples[end - 1600 : end].tobytes())
        with wave.open(str(file)) as wav:
            assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (1, 2, 16000)
            assert wav.getnframes() == end
            assert wav.readframes(end) == samples[:end].tobytes()
    assert writer.seconds == 1.0
    writer.close()
    writer.close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_sound_is_stretched_and_nothing_stays_nothing() -> None:
    tone = (1000 * np.sin(np.arange(16_000) / 8)).astype(np.int16)
    assert len(files.stretch(tone, 16_000, 2.0)) == pytest.approx(8000, rel=0.1)
    assert not len(files.stretch(tone[:0], 16_000, 2.0))


def test_a_recording_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "answer.wav").write_bytes(b"precious")
    with pytest.raises(FileExistsError):
        WavWriter(tmp_path / "answer.wav", 16000)
    assert (tmp_path / "answer.wav").read_bytes() == b"precious"


FULL_DISK = """
import resource, sys
from pathlib import Path
from interviewer.speech.audio.wav import WavWriter
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
writer = WavWriter(Path(sys.argv[1]), 16000)
try:
    while True:
        writer.append(bytes([1]) * 1024)
except OSError as error:
    writer.close()
    print(error.errno, round(writer.seconds * 32000))
"""


def test_a_full_disk_leaves_the_whole_blocks(tmp_path: Path) -> None:
    file = tmp_path / "answer.wav"
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(file)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(errno.EFBIG), str(9 * 1024)]
    with wave.open(str(file)) as wav:
        assert wav.readframes(wav.getnframes()) == bytes([1]) * (9 * 1024)
    assert file.stat().st_size == 44 + 9 * 1024
