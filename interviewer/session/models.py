"""Transcription and grading, as the conductor and the faces use them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from interviewer.bank.checking import Report
from interviewer.bank.question import Question
from interviewer.errors import WorkerEndedError
from interviewer.locations import Locations
from interviewer.progress import OnProgress, silent
from interviewer.scoring.assessment import Assessment
from interviewer.session.finding import Finding
from interviewer.session.worker.client import Worker
from interviewer.settings import Settings
from interviewer.speech.stt.transcript import Transcript

if TYPE_CHECKING:
    from interviewer.speech.stt.speed import Speed
    from interviewer.speech.stt.weights import ModelInfo

T = TypeVar("T")


class Models:
    """Runs the models in a worker process; cancelling a call ends the process and so the work."""

    def __init__(self, settings: Settings, locations: Locations) -> None:
        self._worker = Worker("models", settings, locations, self._on_event)
        self._on_progress: OnProgress = silent

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

    async def grade(self, question: Question, answer: str) -> Assessment:
        """The assessment of an answer."""
        return await self._again("grade", Assessment, question=question, answer=answer)

    async def grader_name(self) -> str:
        """The `Assessment.grader` of an assessment made now."""
        return await self._worker.work("grader_name", str)

    async def stt_name(self) -> tuple[str, str]:
        """The `Transcript.engine` and `Transcript.model` of a transcript made now; loads the model."""
        return await self._worker.work("stt_name", tuple[str, str])

    async def grade_rows(self, lines: Sequence[str], first: int) -> list[dict[str, Any]]:
        """Grade rows of JSON; `first` is the line number of the first, for messages."""
        return await self._worker.work("grade_rows", list[dict[str, Any]], lines=tuple(lines), first=first)

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

    async def close(self) -> None:
        """End the process."""
        await self._worker.close()

    async def _again(self, method: str, returns: type[T], **params: Any) -> T:
        """Work whose process may be lost once: another one takes it up."""
        with suppress(WorkerEndedError):
            return await self._worker.work(method, returns, **params)
        return await self._worker.work(method, returns, **params)

    def _on_event(self, name: str, data: dict[str, Any]) -> None:
        if name == "progress":
            self._on_progress(data["done"], data["total"])
