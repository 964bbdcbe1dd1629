"""What a voice is, and the table of those there are."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from interviewer.engines import Engine, EngineTable
from interviewer.settings import Settings
from interviewer.speech.recording import Recording
from interviewer.speech.voices import Voice


class TtsEngine(Protocol):
    """Renders words to a WAV file. It is made in no time and holds nothing."""

    lexicon: Mapping[str, str]
    """Words that it would mispronounce, in the spelling it needs."""

    def render(self, text: str, file: Path) -> Recording | None:
        """Write speech into a file: WAV, mono, 16 bit.

        Args:
            text: Words; see `spoken` for what makes them of formulas.
            file: Replaced if it exists.

        Returns:
            What was written; None if there is nothing to play, as the engine is silent or was cancelled.

        Raises:
            EngineError: The engine failed, does not know the voice, or took too long.
        """

    def cancel(self) -> None:
        """End a `render` that is under way, from another thread; else do nothing."""

    def voices(self) -> tuple[Voice, ...]:
        """The voices that it finds by itself, in no order; others may be set by their path.

        Raises:
            EngineError: The engine cannot be used.
        """

    def check(self) -> str:
        """Render a few words and say in a sentence how that went.

        Raises:
            EngineError: The engine cannot be used.
        """


# On Linux pyttsx3 speaks with the espeak-ng that another package brings.
_PYTTSX3 = ("pyttsx3", "espeakng_loader") if sys.platform == "linux" else ("pyttsx3",)

ENGINES: EngineTable[TtsEngine] = EngineTable(
    "voice engine",
    {
        "pyttsx3": Engine("interviewer.speech.tts.pyttsx3_engine:Pyttsx3Engine", requires=_PYTTSX3),
        "piper": Engine(
            "interviewer.speech.tts.piper_engine:PiperEngine",
            requires=("piper",),
            install="interviewer[natural-voice]",
        ),
        "none": Engine("interviewer.speech.tts.silent_engine:SilentEngine"),
    },
)
"""Each row makes an engine from the settings."""


def load(settings: Settings) -> TtsEngine:
    """The engine that the settings name.

    Args:
        settings: `tts_engine`, `tts_voice` and `tts_rate` count here.

    Raises:
        EngineError: The engine is unknown or not installed.
    """
    return ENGINES.load(settings.tts_engine)(settings)
