"""A log with spoken answers to one question, for tests of what is shown of them."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from datetime import datetime, timedelta

from interviewer import locations
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.settings import Settings
from interviewer.speech.stt.transcript import Transcript, Word
from tests.fakes import FakeModels, FakeSound
from tests.practised import NOW, WELL

SAID = "It is the share of the called that are right. Nothing is said of those that were missed."
SECONDS = 20.0


def transcript(text: str = SAID, *, timed: bool = True) -> Transcript:
    """A word a second, the second of them unsure."""
    words = tuple(
        Word(text=word, start=float(at), end=at + 0.8, probability=0.3 if at == 1 else 0.9)
        for at, word in enumerate(text.split())
    )
    return Transcript(text=text, words=words if timed else (), engine="test", model="test", seconds=SECONDS)


class SpokenLog:
    """The log, and the stand-ins for sound and models that its runtime has; their time is `NOW`."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.now = NOW
        self.runtime = Runtime(settings or Settings(), locations.find(), now=self._time)
        self.sound = FakeSound(speech_seconds=60)
        self.runtime.sound, self.runtime.models = self.sound, FakeModels()  # type: ignore[assignment]

    def _time(self) -> datetime:
        return self.now

    def answer(
        self, days_ago: int = 0, heard: Transcript | None = None, verdicts: Sequence[Verdict] = ("covered",)
    ) -> int:
        """Log a spoken answer; gives its attempt."""
        self.now = NOW - timedelta(days=days_ago)
        history, question = self.runtime.history, self.runtime.bank[WELL]
        session = history.start_session("mock", Setup())
        attempt = history.ask(session, Pick(question=question, reason="It is new."))
        with wave.open(str(history.new_recording(attempt)), "wb") as wav:
            wav.setparams((1, 2, 16_000, 0, "NONE", ""))
            wav.writeframes(bytes(round(SECONDS) * 32_000))
        heard = heard or transcript()
        history.answer(attempt, means="voice", seconds=SECONDS, transcript=heard, answer=heard.text)
        points = tuple(
            PointResult(point=key.point, weight=key.weight, verdict=verdict, probability=0.5, evidence="")
            for key, verdict in zip(question.key_points, [*verdicts, *["missed"] * 9], strict=False)
        )
        history.grade(attempt, Assessment(score=25.0 * len(verdicts), points=points, notes=(), grader="test"))
        history.end_session(session)
        self.now = NOW
        return attempt
