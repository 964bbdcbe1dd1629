"""What a transcription engine is, and the table of those there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from interviewer.engines import Engine, EngineTable
from interviewer.settings import Settings
from interviewer.speech.stt.transcript import Transcript

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SAMPLE_RATE = 16_000
"""Samples a second that every engine expects, in hertz."""


class SttEngine(Protocol):
    """Turns speech into text. Its weights are in memory once it is made, so making one takes seconds."""

    @property
    def model(self) -> str:
        """Name of the model, for display."""

    @property
    def device(self) -> str:
        """Where it runs now: `cpu`, `cuda`, or `server`."""

    def transcribe(self, audio: Path | npt.NDArray[np.float32], terms: Sequence[str] = ()) -> Transcript:
        """What was said.

        Args:
            audio: A sound file, or its samples: mono, 16 kHz, -1 to 1.
            terms: Technical words to expect. Few help more than many: those of the question at hand.

        Returns:
            The text with its words; an empty one where there is no speech, whatever the terms are.

        Raises:
            AudioError: The file cannot be read.
            EngineError: Decoding failed, also on the CPU.
        """

    def check(self) -> str:
        """Decode one second of silence and say in a sentence what runs where, and why not on the GPU.

        Raises:
            EngineError: Decoding failed, also on the CPU.
        """


ENGINES: EngineTable[SttEngine] = EngineTable(
    "transcription engine",
    {
        "faster-whisper": Engine(
            "interviewer.speech.stt.faster_whisper_engine:FasterWhisperEngine",
            requires=("faster_whisper", "ctranslate2"),
            install="faster-whisper",
        ),
        "whisper": Engine(
            "interviewer.speech.stt.whisper_engine:WhisperEngine",
            requires=("whisper", "torch", "faster_whisper"),
            install="openai-whisper",
        ),
        "openai-http": Engine(
            "interviewer.speech.stt.openai_http_engine:OpenAiHttpEngine",
            requires=("httpx", "faster_whisper"),
            install="httpx faster-whisper",
        ),
    },
)
"""Each row makes an engine from the settings and the folder of model weights."""


def load(settings: Settings, models: Path) -> SttEngine:
    """The engine that the settings name, with its weights in memory.

    Args:
        settings: `stt_engine`, `stt_model` and `stt_device` count here.
        models: Folder where weights are joined, converted or fetched (`Locations.models`).

    Raises:
        EngineError: The engine is unknown, not installed, or cannot use the device asked for.
        ModelError: The weights are not on this machine, or damaged. Nothing is ever downloaded here.
    """
    return ENGINES.load(settings.stt_engine)(settings, models)
