"""All that an interview needs, made from settings and locations. Both faces start from here."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import fields
from datetime import date, datetime, timezone
from functools import cached_property
from typing import TYPE_CHECKING, Any

from interviewer import bank
from interviewer.bank import Bank
from interviewer.bank.question import Question
from interviewer.bank.search import WordIndex
from interviewer.locations import Locations
from interviewer.scheduling import Pick, TopicStrength
from interviewer.session.completing import complete
from interviewer.session.conductor import Conductor, QuestionSource
from interviewer.session.first_run import FirstRun
from interviewer.session.fitting import Fitting
from interviewer.session.habit import Habit, habit
from interviewer.session.history import Attempt, History
from interviewer.session.interview import Interview
from interviewer.session.models import Models
from interviewer.session.planning import Planning
from interviewer.session.processes import processes
from interviewer.session.questions import ChosenQuestions, PickedQuestions, RoleQuestions, blueprint
from interviewer.session.regrading import Regrading
from interviewer.session.resume import CutOff
from interviewer.session.schedule import Standing
from interviewer.session.settings_file import SettingsFile
from interviewer.session.setup import KINDS, Setup
from interviewer.session.sound import Sound
from interviewer.session.target import Target, find
from interviewer.session.trends import Trends
from interviewer.session.vocabulary import Vocabulary
from interviewer.settings import Settings
from interviewer.store import Activity, Log, Notes, Search, SessionSearch, States
from interviewer.store.corrected import CorrectedAnswers
from interviewer.store.trends import TrendQueries

if TYPE_CHECKING:
    from interviewer.session.own_questions import OwnQuestions


class Runtime:
    """Opens the bank and the log, and starts the worker processes, each when it is first needed.

    Args:
        settings: What the engines are made from.
        places: Where files are kept.
        rng: Source of chance for picking questions.
        now: Gives the time of day, timezone-aware.
        flags: The settings that were given on the command line, which outrank the settings file.
    """

    def __init__(
        self,
        settings: Settings,
        places: Locations,
        rng: random.Random | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
        flags: Mapping[str, Any] | None = None,
    ) -> None:
        self.settings, self.locations = settings, places
        self.sound = Sound(settings, places)
        self.models = Models(settings, places)
        self.settings_file = SettingsFile(places.settings_file, flags=flags)
        self._rng, self._now = rng or random.Random(), now

    @cached_property
    def bank(self) -> Bank:
        """The question bank.

        Raises:
            BankError: A file of it is broken.
        """
        return bank.load(*self.locations.question_folders)

    def reload_bank(self) -> Bank:
        """Read the bank anew, with all that was made of it; an interview under way keeps what it has.

        Raises:
            BankError: A file of it is broken; the bank stays as it was then.
        """
        self.bank = bank.load(*self.locations.question_folders)
        for derived in ("target", "standing", "planning", "vocabulary", "words"):
            self.__dict__.pop(derived, None)
        return self.bank

    @cached_property
    def words(self) -> WordIndex:
        """Finds questions by the words in them."""
        return WordIndex(self.bank.questions)

    @cached_property
    def own_questions(self) -> OwnQuestions:
        """Changes the user's part of the bank."""
        from interviewer.session.own_questions import OwnQuestions

        return OwnQuestions(self.locations, lambda: self.bank, self.reload_bank)

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
    def session_search(self) -> SessionSearch:
        """Lists past interviews."""
        return SessionSearch(self.log.connection)

    @property
    def notes(self) -> Notes:
        """What the user adds to attempts."""
        return Notes(self.log.connection)

    @property
    def today(self) -> date:
        """The day, in the user's time."""
        return self._now().astimezone().date()

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

    @cached_property
    def trends(self) -> Trends:
        """How practice went over time."""
        return Trends(
            TrendQueries(self.log.connection),
            self._now,
            askable=lambda: (question.id for question in self.bank.questions),
        )

    def deeper(self, question: Question) -> tuple[Question, ...]:
        """The follow-ups that the bank has for a question."""
        return tuple(self.bank[id] for id in question.follow_ups if id in self.bank)

    def strengths(self) -> tuple[TopicStrength, ...]:
        """How well each topic of the bank goes."""
        with self.standing.schedule() as schedule:
            return schedule.strengths()

    @property
    def activity(self) -> Activity:
        """Counts answers over time."""
        return Activity(self.log.connection)

    def habit(self) -> Habit:
        """The days of practice."""
        return habit(self.activity.answers(), self._now())

    @property
    def first_run(self) -> FirstRun:
        """Whether somebody begins here."""
        return FirstRun(self.locations.greeted, lambda: self.activity)

    def conductor(
        self,
        setup: Setup,
        first: Pick | None = None,
        resumed: CutOff | None = None,
    ) -> Conductor:
        """An interview that is ready to run.

        Args:
            setup: The choices it is started with. Where it names no questions, they are sampled by the
                blueprint of a role, or the scheduler is asked for each.
            first: What the scheduler's questions begin with; without it that is asked for too.
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
            deeper=self.deeper,
            resumed=resumed,
        )

    def _source(
        self,
        interview: Interview,
        first: Pick | None,
        resumed: CutOff | None,
    ) -> QuestionSource:
        setup = interview.setup
        if setup.chosen:
            asked = {attempt.question.id for attempt in resumed.attempts} if resumed else ()
            left = [id for id in setup.chosen if id not in asked]  # what was asked may be gone from the bank
            return ChosenQuestions([self.bank[id] for id in left], KINDS[setup.kind].reason)
        if not setup.by_blueprint:
            return PickedQuestions(self.standing, setup, self._rng, lambda: interview.minutes_left, first)
        every = self.bank.questions
        role = self.bank.role(setup.role) if setup.role else blueprint(setup, every, self.target.role)
        return RoleQuestions(role, every, setup, self._rng, lambda: interview.minutes_left)

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

    async def apply(self, settings: Settings) -> None:
        """Go on with other settings: at once, but for an interview under way, which keeps its own.

        A worker process that is made from a setting that changed ends, and is started anew by the next call.
        """
        changed = {
            field.name
            for field in fields(settings)
            if getattr(settings, field.name) != getattr(self.settings, field.name)
        }
        self.settings = settings
        for derived in ("target", "standing", "planning"):
            self.__dict__.pop(derived, None)
        if changed & Sound.SETTINGS:
            await self.sound.configure(settings)
        if changed & Models.SETTINGS:
            await self.models.configure(settings)

    async def close(self) -> None:
        """End the worker processes and close the log."""
        await asyncio.gather(self.sound.close(), self.models.close())
        if "log" in self.__dict__:
            await asyncio.to_thread(self.log.close)
