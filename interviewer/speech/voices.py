"""The voices that an engine can speak with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One voice.

    Attributes:
        id: What `tts_voice` is set to for it.
        name: As the engine calls it.
        language: The language that it speaks, such as `en-gb`; empty where the engine does not say.
    """

    id: str
    name: str
    language: str
