"""From a text as it is shown to a sound file."""

from __future__ import annotations

import shutil
import wave
from pathlib import Path

from interviewer.settings import Settings
from interviewer.speech.recording import Recording
from interviewer.speech.tts import engine
from interviewer.speech.tts.cache import SpeechCache
from interviewer.speech.tts.spoken import spoken


class Speaker:
    """The voice that the settings name, with a memory of what it said.

    Args:
        settings: `tts_engine`, `tts_voice` and `tts_rate` count here.
        cache: Folder of rendered speech (`Locations.speech`).

    Raises:
        EngineError: The engine is unknown or not installed.
    """

    def __init__(self, settings: Settings, cache: Path) -> None:
        self._engine = engine.load(settings)
        self._how = (settings.tts_engine, settings.tts_voice, settings.tts_rate)
        self._cache = SpeechCache(cache)

    def render(self, text: str, file: Path | None = None) -> Recording | None:
        """Speak a text into a WAV file: mono, 16 bit.

        Args:
            text: As it is shown; formulas and terms are put into words here.
            file: Where to write; None leaves it to the cache.

        Returns:
            The file; None if there is nothing to play, as the engine is silent or was cancelled.

        Raises:
            EngineError: The engine failed, does not know the voice, or took too long.
        """
        words = spoken(text, self._engine.lexicon)
        cached = self._cache.file(words, *self._how)
        if not self._cache.has(cached) and not self._cache.fill(
            cached, lambda target: self._engine.render(words, target)
        ):
            return None
        with wave.open(str(cached)) as wav:
            seconds = wav.getnframes() / wav.getframerate()
        if file is None:
            return Recording(path=cached, seconds=seconds)
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(cached, file)
        return Recording(path=file, seconds=seconds)

    def cancel(self) -> None:
        """End a `render` that is under way, from another thread; it then returns None."""
        self._engine.cancel()

    def check(self) -> str:
        """Render a few words and say in a sentence how that went.

        Raises:
            EngineError: The engine cannot be used.
        """
        return self._engine.check()
