"""The service that speaks and listens."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.errors import AudioError
from interviewer.locations import Locations
from interviewer.session.finding import Devices, Finding
from interviewer.session.worker.service import Emit, serves
from interviewer.settings import Settings
from interviewer.speech.recording import Recording
from interviewer.speech.voices import Voice

if TYPE_CHECKING:
    from interviewer.speech.audio.backend import Device
    from interviewer.speech.audio.player import Player
    from interviewer.speech.audio.recorder import Recorder
    from interviewer.speech.tts import Speaker

LEVEL_HERTZ = 15
_SYNC_SECONDS = 1


class SoundService:
    """One speaker and one microphone.

    Events: `level` 15 times a second while the microphone is open, with `level` (0-1), `seconds` recorded
    and a `warning` or None; `position` ten times a second while a file is played, with its `turn`, the
    `seconds` of the file that are heard now, and the `total` of them.
    """

    def __init__(self, settings: Settings, locations: Locations, emit: Emit) -> None:
        self._settings, self._locations, self._emit = settings, locations, emit
        self._stopped = 0
        self._sampled: Speaker | None = None
        self._recorder: Recorder | None = None
        self._recorded = threading.Event()
        """Ends the levels of the recording in hand."""

    @cached_property
    def _speaker(self) -> Speaker:
        from interviewer.speech import tts

        return tts.Speaker(self._settings, self._locations.speech)

    @cached_property
    def _player(self) -> Player:
        from interviewer.speech.audio.player import Player

        return Player(self._settings)

    @serves(lane="speaker")
    def say(self, text: str, turn: int) -> bool:
        """Speak a text; whether it was spoken to its end. `turn` is the number that `stop` names."""
        return self._speak(self._speaker, text, turn)

    @serves(lane="speaker")
    def sample(self, text: str, engine: str, voice: str, rate: int, turn: int) -> bool:
        """Speak with another voice than that of the settings; as `say` otherwise."""
        from interviewer.speech import tts

        settings = replace(self._settings, tts_engine=engine, tts_voice=voice, tts_rate=rate)
        self._sampled = tts.Speaker(settings, self._locations.speech)
        return self._speak(self._sampled, text, turn)

    @serves(lane="speaker")
    def play(self, file: Path, turn: int, start: float = 0.0, tempo: float = 1.0) -> bool:
        """Play a file from `start` seconds on, `tempo` times as fast; whether it was played to its end."""

        def tell(seconds: float, total: float) -> None:
            self._emit("position", {"turn": turn, "seconds": seconds, "total": total})

        return self._player.play(
            file, start=start, tempo=tempo, on_position=tell, stopped=self._was_stopped(turn)
        )

    @serves(lane=None)
    def stop(self, turn: int) -> None:
        """Cut short what is spoken or played in this turn or an earlier one."""
        self._stopped = max(self._stopped, turn)
        if "_speaker" in self.__dict__:  # made by its first use: without it there is nothing to stop
            self._speaker.cancel()
        if self._sampled:
            self._sampled.cancel()
        if "_player" in self.__dict__:
            self._player.stop()

    @serves(lane="speaker")
    def render(self, text: str, file: Path) -> Recording | None:
        """Speak into a WAV file; None where the engine is silent."""
        return self._speaker.render(text, file)

    @serves(lane="microphone")
    def open_microphone(self, file: Path) -> None:
        """Record into a file until `close_microphone`."""
        from interviewer.speech.audio.recorder import Recorder

        if self._recorder:
            raise AudioError("The microphone is recording already: finish that answer first.")
        recorder = Recorder(file, self._settings)
        recorder.start()
        self._recorder, self._recorded = recorder, threading.Event()
        threading.Thread(target=self._send_levels, args=(recorder, self._recorded), daemon=True).start()

    @serves(lane="microphone")
    def pause_microphone(self) -> None:
        """Close the device; the file stays open."""
        self._recording.pause()

    @serves(lane="microphone")
    def resume_microphone(self) -> None:
        """Open the device again and go on with the same file."""
        self._recording.resume()

    @serves(lane="microphone")
    def close_microphone(self) -> Recording:
        """Finish the recording."""
        recorder, self._recorder = self._recording, None
        self._recorded.set()
        return recorder.stop()

    @serves(lane="files")
    def convert(self, file: Path, target: Path) -> Recording:
        """Write the sound of any file as a recording of ours; `target` must not exist yet."""
        from interviewer.speech.audio import files
        from interviewer.speech.audio.backend import CAPTURE_RATE
        from interviewer.speech.audio.wav import WavWriter

        samples = files.decode(file, CAPTURE_RATE)
        try:
            recording = WavWriter(target, CAPTURE_RATE)
            try:
                recording.append(samples.tobytes())
            finally:
                recording.close()
        except OSError as error:
            raise AudioError(f"{target} cannot be written: {error.strerror}. Free some space.") from error
        return Recording(path=target, seconds=recording.seconds)

    @serves(lane="lists")
    def voices(self, engine: str) -> tuple[Voice, ...]:
        """The voices of a voice engine."""
        from interviewer.speech.tts import engine as engines

        return engines.load(replace(self._settings, tts_engine=engine)).voices()

    @serves(lane="lists")
    def devices(self) -> Devices:
        """The microphones and speakers that are there, the system's default ones first."""
        from interviewer.speech.audio import backend

        library = backend.load(self._settings)
        return Devices(microphones=_names(library.inputs()), speakers=_names(library.outputs()))

    @serves(lane="speaker")
    def check_voice(self) -> Finding:
        """Whether the engine can speak."""
        return Finding(text=self._speaker.check())

    @serves(lane="speaker")
    def check_speaker(self) -> Finding:
        """Whether the speaker takes sound."""
        from interviewer.session.worker.sound_checks import check_speaker

        return check_speaker(self._settings)

    @serves(lane="microphone")
    def check_microphone(self) -> Finding:
        """Whether sound comes from the microphone."""
        from interviewer.session.worker.sound_checks import check_microphone

        return check_microphone(self._settings)

    def close(self) -> None:
        """Finish the recording, if there is one, and fall silent."""
        if self._recorder:
            self.close_microphone()
        self.stop(self._stopped)

    def _speak(self, speaker: Speaker, text: str, turn: int) -> bool:
        stopped = self._was_stopped(turn)
        if stopped():
            return False
        recording = speaker.render(text)
        return recording is None or self._player.play(recording.path, stopped=stopped)

    def _was_stopped(self, turn: int) -> Callable[[], bool]:
        return lambda: turn <= self._stopped

    @property
    def _recording(self) -> Recorder:
        if self._recorder is None:
            raise AudioError("No recording is under way: the sound process was started anew.")
        return self._recorder

    def _send_levels(self, recorder: Recorder, recorded: threading.Event) -> None:
        # Not in the thread that the blocks come in: a slow disk must not cost one.
        for tick in itertools.count(1):
            if recorded.wait(1 / LEVEL_HERTZ):
                return
            if tick % (LEVEL_HERTZ * _SYNC_SECONDS) == 0:
                recorder.sync()
            self._emit(
                "level", {"level": recorder.level, "seconds": recorder.seconds, "warning": recorder.warning}
            )


def _names(devices: Sequence[Device]) -> tuple[str, ...]:
    ordered = sorted(devices, key=lambda device: not device.is_default)
    return tuple(dict.fromkeys(device.name for device in ordered))
