"""All that an interview needs, made from settings and locations. Both faces start from here."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from datetime import datetime, timezone
from functools import cached_property

from interviewer import bank
from interviewer.bank import Bank
from interviewer.bank.question import Question
from interviewer.locations import Locations
from interviewer.scheduling import TopicStrength, strength
from interviewer.scoring.assessment import Assessment
from interviewer.session.conductor import Conductor, QuestionSource
from interviewer.session.history import Attempt, History
from interviewer.session.interview import Interview
from interviewer.session.models import Models
from interviewer.session.questions import ChosenQuestions, PickedQuestions, RoleQuestions
from interviewer.session.setup import Setup
from interviewer.session.sound import Sound
from interviewer.settings import Settings
from interviewer.store import Log


class Runtime:
    """Opens the bank and the log, and starts the worker processes, each when it is first needed.

    Args:
        settings: What the engines are made from.
        places: Where files are kept.
        rng: Source of chance for picking questions.
    """

    def __init__(self, settings: Settings, places: Locations, rng: random.Random | None = None) -> None:
        self.settings, self.locations = settings, places
        self.sound = Sound(settings, places)
        self.models = Models(settings, places)
        self._rng = rng or random.Random()

    @cached_property
    def bank(self) -> Bank:
        """The question bank.

        Raises:
            BankError: A file of it is broken.
        """
        return bank.load(*self.locations.question_folders)

    @cached_property
    def log(self) -> Log:
        """The open log.

        Raises:
            StoreError: It cannot be opened.
        """
        return Log.open(self.locations.database)

    @cached_property
    def history(self) -> History:
        """The log, typed."""
        return History(self.log, self.locations.recordings)

    def strengths(self) -> tuple[TopicStrength, ...]:
        """How well each topic of the bank goes."""
        topics = [topic.id for topic in self.bank.topics]
        return strength(topics, self.history.outcomes(), datetime.now(timezone.utc))

    def conductor(self, setup: Setup, questions: Sequence[Question] = ()) -> Conductor:
        """An interview that is ready to run.

        Args:
            setup: The choices it is started with.
            questions: Exactly these, in this order; without any, the role's blueprint or the scheduler picks.
        """
        return Conductor(
            Interview(setup),
            self._source(setup, questions),
            self.sound,
            self.models,
            self.history,
            listen_guard=self.settings.listen_guard,
        )

    def _source(self, setup: Setup, questions: Sequence[Question]) -> QuestionSource:
        if questions:
            return ChosenQuestions(questions)
        if setup.role and setup.kind == "mock":
            return RoleQuestions(self.bank.role(setup.role), self.bank.questions, setup, self._rng)
        return PickedQuestions(self.bank.questions, setup, self.history.outcomes, self._rng)

    async def complete(self, attempt: Attempt) -> Assessment | None:
        """Transcribe and grade an answer that was recorded or typed but never graded.

        Returns:
            The assessment; None when no speech was heard.
        """
        answer, transcript = attempt.answer, attempt.transcript
        if not answer and not transcript and attempt.recording:
            transcript = await self.models.transcribe(attempt.recording, attempt.question.terms)
        answer = answer or (transcript.text if transcript else "")
        seconds = attempt.seconds or 0.0
        if not answer.strip():
            await asyncio.to_thread(self.history.silent, attempt.id, seconds=seconds, transcript=transcript)
            return None
        means = attempt.means or "voice"
        await asyncio.to_thread(
            self.history.answer,
            attempt.id,
            means=means,
            seconds=seconds,
            transcript=transcript,
            answer=answer,
        )
        assessment = await self.models.grade(attempt.question, answer)
        await asyncio.to_thread(self.history.grade, attempt.id, assessment)
        return assessment

    async def close(self) -> None:
        """End the worker processes and close the log."""
        await asyncio.gather(self.sound.close(), self.models.close())
        if "log" in self.__dict__:
            await asyncio.to_thread(self.log.close)
