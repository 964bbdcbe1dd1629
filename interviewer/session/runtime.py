"""All that an interview needs, made from settings and locations. Both faces start from here."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timezone
from functools import cached_property

from interviewer import bank
from interviewer.bank import Bank
from interviewer.locations import Locations
from interviewer.scheduling import Pick, TopicStrength
from interviewer.session.completing import complete
from interviewer.session.conductor import Conductor, QuestionSource
from interviewer.session.fitting import Fitting
from interviewer.session.history import Attempt, History
from interviewer.session.interview import Interview
from interviewer.session.models import Models
from interviewer.session.planning import Planning
from interviewer.session.processes import processes
from interviewer.session.questions import ChosenQuestions, PickedQuestions, RoleQuestions, blueprint
from interviewer.session.regrading import Regrading
from interviewer.session.resume import CutOff
from interviewer.session.schedule import Standing
from interviewer.session.setup import Setup
from interviewer.session.sound import Sound
from interviewer.session.target import Target, find
from interviewer.session.vocabulary import Vocabulary
from interviewer.settings import Settings
from interviewer.store import Log, Notes, Search, States
from interviewer.store.corrected import CorrectedAnswers


class Runtime:
    """Opens the bank and the log, and starts the worker processes, each when it is first needed.

    Args:
        settings: What the engines are made from.
        places: Where files are kept.
        rng: Source of chance for picking questions.
        now: Gives the time of day, timezone-aware.
    """

    def __init__(
        self,
        settings: Settings,
        places: Locations,
        rng: random.Random | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self.settings, self.locations = settings, places
        self.sound = Sound(settings, places)
        self.models = Models(settings, places)
        self._rng, self._now = rng or random.Random(), now

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
        return History(self.log, self.locations.recordings, self._now)

    @property
    def search(self) -> Search:
        """Finds what was asked and said."""
        return Search(self.log.connection)

    @property
    def notes(self) -> Notes:
        """What the user adds to attempts."""
        return Notes(self.log.connection)

    @cached_property
    def target(self) -> Target:
        """What the settings say one practises for.

        Raises:
            SettingsError: The bank has no such role.
        """
        return find(self.settings, self.bank, self._now())

    @cached_property
    def standing(self) -> Standing:
        """Where the candidate stands, by the log."""
        return Standing(States(self.log.connection), self.bank.questions, self.target, now=self._now)

    @cached_property
    def planning(self) -> Planning:
        """What to practise now, and in the days to come."""
        return Planning(
            self.standing, self.bank.questions, self.target, self.settings.daily_minutes, self._now
        )

    @property
    def fitting(self) -> Fitting:
        """Has the schedule follow the candidate's own memory."""
        return Fitting(States(self.log.connection), self.standing)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Gives the terms to expect in an answer."""
        return Vocabulary(self.bank, CorrectedAnswers(self.log.connection))

    def strengths(self) -> tuple[TopicStrength, ...]:
        """How well each topic of the bank goes."""
        with self.standing.schedule() as schedule:
            return schedule.strengths()

    def conductor(
        self,
        setup: Setup,
        first: Pick | None = None,
        resumed: CutOff | None = None,
    ) -> Conductor:
        """An interview that is ready to run.

        Args:
            setup: The choices it is started with. Where it names no questions, a mock interview samples
                them by the blueprint of a role, and practice asks the scheduler.
            first: What practice begins with; without it the scheduler is asked for that too.
            resumed: The interview of that setup which goes on; nothing is asked in it again.

        Raises:
            BankError: The bank has no such role, or not a question that was chosen.
        """
        interview = Interview(setup)
        return Conductor(
            interview,
            self._source(interview, first, resumed),
            self.sound,
            self.models,
            self.history,
            listen_guard=self.settings.listen_guard,
            end_of_turn=self.settings.end_of_turn,
            vocabulary=self.vocabulary,
            resumed=resumed,
        )

    def _source(
        self,
        interview: Interview,
        first: Pick | None,
        resumed: CutOff | None,
    ) -> QuestionSource:
        setup = interview.setup
        asked = tuple(attempt.question.id for attempt in resumed.attempts) if resumed else ()
        if setup.chosen:
            return ChosenQuestions([self.bank[id] for id in setup.chosen[len(asked) :]])
        if setup.kind == "practice":
            return PickedQuestions(
                self.standing, setup, self._rng, lambda: interview.minutes_left, asked, first
            )
        every = self.bank.questions
        role = self.bank.role(setup.role) if setup.role else blueprint(setup, every, self.target.role)
        return RoleQuestions(role, every, setup, self._rng, lambda: interview.minutes_left, asked)

    @property
    def regrading(self) -> Regrading:
        """Grades old answers anew."""
        return Regrading(
            self.log, self.history, lambda: Models(self.settings, self.locations), self.vocabulary
        )

    def processes(self, answers: int) -> AbstractAsyncContextManager[Sequence[Models]]:
        """The models processes that are worth their start for so many answers; `models` is the first."""
        return processes(self.models, lambda: Models(self.settings, self.locations), answers)

    async def complete(self, attempt: Attempt) -> Attempt:
        """Run, transcribe and grade an answer that was coded, recorded or typed but never graded.

        Returns:
            The attempt as it is then; it is not graded where no speech was heard, or nothing was ever said,
            typed or coded.
        """
        return await complete(attempt, self.history, self.models, self.vocabulary)

    async def close(self) -> None:
        """End the worker processes and close the log."""
        await asyncio.gather(self.sound.close(), self.models.close())
        if "log" in self.__dict__:
            await asyncio.to_thread(self.log.close)
