"""Spoken answers with fillers at known places: each piece is spoken by itself, and they are joined."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from interviewer.settings import Settings
from interviewer.speech.audio import files
from interviewer.speech.stt.engine import SAMPLE_RATE
from interviewer.speech.stt.transcript import Word
from interviewer.speech.tts import Speaker

Samples = npt.NDArray[np.float32]

ANSWERS: dict[tuple[str, ...], str] = {
    ("precision", "recall", "F1 score", "harmonic mean"): (
        "Precision is, um, the share of positive predictions that are right. Uh, recall is the share of "
        "positives that are found. The two, um, trade off against each other, and uh, the threshold decides"
        " where you stand. Um, the F1 score is the harmonic mean, uh, of the two, so it is low, um, as soon"
        " as one of them is low. Uh, that is why it is used for rare classes."
    ),
    ("queries", "keys", "softmax", "gradients", "heads"): (
        "Scaled dot product attention, uh, takes queries, keys and values. Um, the scores are the dot "
        "products of a query with every key, um, divided by the square root of the key dimension. Uh, "
        "without that the softmax saturates, and the gradients, um, vanish. Several heads, uh, attend to "
        "different things at once. Um, their outputs are joined and, uh, projected back."
    ),
    ("overfitting", "regularization", "dropout", "weight decay"): (
        "Overfitting means, um, that a model learns the noise of its training data. You see it, uh, when "
        "the validation loss rises while the training loss falls. Um, regularization helps. Dropout, uh, "
        "switches units off at random, weight decay, um, keeps the weights small. Uh, more data is the best"
        " remedy, um, if you can get it. Early stopping, uh, is the cheapest."
    ),
    ("stochastic gradient descent", "momentum", "Adam", "learning rate"): (
        "Stochastic gradient descent, um, estimates the gradient from a small batch. Uh, the noise can even"
        " help to leave flat regions. Momentum, um, keeps an average of past gradients. Adam, uh, divides "
        "by an estimate of their second moment. Um, it adapts the step for every weight, uh, and needs "
        "little tuning. Um, the learning rate, uh, still matters most."
    ),
}
"""By their technical terms; eight fillers in each."""

GAPS = {"with silence around": (0.25, 0.8), "without": (0.03, 0.12)}
"""Shortest and longest silence in seconds before and after a filler, by how to name it."""

_RATE = 150
_FILLER_RATES = (80, 110, 150)
"""Words a minute: hesitation lengthens."""
_LOUD, _QUIET = 0.6, 0.35
_ROOM = 0.0008
_AUDIBLE = 0.01


@dataclass(frozen=True, kw_only=True)
class Hesitant:
    """One such answer."""

    samples: Samples
    text: str
    """Without the fillers."""
    terms: tuple[str, ...]
    fillers: tuple[tuple[float, float], ...]
    """Start and end of each in seconds."""

    def found(self, words: Sequence[Word], apart: float = 0.4) -> int:
        """How many of the fillers are among the words, each at most so many seconds off."""
        left = list(words)
        count = 0
        for start, end in self.fillers:
            near = [word for word in left if start - apart < (word.start + word.end) / 2 < end + apart]
            if near:
                left.remove(near[0])
                count += 1
        return count


def hesitant(voice: str, gaps: str, folder: Path) -> Iterator[Hesitant]:
    """The answers in a voice (`piper` or `pyttsx3`), with the gaps of that name around the fillers."""
    speakers = {
        rate: Speaker(Settings(tts_engine=voice, tts_rate=rate), folder) for rate in (*_FILLER_RATES, _RATE)
    }
    for terms, text in ANSWERS.items():
        chance = random.Random(text)
        pieces = [piece for piece in re.split(r"\b([Uu]m|[Uu]h), ", text) if piece]
        parts, fillers, position = [_silence(0.5)], [], SAMPLE_RATE // 2
        for piece in pieces:
            filled = piece.lower() in ("um", "uh")
            rate = chance.choice(_FILLER_RATES) if filled else _RATE
            sound = _trimmed(speakers[rate], f"{piece}," if filled else piece, _QUIET if filled else _LOUD)
            if filled:
                fillers.append((position / SAMPLE_RATE, (position + len(sound)) / SAMPLE_RATE))
            parts += [sound, _silence(chance.uniform(*GAPS[gaps]))]
            position += len(sound) + len(parts[-1])
        joined = np.concatenate(parts)
        room = np.random.default_rng(1).normal(0, _ROOM, len(joined)).astype(np.float32)
        yield Hesitant(
            samples=joined + room,
            text=" ".join(piece.strip() for piece in pieces if piece.lower() not in ("um", "uh")),
            terms=terms,
            fillers=tuple(fillers),
        )


def everything(folder: Path, voices: Sequence[str] = ("piper", "pyttsx3")) -> Iterator[Hesitant]:
    """All of them in each voice, with each kind of gap."""
    return chain.from_iterable(hesitant(voice, gaps, folder) for voice in voices for gaps in GAPS)


def _trimmed(speaker: Speaker, text: str, level: float) -> Samples:
    spoken = speaker.render(text)
    assert spoken
    samples = files.load(spoken.path)
    loud = np.flatnonzero(np.abs(samples) > _AUDIBLE)
    part = samples[max(0, loud[0] - 300) : loud[-1] + 600]
    return part / np.abs(part).max() * np.float32(level)


def _silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)
