"""The engine `pyttsx3`: espeak-ng on Linux, the system's own voices on Windows and macOS."""

from __future__ import annotations

import difflib
import os
import sys
import threading
from typing import Any

from interviewer.settings import Settings
from interviewer.speech.tts.lexicon import ESPEAK
from interviewer.speech.tts.process import ProcessEngine, Request, serve
from interviewer.speech.voices import Voice


class Pyttsx3Engine(ProcessEngine):
    """See `TtsEngine`."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("pyttsx3", __name__, settings.tts_voice, settings.tts_rate, ESPEAK)


def synthesize(request: Request) -> None:
    """Render a text in this process. Once only: pyttsx3 falls silent after the first."""
    engine = _engine()
    if request.voice:
        engine.setProperty("voice", _voice(engine, request.voice))
    engine.setProperty("rate", request.rate)
    written = threading.Event()
    engine.connect("finished-utterance", lambda **_: written.set())
    engine.save_to_file(request.text, request.file)
    engine.runAndWait()
    if sys.platform == "linux":
        # espeak-ng synthesises in a thread of its own, and runAndWait does not wait for it.
        written.wait()


def voices() -> list[Voice]:
    """The voices of this system."""
    return [
        Voice(id=str(voice.id), name=str(voice.name), language=_language(voice))
        for voice in _engine().getProperty("voices")
    ]


def _engine() -> Any:
    if sys.platform == "linux":
        _load_espeak()
    import pyttsx3

    return pyttsx3.init()


def _language(voice: Any) -> str:
    # Some drivers give bytes, with the length before them.
    first = next(iter(voice.languages or ()), "")
    return first.decode("ascii", "ignore").strip("\x05\x02") if isinstance(first, bytes) else str(first)


def _load_espeak() -> None:
    import ctypes

    import espeakng_loader

    # Without it libespeak-ng ends the process. It keeps 160 characters of the path: a short one is safe.
    os.chdir(espeakng_loader.get_data_path())
    os.environ["ESPEAK_DATA_PATH"] = "."
    ctypes.CDLL(espeakng_loader.get_library_path())


def _voice(engine: Any, wanted: str) -> str:
    ids = {name: voice.id for voice in engine.getProperty("voices") for name in (voice.name, voice.id)}
    for fits in (str.__eq__, str.__contains__):
        for name, identifier in ids.items():
            if fits(name.casefold(), wanted.casefold()):
                return str(identifier)
    near = difflib.get_close_matches(wanted, ids, n=3, cutoff=0.4) or list(ids)[:10]
    sys.exit(f"there is no voice '{wanted}'; there is {', '.join(near)}, among {len(ids) // 2}.")


if __name__ == "__main__":
    serve(synthesize, voices)
