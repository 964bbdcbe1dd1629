"""The user disagrees with a verdict, and that is what counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timezone

import pytest

from interviewer import bank, locations
from interviewer.bank.question import Question
from interviewer.errors import StoreError
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.history import History, Override
from interviewer.session.schedule import Standing
from interviewer.session.target import Target
from interviewer.store import Log, States

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=timezone.utc)


@pytest.fixture
def log() -> Iterator[Log]:
    with Log.open(locations.find().database) as opened:
        yield opened


@pytest.fixture
def history(log: Log) -> History:
    return History(log, locations.find().recordings, now=lambda: NOW)


@pytest.fixture(scope="module")
def question() -> Question:
    return bank.load(locations.content()).questions[0]


@pytest.fixture
def attempt(history: History, question: Question) -> int:
    id = history.ask(history.start_session("practice"), Pick(question=question, reason="It is new."))
    history.answer(id, means="typing", seconds=30, answer="Right over all.")
    return id


def graded(question: Question, chance: float = 0.1) -> Assessment:
    points = tuple(
        PointResult(point=key.point, weight=1, verdict="missed", probability=chance, evidence="")
        for key in question.key_points
    )
    return Assessment(score=100 * chance, points=points, notes=(), grader="test")


def missed(log: Log, question: Question) -> int:
    standing = Standing(States(log.connection), [question], Target(role=None, interview=None))
    return standing.states()[question.id].missed


def test_the_users_verdict_counts_and_the_machines_is_kept(
    log: Log, history: History, question: Question, attempt: int
) -> None:
    machine = graded(question)
    history.grade(attempt, machine)
    first = question.key_points[0].point
    assert missed(log, question) == len(question.key_points)
    history.override(attempt, first, "covered", "I said so.")
    found = history.attempt(attempt)
    assert found.assessment == machine
    assert found.counting is not None
    assert found.counting.points[0].verdict == "covered"
    assert found.score == found.counting.score > machine.score
    assert found.overrides == (
        Override(point=first, verdict="covered", instead_of="missed", reason="I said so.", made_at=NOW),
    )
    assert history.sessions()[0].mean_score == found.score
    assert missed(log, question) == len(question.key_points) - 1


def test_grading_again_keeps_the_users_verdict(
    log: Log, history: History, question: Question, attempt: int
) -> None:
    history.grade(attempt, graded(question))
    history.override(attempt, question.key_points[0].point, "covered", "")
    history.grade(attempt, graded(question, chance=0.2))
    found = history.attempt(attempt)
    assert found.assessment == graded(question, chance=0.2)
    others = len(question.key_points) - 1
    assert found.score == pytest.approx(100 * (1 + 0.2 * others) / (1 + others), abs=0.1)
    with closing(sqlite3.connect(log.connection.file)) as file:
        machine = file.execute("select score from assessments order by id").fetchall()
    assert machine == [(10.0,), (20.0,)]


def test_a_verdict_is_changed_and_withdrawn(history: History, question: Question, attempt: int) -> None:
    history.grade(attempt, graded(question))
    first = question.key_points[0].point
    history.override(attempt, first, "covered", "Sure.")
    history.override(attempt, first, "partly", "Well.")
    (override,) = history.attempt(attempt).overrides
    assert (override.verdict, override.reason) == ("partly", "Well.")
    assert history.withdraw_override(attempt, first)
    assert not history.withdraw_override(attempt, first)
    found = history.attempt(attempt)
    assert (found.overrides, found.score) == ((), 10.0)
    assert found.counting == found.assessment


def test_there_must_be_a_verdict_to_disagree_with(history: History, question: Question, attempt: int) -> None:
    first = question.key_points[0].point
    with pytest.raises(StoreError, match="was not graded by the point"):
        history.override(attempt, first, "covered", "")
    history.grade(attempt, graded(question))
    with pytest.raises(StoreError, match=r"'Green\.'"):
        history.override(attempt, "Green.", "covered", "")
    with pytest.raises(StoreError, match="no attempt 99"):
        history.override(99, first, "covered", "")
    assert history.attempt(attempt).overrides == ()


def test_a_new_answer_has_no_score_until_it_is_graded(
    history: History, question: Question, attempt: int
) -> None:
    history.grade(attempt, graded(question))
    history.override(attempt, question.key_points[0].point, "covered", "")
    history.answer(attempt, means="typing", seconds=30, answer="Something else.")
    history.withdraw_override(attempt, question.key_points[0].point)
    found = history.attempt(attempt)
    assert (found.status, found.score, found.counting) == ("answered", None, None)


def test_a_deleted_session_takes_its_overrides_along(
    log: Log, history: History, question: Question, attempt: int
) -> None:
    history.grade(attempt, graded(question))
    history.override(attempt, question.key_points[0].point, "covered", "")
    with log.connection.writing() as db:
        db.execute("delete from sessions")
        assert db.execute("select count(*) from overrides").fetchone() == (0,)
