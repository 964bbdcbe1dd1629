"""The Whisper models that are published, by name."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from interviewer.errors import ModelError

FASTER_WHISPER, WHISPER = "faster-whisper", "whisper"
"""Engines, and with them formats of weights: a CTranslate2 folder, a PyTorch checkpoint."""

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Published:
    """Where a model comes from in CTranslate2's format, how large it is about, and which engines know it."""

    repository: str
    bytes: int
    engines: tuple[str, ...] = (FASTER_WHISPER, WHISPER)


PUBLISHED = {
    "tiny.en": Published("Systran/faster-whisper-tiny.en", 72 * _MIB),
    "tiny": Published("Systran/faster-whisper-tiny", 72 * _MIB),
    "base.en": Published("Systran/faster-whisper-base.en", 138 * _MIB),
    "base": Published("Systran/faster-whisper-base", 138 * _MIB),
    "small.en": Published("Systran/faster-whisper-small.en", 461 * _MIB),
    "small": Published("Systran/faster-whisper-small", 461 * _MIB),
    "distil-small.en": Published("Systran/faster-distil-whisper-small.en", 318 * _MIB, (FASTER_WHISPER,)),
    "medium.en": Published("Systran/faster-whisper-medium.en", 1457 * _MIB),
    "medium": Published("Systran/faster-whisper-medium", 1457 * _MIB),
    "large-v3": Published("Systran/faster-whisper-large-v3", 2944 * _MIB),
    "large-v3-turbo": Published("mobiuslabsgmbh/faster-whisper-large-v3-turbo", 1543 * _MIB),
    "distil-large-v3": Published("Systran/faster-distil-whisper-large-v3", 1443 * _MIB, (FASTER_WHISPER,)),
}
"""The smaller before the larger, as far as one can use both."""


def unknown(name: str, engine: str) -> ModelError:
    """The error for a name that the engine does not know, with what it does."""
    names = [known for known, model in PUBLISHED.items() if engine in model.engines]
    if not names:
        return ModelError(
            f"The engine {engine} needs no model on this machine: set stt_model to one of its own."
        )
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean '{near[0]}'? " if near else ""
    return ModelError(
        f"'{name}' is neither a Whisper model nor a path: {hint}{engine} knows {', '.join(names)}."
    )
