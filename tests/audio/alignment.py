"""Whether a recording has all that was played, piece by piece."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from interviewer.speech.audio import files
from interviewer.speech.stt.engine import SAMPLE_RATE

PIECE_SECONDS = 5.0
_SEARCHED_SECONDS = 1.0
_AUDIBLE = 0.01


def shifts(played: Path, recorded: Path) -> list[float]:
    """How much later each piece of what was played stands in the recording, in seconds.

    Where a block was lost, all that follows stands earlier by its length. Silent pieces are passed over.

    Args:
        played: The sound as it was.
        recorded: What became of it, with any beginning.
    """
    sound, heard = files.load(played), files.load(recorded)
    size, margin = round(PIECE_SECONDS * SAMPLE_RATE), round(_SEARCHED_SECONDS * SAMPLE_RATE)
    first = int(np.argmax(np.abs(sound) > _AUDIBLE))
    found = [_find(sound[first : first + size], heard) - first]
    for start in range(first + size, len(sound) - size + 1, size):
        piece = sound[start : start + size]
        if np.sqrt(np.mean(piece**2)) >= _AUDIBLE:
            around = max(0, start + found[-1] - margin)
            found.append(around + _find(piece, heard[around : around + size + 2 * margin]) - start)
    return [shift / SAMPLE_RATE for shift in found]


def _find(piece: np.ndarray, heard: np.ndarray) -> int:
    """The sample at which the piece is most likely to begin."""
    size = 1 << (len(piece) + len(heard)).bit_length()
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(piece, size)), size)
    return int(np.argmax(product[: max(1, len(heard) - len(piece) + 1)]))
