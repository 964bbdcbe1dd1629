"""The service that holds the models: transcription and grading."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer import bank
from interviewer.bank.question import KeyPoint, Question
from interviewer.errors import AudioError, ModelError
from interviewer.locations import Locations
from interviewer.scoring.assessment import Assessment
from interviewer.scoring.explained import Explained
from interviewer.scoring.rows import Row, grade
from interviewer.session.finding import Finding
from interviewer.session.worker.service import Emit, serves
from interviewer.settings import Settings
from interviewer.speech.stt.speed import Speed
from interviewer.speech.stt.transcript import Transcript
from interviewer.speech.stt.weights import ModelInfo

if TYPE_CHECKING:
    from interviewer.scoring import Grader
    from interviewer.scoring.embedding_grader import EmbeddingGrader
    from interviewer.session.worker.listening import Listening
    from interviewer.speech.stt import SttEngine

_PROGRESS_SECONDS = 0.1
_CANCELLING_SECONDS = 2.5


class ModelsService:
    """Loads each model when it is first needed, and keeps it.

    Events: `progress` up to ten times a second while a model is fetched (bytes) or questions are read, with
    what is `done` and the `total`; `heard` while it listens (see `Listening`).
    """

    def __init__(self, settings: Settings, locations: Locations, emit: Emit) -> None:
        self._settings, self._locations, self._emit = settings, locations, emit
        self._fetching, self._closing = threading.Lock(), threading.Event()
        self._loading = threading.Lock()
        self._listening: Listening | None = None
        self._told = 0.0

    @property
    def _stt(self) -> SttEngine:
        with self._loading:  # what listens asks for it from a thread of its own
            return self._loaded_stt

    @cached_property
    def _loaded_stt(self) -> SttEngine:
        from interviewer.speech import stt

        return stt.load(self._settings, self._locations.models)

    @cached_property
    def _grader(self) -> Grader:
        from interviewer import scoring

        return scoring.load(self._settings.scoring_engine)

    @cached_property
    def _embedding_grader(self) -> EmbeddingGrader:
        from interviewer.scoring.embedding_grader import EmbeddingGrader

        return self._grader if isinstance(self._grader, EmbeddingGrader) else EmbeddingGrader()

    @serves(lane="compute")
    def warm_up(self) -> None:
        """Load all models, so that the first answer does not wait for them."""
        from interviewer.speech.stt.voice_activity import VoiceActivity

        VoiceActivity()  # a pause is noticed while Whisper still loads
        _ = self._stt  # made with its weights in memory
        self._grader.warm_up()

    @serves(lane="compute")
    def transcribe(self, file: Path, terms: tuple[str, ...]) -> Transcript:
        """What is said in an audio file; `terms` is vocabulary to expect."""
        return self._stt.transcribe(file, terms)

    @serves(lane="hearing")
    def listen(self, file: Path, terms: tuple[str, ...]) -> None:
        """Begin to transcribe a recording while it is being written; what was listened to is given up."""
        from interviewer.session.worker.listening import Listening

        self.stop_listening()
        self._listening = Listening(file, terms, lambda: self._stt, self._emit)

    @serves(lane="hearing")
    def heard(self, file: Path, terms: tuple[str, ...]) -> Transcript:
        """What is said in a recording that is complete, whether it was listened to or not."""
        listening, self._listening = self._listening, None
        if listening and listening.file == file:
            with suppress(AudioError):
                return listening.finish()
        if listening:
            listening.stop()
        return self._stt.transcribe(file, terms)

    @serves(lane="hearing")
    def stop_listening(self) -> None:
        """Give up what is listened to."""
        listening, self._listening = self._listening, None
        if listening:
            listening.stop()

    @serves(lane="compute")
    def grade(self, question: Question, answer: str) -> Assessment:
        """The assessment of an answer to a question of the bank."""
        return self._grader.grade_question(question, answer)

    @serves(lane="compute")
    def grader_name(self) -> str:
        """What an assessment made now is signed with."""
        return self._grader.name

    @serves(lane="compute")
    def stt_name(self) -> tuple[str, str]:
        """Engine and model that a transcript made now is signed with."""
        return self._settings.stt_engine, self._stt.model

    @serves(lane="compute")
    def grade_rows(self, rows: tuple[Row, ...]) -> Sequence[Explained]:
        """What comes of answers to any questions."""
        return [grade(row, self._grader) for row in rows]

    @serves(lane="compute")
    def rank_questions(self, query: str) -> tuple[tuple[str, float], ...]:
        """Ids of all questions with their nearness to a text, 0-1, nearest first."""
        from interviewer.scoring.question_index import QuestionIndex

        index = QuestionIndex(self._embedding_grader.embedder, self._locations.question_vectors)
        questions = bank.load(*self._locations.question_folders).questions
        return tuple(index.rank(questions, query, self._progress))

    @serves(lane="compute")
    def nearest_questions(self, questions: tuple[Question, ...]) -> tuple[tuple[str, float], ...]:
        """For each question the one that is nearest among those of the bank and those before it."""
        from interviewer.scoring.question_index import QuestionIndex

        index = QuestionIndex(self._embedding_grader.embedder, self._locations.question_vectors)
        known = bank.load(*self._locations.question_folders).questions
        return tuple(index.nearest(questions, known, self._progress))

    @serves(lane="compute")
    def check_questions(self, folders: tuple[Path, ...]) -> bank.Report:
        """The state of question files, by form and by meaning."""
        from interviewer.scoring.quality import judge

        grader = self._embedding_grader
        return bank.check(*folders, judge=lambda questions: judge(questions, grader, self._progress))

    @serves(lane="compute")
    def available(self) -> tuple[ModelInfo, ...]:
        """Every transcription model, and where it is."""
        from interviewer.speech.stt import weights

        return weights.available(self._locations.models)

    @serves(lane="compute")
    def fetch(self, name: str) -> Path:
        """Download a model for the transcription engine in use; returns where it is."""
        from interviewer.speech.stt import weights

        with self._fetching:
            return weights.fetch(name, self._settings.stt_engine, self._locations.models, self._fetched)

    @serves(lane="compute")
    def speed(self) -> Speed:
        """How fast the transcription engine is; loads it for this alone."""
        from interviewer.speech.stt import speed

        return speed.measure(self._settings, self._locations.models)

    @serves(lane="compute")
    def check_stt(self) -> Finding:
        """Whether the transcription engine works."""
        return Finding(text=self._stt.check())

    @serves(lane="compute")
    def check_grader(self) -> Finding:
        """Whether the grading engine works."""
        point = KeyPoint(point="Recall is the share of positives that are found.")
        result = self._grader.grade("What is recall?", point.point, [point], point.point)
        return Finding(text=f"{result.grader} grades.")

    @serves(lane="compute")
    def check_gpu(self) -> Finding:
        """Whether there is a GPU that can be used."""
        from interviewer.session.worker.gpu_check import check_gpu

        return check_gpu(self._settings)

    def close(self) -> None:
        """Cancel what is being fetched, and wait until its half file is gone."""
        self._closing.set()
        self._fetching.acquire(timeout=_CANCELLING_SECONDS)

    def _fetched(self, done: int, total: int) -> None:
        if self._closing.is_set():
            raise ModelError("Fetching was cancelled.")
        self._progress(done, total)

    def _progress(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done == total or now - self._told > _PROGRESS_SECONDS:
            self._told = now
            self._emit("progress", {"done": done, "total": total})
