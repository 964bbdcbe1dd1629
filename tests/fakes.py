"""Stand-ins for the workers, for tests of the conductor's and the screens' behaviour alone."""

from __future__ import annotations

import asyncio
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

from interviewer.bank.question import Question
from interviewer.errors import InterviewerError
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.finding import Devices
from interviewer.session.sound import Level, Position
from interviewer.settings import Settings
from interviewer.speech.recording import Recording
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.speech.stt.weights import ModelInfo
from interviewer.speech.voices import Voice


class FakeSound:
    """Speaks for as long as told, records silence; notes what was asked of it."""

    def __init__(self, speech_seconds: float = 0.0, microphone_error: InterviewerError | None = None) -> None:
        self.calls: list[str] = []
        self.said: list[str] = []
        self.speech_seconds, self.microphone_error = speech_seconds, microphone_error
        self.on_level = lambda level: None
        self.on_ended = lambda: None
        self._file: Path | None = None

    async def start(self) -> None:
        self.calls.append("start")

    async def say(self, text: str) -> bool:
        self.said.append(text)
        try:
            await asyncio.sleep(self.speech_seconds)
        except asyncio.CancelledError:
            self.calls.append("cut")
            raise
        return True

    async def play(
        self,
        file: Path,
        *,
        start: float = 0.0,
        tempo: float = 1.0,
        on_position: Callable[[Position], None] = lambda position: None,
    ) -> bool:
        """Plays for as long as it speaks; the positions are sent by the test, through `position`."""
        self.calls.append(f"play {file.name}" + (f" from {start:.1f}" if start else ""))
        self.tempo, self.position = tempo, on_position
        try:
            await asyncio.sleep(self.speech_seconds)
        except asyncio.CancelledError:
            self.calls.append("cut")
            raise
        return True

    async def open_microphone(self, file: Path) -> None:
        if self.microphone_error:
            raise self.microphone_error
        self.calls.append("open")
        self._file = file
        self.on_level(Level(level=0.5, seconds=0.1, warning=None))

    async def pause_microphone(self) -> None:
        self.calls.append("pause")

    async def resume_microphone(self) -> None:
        self.calls.append("resume")

    async def close_microphone(self) -> Recording:
        self.calls.append("close")
        assert self._file
        with wave.open(str(self._file), "wb") as wav:
            wav.setparams((1, 2, 16_000, 0, "NONE", ""))
            wav.writeframes(bytes(32_000))
        return Recording(path=self._file, seconds=1.0)

    async def voices(self, engine: str) -> tuple[Voice, ...]:
        return tuple(
            Voice(id=id, name=name, language=language)
            for id, name, language in (
                ("af", "Afrikaans", "af"),
                ("en", "English (Great Britain)", "en-gb"),
                ("en-us", "English (America)", "en-us"),
            )
        )

    async def sample(self, text: str, engine: str, voice: str, rate: int) -> bool:
        self.calls.append(f"sample {engine} {voice} {rate}")
        return await self.say(text)

    async def devices(self) -> Devices:
        return Devices(microphones=("Headset", "Webcam"), speakers=("Headset", "HDMI"))

    async def configure(self, settings: Settings) -> None:
        self.calls.append("configure")

    async def close(self) -> None:
        self.calls.append("end")


class FakeModels:
    """Hears the texts it is given, in turn, and finds every key point whose first word is in the answer."""

    def __init__(self, heard: Sequence[str | Transcript | InterviewerError] = ()) -> None:
        self._heard = list(heard)
        self.graded: list[str] = []
        self.calls: list[str] = []
        self.terms: tuple[str, ...] = ()
        self.on_heard = lambda heard: None

    async def warm_up(self) -> None:
        pass

    async def transcribe(self, file: Path, terms: Sequence[str] = ()) -> Transcript:
        heard = self._heard.pop(0)
        if isinstance(heard, InterviewerError):
            raise heard
        if isinstance(heard, Transcript):
            return heard
        words = tuple(
            Word(text=word, start=i, end=i + 0.5, probability=0.9) for i, word in enumerate(heard.split())
        )
        return Transcript(text=heard, words=words, engine="fake", model="fake", seconds=float(len(words)))

    async def listen(self, file: Path, terms: Sequence[str]) -> None:
        self.calls.append("listen")
        self.terms = tuple(terms)

    async def heard(self, file: Path, terms: Sequence[str]) -> Transcript:
        self.calls.append("heard")
        return await self.transcribe(file, terms)

    async def stop_listening(self) -> None:
        self.calls.append("stop")

    async def grade(self, question: Question, answer: str) -> Assessment:
        self.graded.append(answer)
        points = tuple(
            PointResult(
                point=key.point,
                weight=key.weight,
                verdict="covered" if found else "missed",
                probability=float(found),
                evidence=key.point.split()[0] if found else "",
            )
            for key in question.key_points
            for found in [key.point.split()[0].lower() in answer.lower()]
        )
        score = 100 * sum(point.probability for point in points) / len(points)
        return Assessment(score=score, points=points, notes=(), grader="fake")

    async def available(self) -> tuple[ModelInfo, ...]:
        return tuple(
            ModelInfo(name=name, engines=("faster-whisper",), source="packaged", path=Path(name), bytes=size)
            for name, size in (("tiny.en", 76_000_000), ("base", 145_000_000))
        )

    async def configure(self, settings: Settings) -> None:
        self.calls.append("configure")

    async def rank_questions(
        self, query: str, on_progress: Callable[[int, int], object]
    ) -> tuple[tuple[str, float], ...]:
        return ()

    async def nearest_questions(
        self, questions: Sequence[Question], on_progress: Callable[[int, int], object]
    ) -> tuple[tuple[str, float], ...]:
        return tuple(("", 0.0) for _ in questions)

    async def close(self) -> None:
        pass
