"""The schedule that is kept up to date by the log is the one that the whole log makes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.bank.question import KeyPoint, Question
from interviewer.errors import StoreError
from interviewer.scheduling import MemoryModel, Pick, QuestionState
from interviewer.scheduling.memory import PARAMETERS
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.scoring.verdicts import score, verdict
from interviewer.session.fitted_model import written
from interviewer.session.history import History
from interviewer.session.schedule import Standing
from interviewer.session.target import Target
from interviewer.store import Log, ModelRecord, States

START = datetime(2026, 3, 1, 9, 30, tzinfo=timezone.utc)
POINTS = ("Red.", "Blue.", "White.")
QUESTIONS = tuple(
    Question(
        id=f"colours-{name}",
        topic="colours",
        difficulty="medium",
        kind="concept",
        question=f"Which {name}?",
        answer="Red, blue and white.",
        key_points=tuple(KeyPoint(point=point) for point in POINTS),
        minutes=1,
    )
    for name in ("flag", "sky", "leaf")
)


def assessment(probabilities: tuple[float, ...]) -> Assessment:
    points = tuple(
        PointResult(point=point, weight=1, verdict=verdict(chance), probability=chance, evidence="")
        for point, chance in zip(POINTS, probabilities, strict=True)
    )
    return Assessment(score=score(points), points=points, notes=(), grader="test")


def standing_of(log: Log, model: MemoryModel | None = None) -> Standing:
    target = Target(role=None, interview=None)
    return Standing(States(log.connection), QUESTIONS, target, model, now=lambda: START + timedelta(days=9))


class Writer:
    """Writes what an app may write, of which `write` is told by numbers."""

    def __init__(self, log: Log) -> None:
        self._log, self._at = log, START
        self.history = History(log, log.connection.file.parent, now=self._now)
        self.attempts: list[int] = []
        self._session = self.history.start_session("practice")

    def _now(self) -> datetime:
        self._at += timedelta(hours=7)
        return self._at

    def write(self, what: str, number: int, chances: tuple[float, ...]) -> None:
        if what == "ask" or not self.attempts:
            pick = Pick(question=QUESTIONS[number % len(QUESTIONS)], reason="")
            self.attempts.append(self.history.ask(self._session, pick))
            return
        attempt = self.attempts[number % len(self.attempts)]
        graded = self.history.attempt(attempt).assessment
        if what == "answer":
            self.history.answer(attempt, means="typing", seconds=1.0, answer="Red.")
        elif what == "grade":
            self.history.grade(attempt, assessment(chances))
        elif what == "skip":
            self.history.skip(attempt, seconds=1.0)
        elif what == "override" and graded:
            self.history.override(attempt, POINTS[number % len(POINTS)], verdict(chances[0]), "")
        elif what == "withdraw":
            self.history.withdraw_override(attempt, POINTS[number % len(POINTS)])
        elif what == "model":
            model = MemoryModel((*PARAMETERS[:20], 0.1 + 0.1 * (number % 3)))
            document = ModelRecord(document=written(model, MemoryModel()), answers=number)
            States(self._log.connection).keep_model(document)
        elif what == "delete":
            with self._log.connection.writing() as db:
                db.execute("delete from sessions where id = ?", [self._session])
            self.attempts = []
            self._session = self.history.start_session("practice")


@contextmanager
def a_log() -> Iterator[Log]:
    with tempfile.TemporaryDirectory() as folder, Log.open(Path(folder, "interviewer.db")) as log:
        yield log


CHANCE = st.sampled_from([0.0, 0.4, 0.5, 1.0])
WRITE = st.tuples(
    st.sampled_from(
        ["ask", "ask", "answer", "grade", "grade", "skip", "override", "withdraw", "delete", "model"]
    ),
    st.integers(0, 11),
    st.tuples(CHANCE, CHANCE, CHANCE),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WRITE, st.booleans()), max_size=25))
def test_whatever_is_written_the_kept_states_are_those_of_a_rebuild(
    writes: list[tuple[tuple[str, int, tuple[float, ...]], bool]],
) -> None:
    with a_log() as log:
        writer, standing = Writer(log), standing_of(log)
        for write, look in writes:
            writer.write(*write)
            if look:
                standing.states()
        kept = standing.states()
        with standing.schedule() as schedule:
            strengths = schedule.strengths()
        assert standing_of(log).rebuild() == kept
        with standing_of(log).schedule() as schedule:
            assert schedule.strengths() == strengths


@pytest.fixture
def log(home: Path) -> Iterator[Log]:
    with Log.open(home / "interviewer.db") as opened:
        yield opened


def ask(log: Log, name: str, score: float | None = None) -> int:
    """A session of one question; gives the session's id."""
    history = History(log, log.connection.file.parent, now=lambda: START)
    session = history.start_session("practice")
    question = next(question for question in QUESTIONS if question.id == f"colours-{name}")
    attempt = history.ask(session, Pick(question=question, reason=""))
    if score is not None:
        history.grade(attempt, assessment((score / 100,) * 3))
    return session


def test_the_schedule_is_kept_and_learns(log: Log) -> None:
    standing = standing_of(log)
    with standing.schedule() as first:
        assert first.strengths()[0].attempts == 0
    ask(log, "sky", score=90.0)
    with standing.schedule() as second:
        assert second is first
        assert second.strengths()[0].attempts == 1


def test_what_another_process_wrote_and_renewed_is_there(log: Log) -> None:
    standing = standing_of(log)
    ask(log, "sky")
    assert list(standing.states()) == ["colours-sky"]
    with Log.open(log.connection.file) as other:
        ask(other, "leaf")
        assert len(standing_of(other).states()) == 2
    assert set(standing.states()) == {"colours-sky", "colours-leaf"}
    with standing.schedule() as schedule:
        assert schedule.strengths()[0].attempts == 2


def test_a_deleted_session_is_forgotten(log: Log) -> None:
    standing = standing_of(log)
    session = ask(log, "sky", score=90.0)
    with standing.schedule() as schedule:
        assert schedule.strengths()[0].strength is not None
    with log.connection.writing() as db:
        db.execute("delete from sessions where id = ?", [session])
    assert standing.states() == {}
    with standing.schedule() as schedule:
        assert schedule.strengths()[0].strength is None


def test_another_model_makes_every_state_anew(log: Log) -> None:
    ask(log, "sky", score=90.0)
    (before,) = standing_of(log).states().values()
    (after,) = standing_of(log, MemoryModel(noise=0.3)).states().values()
    assert before.stability != after.stability
    (again,) = standing_of(log).states().values()
    assert again == before


def test_an_error_on_the_way_loses_nothing(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interviewer.store.states._HOLD_SECONDS", 0.0)  # one question a transaction
    standing = standing_of(log)
    standing.states()
    for name in ("flag", "sky", "leaf"):
        ask(log, name)

    def fail(done: int, total: int) -> None:
        raise StoreError("The disk is full.")

    with pytest.raises(StoreError):
        standing.states(fail)
    assert len(standing.states()) == 3


def test_the_schedule_goes_along_with_the_time(log: Log) -> None:
    ask(log, "sky", score=90.0)
    now = START
    standing = Standing(States(log.connection), QUESTIONS, Target(role=None, interview=None), now=lambda: now)
    with standing.schedule() as schedule:
        fresh = schedule.strengths()[0].strength
    now += timedelta(days=60)
    with standing.schedule() as schedule:
        faded = schedule.strengths()[0].strength
    assert fresh is not None and faded is not None
    assert faded < fresh


def test_threads_take_turns(log: Log) -> None:
    standing = standing_of(log)

    def practise(name: str) -> None:
        for _ in range(15):
            ask(log, name, score=50.0)
            with standing.schedule() as schedule:
                assert schedule.pick((), START + timedelta(days=1), Random(0))

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(practise, ("flag", "sky", "leaf")))
    states: dict[str, QuestionState] = dict(standing.states())
    assert [state.asked for state in states.values()] == [15, 15, 15]
    assert standing_of(log).rebuild() == states
