"""Sounds without words, made the same at every run: mono, 16 kHz, ten seconds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

RATE = 16_000
_LENGTH = 10 * RATE

Sound = npt.NDArray[np.float32]


def silence() -> Sound:
    """Nothing at all."""
    return np.zeros(_LENGTH, np.float32)


def music() -> Sound:
    """Chords of a plucked instrument, two a second."""
    sound = np.zeros(_LENGTH)
    for number, first in enumerate(range(0, _LENGTH, RATE // 2)):
        time = np.arange(_LENGTH - first) / RATE
        root = 220 * 2 ** ((0, 5, 7, 3)[number % 4] / 12)
        for tone in (root, root * 5 / 4, root * 3 / 2):
            for harmonic in range(1, 6):
                strength = np.exp(-time * (2 + harmonic)) / harmonic
                sound[first:] += strength * np.sin(2 * np.pi * harmonic * tone * time)
    return _scaled(sound, 0.2)


def breathing() -> Sound:
    """Air through a mouth, in and out every four seconds."""
    time = np.arange(_LENGTH) / RATE
    return _scaled(_noise(300, 3000) * np.maximum(0, np.sin(2 * np.pi * time / 2)) ** 2, 0.05)


def laughter() -> Sound:
    """A voice without words: five bursts a second that fall in pitch, between breaths."""
    time = np.arange(_LENGTH) / RATE
    pitch = 320 - 80 * (time % 2)
    pulses = np.diff(np.floor(np.cumsum(pitch) / RATE), prepend=0)
    voice = sum(_filtered(pulses, centre - 100, centre + 100) for centre in (700, 1200, 2600))
    bursts = np.maximum(0, np.sin(2 * np.pi * 5 * time)) * (time % 2 < 1.4)
    return _scaled((voice + 0.1 * _noise(1000, 4000)) * bursts, 0.2)


def fan() -> Sound:
    """A fan: noise with the hum of a motor and its beat."""
    time = np.arange(_LENGTH) / RATE
    hum = sum(np.sin(2 * np.pi * 120 * harmonic * time) / harmonic for harmonic in range(1, 5))
    return _scaled(_noise(50, 2000) * (1 + 0.3 * np.sin(2 * np.pi * 9 * time)) + 0.2 * hum, 0.05)


def knocking() -> Sound:
    """Knocks on a table."""
    sound = np.zeros(_LENGTH)
    for first in range(RATE // 4, _LENGTH - RATE, RATE * 2 // 5):
        time = np.arange(RATE // 5) / RATE
        sound[first : first + len(time)] += np.exp(-time * 40) * np.sin(2 * np.pi * 180 * time)
    return _scaled(sound, 0.4)


NOISES: dict[str, Callable[[], Sound]] = {
    made.__name__: made for made in (silence, music, breathing, laughter, fan, knocking)
}


def _noise(low: float, high: float) -> npt.NDArray[np.float64]:
    return _filtered(np.random.default_rng(7).standard_normal(_LENGTH), low, high)


def _filtered(sound: npt.NDArray[np.float64], low: float, high: float) -> npt.NDArray[np.float64]:
    spectrum = np.fft.rfft(sound)
    frequencies = np.fft.rfftfreq(len(sound), 1 / RATE)
    spectrum[(frequencies < low) | (frequencies > high)] = 0
    return np.fft.irfft(spectrum, len(sound))


def _scaled(sound: npt.NDArray[np.float64], peak: float) -> Sound:
    return (sound * peak / np.abs(sound).max()).astype(np.float32)
