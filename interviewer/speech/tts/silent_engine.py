"""The engine `none`: questions are shown and not spoken."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from interviewer.settings import Settings
from interviewer.speech.voices import Voice


class SilentEngine:
    """See `TtsEngine`."""

    lexicon: Mapping[str, str] = {}

    def __init__(self, settings: Settings) -> None:
        """Make the engine; no setting matters to it."""

    def render(self, text: str, file: Path) -> None:
        """Render nothing."""

    def cancel(self) -> None:
        """There is never anything to cancel."""

    def voices(self) -> tuple[Voice, ...]:
        """There is none."""
        return ()

    def check(self) -> str:
        """Say that nothing will be heard."""
        return "Questions are shown and not spoken: the voice engine is 'none'."
