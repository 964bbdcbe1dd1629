"""Sound files of any kind, as samples."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

from interviewer.errors import AudioError
from interviewer.speech.audio.backend import CAPTURE_RATE


def load(file: Path) -> npt.NDArray[np.float32]:
    """The sound in a file for speech recognition.

    Args:
        file: WAV, FLAC, MP3, Ogg, M4A or any other that FFmpeg reads, also the sound of a video.

    Returns:
        Samples of shape (n,): mono, 16 kHz, -1 to 1.

    Raises:
        AudioError: The file is missing, empty, damaged from its beginning or without sound.
    """
    samples: npt.NDArray[np.float32] = decode(file, CAPTURE_RATE).astype(np.float32)
    samples /= 32768
    return samples


def decode(file: Path, rate: int) -> npt.NDArray[np.int16]:
    """The sound in a file at a rate in hertz.

    What is damaged in the middle is left out.

    Returns:
        Samples of shape (n,), mono.

    Raises:
        AudioError: As for `load`.
    """
    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    blocks: list[npt.NDArray[np.int16]] = []
    with _opened(file) as (container, stream):
        for packet in container.demux(stream):
            try:
                for frame in packet.decode():
                    frame.pts = None  # a gap must not be filled
                    blocks += [block.to_ndarray()[0] for block in resampler.resample(frame)]
            except av.error.InvalidDataError:
                continue
        if blocks:
            blocks += [block.to_ndarray()[0] for block in resampler.resample(None)]
    if not sum(map(len, blocks)):
        raise AudioError(f"{file} holds no sound: record it again, or give another file.")
    return np.concatenate(blocks)


def stretch(samples: npt.NDArray[np.int16], rate: int, tempo: float) -> npt.NDArray[np.int16]:
    """The same sound faster or slower, at the same pitch.

    Args:
        samples: Of shape (n,), mono.
        rate: Of the samples, in hertz.
        tempo: How many times as fast, 0.5-2.
    """
    if not len(samples):  # which the filter takes for want of memory
        return samples
    graph = av.filter.Graph()
    graph.link_nodes(
        graph.add_abuffer(sample_rate=rate, format="s16", layout="mono", time_base=Fraction(1, rate)),
        graph.add("atempo", str(tempo)),
        graph.add("abuffersink"),
    ).configure()
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
    frame.sample_rate, frame.pts = rate, 0
    graph.push(frame)
    graph.push(None)
    blocks: list[npt.NDArray[np.int16]] = []
    with suppress(av.error.EOFError):
        while True:
            blocks.append(graph.pull().to_ndarray()[0])
    return np.concatenate(blocks) if blocks else samples[:0]


def seconds(file: Path) -> float:
    """Length of the sound in a file in seconds, from its header where that says it.

    Raises:
        AudioError: As for `load`.
    """
    with _opened(file) as (_, stream):
        if stream.duration:
            return float(stream.duration * stream.time_base)
    return len(decode(file, CAPTURE_RATE)) / CAPTURE_RATE


@contextmanager
def _opened(file: Path) -> Iterator[tuple[Any, Any]]:
    try:
        if not file.stat().st_size:
            raise AudioError(f"{file} is empty: record it again, or give another file.")
        with av.open(str(file), metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise AudioError(f"{file} has no sound in it: give an audio file such as WAV, FLAC or MP3.")
            yield container, container.streams.audio[0]
    except FileNotFoundError as error:
        raise AudioError(f"There is no file {file}: check the path.") from error
    except (PermissionError, IsADirectoryError) as error:
        raise AudioError(f"{file} cannot be read: {error.strerror}.") from error
    except (av.error.FFmpegError, OSError) as error:
        raise AudioError(
            f"{file} is no sound file that can be read, or is damaged: give WAV, FLAC or MP3."
        ) from error
