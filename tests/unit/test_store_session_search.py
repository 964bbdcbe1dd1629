"""Interviews in any order, and what narrows them and their answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import get_args

import pytest

from interviewer.store import Log, Narrowing, Notes, Order, Search, SessionOrder, SessionSearch

START = datetime(2026, 3, 1, 9, tzinfo=timezone.utc)
SPOKEN = {1: (80.0, None), 2: (30.0, 50.0), 3: (None,), 4: ()}
"""Of each session the scores of its answers."""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with Log.open(tmp_path / "log.db") as opened:
        for session, scores in SPOKEN.items():
            at = START + timedelta(days=session)
            assert session == opened.start_session(kind=("practice", "mock")[session % 2], setup={}, at=at)
            for number, score in enumerate(scores):
                attempt = opened.ask(
                    session,
                    question_id=f"q{number}",
                    topic=f"topic-{session}",
                    question={"question": f"Question {9 - number}?"},
                    reason="It is new.",
                    at=at + timedelta(minutes=number),
                )
                if score is None:
                    opened.skip(attempt, seconds=1.0)
                else:
                    opened.answer(attempt, means="typing", seconds=score, answer="Because.")
                    opened.grade(attempt, assessment={}, score=score, points=[])
            if session < 4:
                opened.end_session(session, status="finished", at=at + timedelta(hours=1))
        Notes(opened.connection).flag(3, flagged=True)
        yield opened


def found(
    log: Log, narrowing: Narrowing, order: SessionOrder = "newest", *, backwards: bool = False
) -> list[int]:
    found = SessionSearch(log.connection).find(narrowing, order=order, backwards=backwards)
    assert found.total == len(found.sessions)
    return [summary.session.id for summary in found.sessions]


@pytest.mark.parametrize(
    ("order", "ids", "backwards"),
    [
        ("newest", [4, 3, 2, 1], [1, 2, 3, 4]),
        ("kind", [3, 1, 4, 2], [4, 2, 3, 1]),
        ("weakest", [2, 1, 4, 3], [1, 2, 4, 3]),
        ("asked", [2, 1, 3, 4], [4, 3, 2, 1]),
        ("graded", [2, 1, 4, 3], [4, 3, 1, 2]),
        ("longest", [1, 2, 3, 4], [4, 3, 2, 1]),
        ("end", [3, 2, 1, 4], [4, 3, 2, 1]),
    ],
)
def test_every_column_sorts_both_ways(
    log: Log, order: SessionOrder, ids: list[int], backwards: list[int]
) -> None:
    assert found(log, Narrowing(), order) == ids
    assert found(log, Narrowing(), order, backwards=True) == backwards


def test_pages_follow_each_other(log: Log) -> None:
    search = SessionSearch(log.connection)
    for order in get_args(SessionOrder):
        pages = [search.find(order=order, limit=3, skip=skip) for skip in (0, 3)]
        assert [page.total for page in pages] == [4, 4]
        assert sorted(each.session.id for page in pages for each in page.sessions) == [1, 2, 3, 4]


def test_a_summary_is_of_all_that_was_asked_in_it(log: Log) -> None:
    (summary,) = SessionSearch(log.connection).find(Narrowing(topic="topic-2")).sessions
    assert (summary.asked, summary.graded, summary.mean_score, summary.seconds) == (2, 2, 40.0, 80.0)


@pytest.mark.parametrize(
    ("narrowing", "sessions", "attempts"),
    [
        (Narrowing(), [4, 3, 2, 1], [5, 4, 3, 2, 1]),
        (Narrowing(topic="topic-2"), [2], [4, 3]),
        (Narrowing(kind="mock"), [3, 1], [5, 2, 1]),
        (Narrowing(status="skipped"), [3, 1], [5, 2]),
        (Narrowing(flagged=True), [2], [3]),
        (Narrowing(since=START + timedelta(days=2)), [4, 3, 2], [5, 4, 3]),
        (Narrowing(until=START + timedelta(days=2)), [1], [2, 1]),
        (Narrowing(at_least=40), [2, 1], [4, 1]),
        (Narrowing(below=50), [2], [3]),
        (Narrowing(kind="mock", status="skipped", at_least=70), [1], []),
    ],
)
def test_both_are_narrowed(log: Log, narrowing: Narrowing, sessions: list[int], attempts: list[int]) -> None:
    assert found(log, narrowing) == sessions
    search = Search(log.connection)
    for words in ("", "question"):
        page = search.find(words, narrowing)
        assert [attempt.attempt_id for attempt in page.attempts] == attempts
        assert page.total == len(attempts)


@pytest.mark.parametrize("words", ["", "question"])
def test_answers_sort_both_ways_and_come_in_pages(log: Log, words: str) -> None:
    search = Search(log.connection)

    def ids(order: Order, *, backwards: bool = False) -> list[int]:
        pages = [
            search.find(words, order=order, backwards=backwards, limit=2, skip=skip) for skip in (0, 2, 4)
        ]
        return [attempt.attempt_id for page in pages for attempt in page.attempts]

    assert ids("longest") == [1, 4, 3, 5, 2]
    assert ids("topic", backwards=True) == [5, 4, 3, 2, 1]
    assert ids("question") == [4, 2, 5, 3, 1]
    assert ids("kind") == [5, 2, 1, 4, 3]
    assert ids("weakest") == [3, 4, 1, 5, 2]
    assert ids("weakest", backwards=True) == [1, 4, 3, 5, 2], "what has no score stays last"
