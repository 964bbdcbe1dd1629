"""Transcription and grading, as the conductor and the faces use them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import msgspec

from interviewer.bank.checking import Report
from interviewer.bank.question import Question
from interviewer.errors import InterviewerError, WorkerEndedError
from interviewer.locations import Locations
from interviewer.progress import OnProgress, silent
from interviewer.scoring.assessment import Assessment
from interviewer.scoring.explained import Explained
from interviewer.scoring.rows import Row
from interviewer.session.commands import cancel
from interviewer.session.finding import Finding
from interviewer.session.worker.client import ENDED, Worker
from interviewer.settings import Settings
from interviewer.speech.stt.heard import Heard
from interviewer.speech.stt.transcript import Transcript

if TYPE_CHECKING:
    from interviewer.speech.stt.speed import Speed
    from interviewer.speech.stt.weights import ModelInfo

T = TypeVar("T")


class Models:
    """Runs the models in a worker process; cancelling a call ends the process and so the work."""

    SETTINGS = frozenset(
        {"stt_engine", "stt_model", "stt_device", "stt_language", "stt_url", "stt_key", "scoring_engine"}
    )
    """What the process is made from; it is started anew when one of these changes."""

    def __init__(self, settings: Settings, locations: Locations) -> None:
        self.on_heard: Callable[[Heard], None] = lambda heard: None
        """Called some five times a second from `listen` to `heard`."""
        self._worker = Worker("models", settings, locations, self._on_event)
        self._on_progress: OnProgress = silent
        self._listening: dict[str, Any] | None = None
        self._resuming: asyncio.Task[None] | None = None

    async def warm_up(self) -> None:
        """Load the models ahead of the first answer."""
        # Not ended when cancelled: somebody else's call may already stand behind it.
        await self._worker.call("warm_up", None)

    async def transcribe(self, file: Path, terms: Sequence[str] = ()) -> Transcript:
        """What is said in an audio file.

        Args:
            file: Any format that can be decoded.
            terms: Vocabulary to expect.
        """
        return await self._again("transcribe", Transcript, file=file, terms=tuple(terms))

    async def listen(self, file: Path, terms: Sequence[str] = ()) -> None:
        """Begin to transcribe a recording that is still being written; `on_heard` tells how far it is.

        What was listened to before is given up.

        Args:
            file: A recording of ours, which exists.
            terms: Vocabulary to expect.
        """
        self._listening = {"file": file, "terms": tuple(terms)}
        await self._worker.call("listen", None, **self._listening)

    async def heard(self, file: Path, terms: Sequence[str] = ()) -> Transcript:
        """What is said in a recording that is complete.

        Where it was listened to, only its end is left to transcribe.

        Args:
            file: The recording.
            terms: Vocabulary to expect, where it was not listened to.
        """
        await self._give_up_resuming()
        return await self._again("heard", Transcript, file=file, terms=tuple(terms))

    async def stop_listening(self) -> None:
        """Give up what is listened to."""
        await self._give_up_resuming()
        if self._worker.pid:
            await self._worker.call("stop_listening", None)

    async def grade(self, question: Question, answer: str) -> Assessment:
        """The assessment of an answer."""
        return await self._again("grade", Assessment, question=question, answer=answer)

    async def grader_name(self) -> str:
        """The `Assessment.grader` of an assessment made now."""
        return await self._worker.work("grader_name", str)

    async def stt_name(self) -> tuple[str, str]:
        """The `Transcript.engine` and `Transcript.model` of a transcript made now; loads the model."""
        return await self._worker.work("stt_name", tuple[str, str])

    async def grade_rows(self, rows: Sequence[Row]) -> list[Explained]:
        """Grade answers to any questions, and give reasons."""
        return await self._again("grade_rows", list[Explained], rows=tuple(rows))

    async def rank_questions(self, query: str, on_progress: OnProgress) -> tuple[tuple[str, float], ...]:
        """Ids of all questions with their nearness to a text, 0-1, nearest first.

        Args:
            query: What is looked for.
            on_progress: Called with the questions read and those to read, where some are new.
        """
        self._on_progress = on_progress
        return await self._worker.work("rank_questions", tuple[tuple[str, float], ...], query=query)

    async def nearest_questions(
        self, questions: Sequence[Question], on_progress: OnProgress
    ) -> tuple[tuple[str, float], ...]:
        """For each question the id of the nearest in meaning, 0-1, among all others and those before it.

        Args:
            questions: Questions that are not in the bank.
            on_progress: Called with the questions read and those to read.
        """
        self._on_progress = on_progress
        return await self._worker.work(
            "nearest_questions", tuple[tuple[str, float], ...], questions=tuple(questions)
        )

    async def check_questions(self, folders: Sequence[Path], on_progress: OnProgress) -> Report:
        """The state of question files, by form and by meaning.

        Args:
            folders: Later ones extend and override earlier ones.
            on_progress: Called with the questions done and the questions in all.
        """
        self._on_progress = on_progress
        return await self._worker.work("check_questions", Report, folders=tuple(folders))

    async def available(self) -> tuple[ModelInfo, ...]:
        """Every transcription model, and where it is."""
        from interviewer.speech.stt.weights import ModelInfo

        return await self._worker.work("available", tuple[ModelInfo, ...])

    async def fetch(self, name: str, on_progress: OnProgress) -> Path:
        """Download a model for the transcription engine in use.

        It stops when the process is closed, and leaves no half file then.

        Args:
            name: A published name, such as `small.en`.
            on_progress: Called with the bytes done and the bytes in all.
        """
        self._on_progress = on_progress
        return await self._worker.call("fetch", Path, name=name)

    async def speed(self) -> Speed:
        """How fast the transcription engine of the settings is; for a process that has not used it yet."""
        from interviewer.speech.stt.speed import Speed

        return await self._worker.work("speed", Speed)

    async def check(self, part: Literal["stt", "grader", "gpu"]) -> Finding:
        """Whether a part works, told by trying it; raises what is wrong."""
        return await self._worker.work(f"check_{part}", Finding)

    async def configure(self, settings: Settings) -> None:
        """End the process; the next call starts one that is made from these settings."""
        await self._give_up_resuming()
        await self._worker.configure(settings)

    async def close(self) -> None:
        """End the process."""
        await self._give_up_resuming()
        await self._worker.close()

    async def _again(self, method: str, returns: type[T] | Any, **params: Any) -> T:
        """Work whose process may be lost once: another one takes it up."""
        with suppress(WorkerEndedError):
            return await self._worker.work(method, returns, **params)
        return await self._worker.work(method, returns, **params)

    def _on_event(self, name: str, data: dict[str, Any]) -> None:
        if name == "heard":
            self.on_heard(msgspec.convert(data, Heard))
        elif name == "progress":
            self._on_progress(data["done"], data["total"])
        elif name == ENDED and self._listening:
            # The recording is whole, so another process can listen to it from its beginning; but once only.
            listening, self._listening = self._listening, None
            self._resuming = asyncio.create_task(self._listen_again(listening), name="listening again")

    async def _listen_again(self, listening: dict[str, Any]) -> None:
        with suppress(InterviewerError):  # `heard` tells of it
            await self._worker.call("listen", None, **listening)

    async def _give_up_resuming(self) -> None:
        self._listening = None
        resuming, self._resuming = self._resuming, None
        if resuming:
            await cancel(resuming)
