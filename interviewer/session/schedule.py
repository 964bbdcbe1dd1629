"""Where the candidate stands, by the log: the schedule that practice is picked from."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone

import msgspec

from interviewer.bank.question import Question
from interviewer.progress import OnProgress, silent
from interviewer.scheduling import MemoryModel, Outcome, QuestionState, Schedule, TopicStrength, replay
from interviewer.session.fitted_model import read
from interviewer.session.target import Target
from interviewer.store import OutcomeRecord, States


def _now() -> datetime:
    return datetime.now(timezone.utc)


class Standing:
    """The state of every question and the schedule made of them, kept for the life of the app.

    Before each use both are brought up to date, for which only what changed in the log since is read. They
    are made by the memory model that the log has, if one was fitted. Any thread may call any method: they
    take turns.

    Args:
        states: The states in the log.
        questions: The bank.
        target: What one practises for.
        default: How memory moves in one of whom nothing is known.
        now: Gives the time of day, timezone-aware.
    """

    def __init__(
        self,
        states: States,
        questions: Sequence[Question],
        target: Target,
        default: MemoryModel | None = None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._log, self._questions, self._target = states, questions, target
        self.default = default or MemoryModel()
        """How memory moves in one of whom nothing is known."""
        self.now = now
        """Gives the time of day, timezone-aware."""
        self._model, self._document = self.default, ""
        self._states: dict[str, QuestionState] | None = None
        self._schedule: Schedule | None = None
        self._writes_of_others = 0
        self._turn = threading.RLock()
        self._decode = msgspec.json.Decoder(QuestionState).decode

    @property
    def model(self) -> MemoryModel:
        """How memory moves, as of now.

        Raises:
            StoreError: The log cannot be used.
        """
        with self._turn:
            self._up_to_date(silent)
            return self._model

    @contextmanager
    def schedule(self, on_progress: OnProgress = silent) -> Iterator[Schedule]:
        """The schedule as of now, for this thread alone until the end of the `with`.

        Raises:
            StoreError: The log cannot be used.
        """
        with self._turn:
            states = self._up_to_date(on_progress)
            if self._schedule is None:
                self._schedule = Schedule(
                    self._questions,
                    states,
                    now=self.now(),
                    interview=self._target.interview,
                    role=self._target.role,
                    model=self._model,
                )
            self._schedule.turn(self.now())
            yield self._schedule

    def states(self, on_progress: OnProgress = silent) -> Mapping[str, QuestionState]:
        """The state of each question that was ever asked, by its id, as of now.

        Raises:
            StoreError: The log cannot be used.
        """
        with self._turn:
            return dict(self._up_to_date(on_progress))

    def strengths_at(self, at: datetime, on_progress: OnProgress = silent) -> tuple[TopicStrength, ...]:
        """How well each topic went at a time in the past, by what was known then and the model of now.

        Only the attempts are read that were made until then at questions which were asked again since.

        Args:
            at: Timezone-aware.
            on_progress: Is told how many of these are done.

        Raises:
            StoreError: The log cannot be used.
        """
        with self._turn:
            states, model = dict(self._up_to_date(silent)), self._model
        then = {id: state for id, state in states.items() if state.last_asked < at}
        records = self._log.scores_before(at)
        then |= replay(_told(map(outcome, records), len(records), on_progress), model)
        return Schedule(self._questions, then, now=at, model=model).strengths()

    def rebuild(self, on_progress: OnProgress = silent) -> Mapping[str, QuestionState]:
        """Forget every state and make it anew from the log; gives them by the id of the question.

        Raises:
            StoreError: The log cannot be used.
        """
        with self._turn:
            self._log.discard()
            self._states = None
            return dict(self._up_to_date(on_progress))

    def _up_to_date(self, on_progress: OnProgress) -> dict[str, QuestionState]:
        # Let go of until all went well: what was renewed before an error would be missing from it.
        states, self._states = self._states, None
        others, document = self._log.writes_of_others(), self._log.model().document
        if document != self._document:
            states, self._schedule = None, None
            self._model, self._document = read(document, self.default) or self.default, document
        renewed = self._log.renew(self._model.version, self._make, on_progress)
        if states is None or others != self._writes_of_others:
            # What another process made of its own writes is not among what was renewed here.
            states = {state.question_id: state for state in map(self._decode, self._log.documents())}
            self._schedule, self._writes_of_others = None, others
        else:
            self._learn(states, renewed)
        self._states = states
        return states

    def _learn(self, states: dict[str, QuestionState], renewed: Mapping[str, str | None]) -> None:
        for question_id, document in renewed.items():
            if document is None:
                states.pop(question_id, None)
                self._schedule = None  # which cannot forget
            else:
                states[question_id] = state = self._decode(document)
                if self._schedule:
                    self._schedule.learn(state)

    def _make(self, records: Sequence[OutcomeRecord]) -> str:
        (state,) = replay(map(outcome, records), self._model).values()
        return msgspec.json.encode(state).decode()


def outcome(record: OutcomeRecord) -> Outcome:
    """An outcome of the log as the scheduler knows it."""
    return Outcome(
        question_id=record.question_id,
        topic=record.topic,
        at=record.asked_at,
        score=record.score,
        missed=record.missed,
        points=record.points,
    )


def _told(outcomes: Iterable[Outcome], total: int, on_progress: OnProgress) -> Iterator[Outcome]:
    for done, each in enumerate(outcomes):
        on_progress(done, total)
        yield each
