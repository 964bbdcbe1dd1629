"""A voice in a child process, so that it can be killed and its library can crash or print as it likes."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from interviewer.errors import AudioError, EngineError
from interviewer.speech.recording import Recording
from interviewer.speech.voices import Voice

_PACKAGE_PARENT = Path(__file__).resolve().parents[3]
_LIMIT_SECONDS = 60.0
_RATE = 22_050
_LIST = "voices"


@dataclass(frozen=True, slots=True)
class Request:
    """What the child is asked for, as JSON on its standard input; `rate` in words a minute."""

    text: str
    file: str
    voice: str
    rate: int


class ProcessEngine:
    """A `TtsEngine` that runs `python -m MODULE` for each text.

    Args:
        name: The engine, for messages.
        module: The program to run; it calls `serve`.
        voice: Handed to the program.
        rate: Words a minute.
        lexicon: The words that this engine would mispronounce.
        limit: Seconds after which a rendering is given up.
    """

    def __init__(
        self,
        name: str,
        module: str,
        voice: str,
        rate: int,
        lexicon: Mapping[str, str],
        limit: float = _LIMIT_SECONDS,
    ) -> None:
        self.lexicon = lexicon
        self._name, self._module, self._voice, self._rate, self._limit = name, module, voice, rate, limit
        self._child: subprocess.Popen[str] | None = None
        self._cancelled = threading.Event()

    def render(self, text: str, file: Path) -> Recording | None:
        """Write speech into a file."""
        self._cancelled.clear()
        file = file.absolute()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        request = Request(text=text, file=str(file), voice=self._voice, rate=self._rate)
        with subprocess.Popen(
            [sys.executable, "-m", self._module],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            # `-m` looks for modules in the working directory first: it must hold this package and no other's.
            cwd=_PACKAGE_PARENT,
        ) as child:
            self._child = child
            if self._cancelled.is_set():  # before there was a child to kill
                child.kill()
            try:
                _, messages = child.communicate(json.dumps(asdict(request)), timeout=self._limit)
            except subprocess.TimeoutExpired as error:
                raise EngineError(
                    f"The voice engine '{self._name}' was stopped: it did not finish in {self._limit:.0f} s. "
                    "Try again, or choose another engine."
                ) from error
            finally:
                child.kill()
        if self._cancelled.is_set():
            return None
        if child.returncode:
            raise self._failed(messages, child.returncode)
        return self._recording(file)

    def cancel(self) -> None:
        """Kill the child, from another thread; the `render` under way then returns None."""
        self._cancelled.set()
        if self._child:
            self._child.kill()

    def voices(self) -> tuple[Voice, ...]:
        """Ask the child for its voices."""
        try:
            child = subprocess.run(
                [sys.executable, "-m", self._module, _LIST],
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                cwd=_PACKAGE_PARENT,
                timeout=self._limit,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise EngineError(
                f"The voice engine '{self._name}' did not list its voices in {self._limit:.0f} s. Try again, "
                "or choose another engine."
            ) from error
        if child.returncode:
            raise self._failed(child.stderr, child.returncode)
        # Libraries print too; the list is the last line.
        return tuple(Voice(**voice) for voice in json.loads(child.stdout.strip().rpartition("\n")[2]))

    def check(self) -> str:
        """Render a few words."""
        with tempfile.TemporaryDirectory() as folder:
            begun = time.monotonic()
            recording = self.render("This is how a question sounds.", Path(folder, "check.wav"))
        seconds = recording.seconds if recording else 0.0
        took = time.monotonic() - begun
        return f"The voice engine '{self._name}' works: {seconds:.1f} s of speech took {took:.1f} s."

    def _failed(self, messages: str, code: int) -> EngineError:
        reason = messages.strip().rpartition("\n")[2] or f"exit code {code}"
        return EngineError(f"The voice engine '{self._name}' failed: {reason}")

    def _recording(self, file: Path) -> Recording:
        with contextlib.suppress(FileNotFoundError, EOFError, wave.Error), wave.open(str(file)) as wav:
            if (wav.getnchannels(), wav.getsampwidth()) == (1, 2) and wav.getnframes():
                return Recording(path=file, seconds=wav.getnframes() / wav.getframerate())
        return self._rewritten(file)

    def _rewritten(self, file: Path) -> Recording:
        """The same sound as WAV: macOS writes AIFF, whatever the file is called."""
        from interviewer.speech.audio import files

        try:
            samples = files.decode(file, _RATE)
        except AudioError as error:
            raise EngineError(
                f"The voice engine '{self._name}' rendered no sound: choose another voice or engine."
            ) from error
        with wave.open(str(file), "wb") as wav:
            wav.setnchannels(1)
            wav.setsampwidth(2)
            wav.setframerate(_RATE)
            wav.writeframes(samples.tobytes())
        return Recording(path=file, seconds=len(samples) / _RATE)


def serve(synthesize: Callable[[Request], None], voices: Callable[[], Sequence[Voice]]) -> None:
    """The child's side: carry out the request on standard input, or list the voices on standard output.

    Args:
        synthesize: Writes the file; ends with `sys.exit("sentence")` when it cannot.
        voices: Gives the voices; likewise.
    """
    if sys.argv[1:] == [_LIST]:
        print(json.dumps([asdict(voice) for voice in voices()]))
    else:
        synthesize(Request(**json.load(sys.stdin)))
