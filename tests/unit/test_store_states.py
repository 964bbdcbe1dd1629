"""What a scheduler derives from the log is kept in it, and made anew when the log changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from interviewer.errors import StoreError
from interviewer.store import Log, ModelRecord, OutcomeRecord, Overrides, States
from tests.fixtures.databases.make import POINTS, QUESTION, START, fill


@pytest.fixture
def log(home: Path) -> Iterator[Log]:
    with Log.open(home / "interviewer.db") as opened:
        yield opened


@pytest.fixture
def session(log: Log) -> int:
    return log.start_session(kind="mock", setup={}, at=START)


@pytest.fixture
def states(log: Log) -> States:
    return States(log.connection)


def ask(log: Log, session: int, question_id: str, minute: float = 0) -> int:
    at = START + timedelta(minutes=minute)
    return log.ask(session, question_id=question_id, topic="t", question=QUESTION, reason="", at=at)


def scores(outcomes: Sequence[OutcomeRecord]) -> str:
    return " ".join(f"{outcome.score}" for outcome in outcomes)


def sql(log: Log, statement: str) -> None:
    with closing(sqlite3.connect(log.connection.file, isolation_level=None)) as connection:
        connection.execute("pragma foreign_keys = on")
        connection.execute(statement)


def test_only_what_changed_is_made_anew(log: Log, session: int, states: States) -> None:
    red, blue = ask(log, session, "red"), ask(log, session, "blue")
    assert states.renew("1", scores) == {"red": "None", "blue": "None"}
    assert states.renew("1", scores) == {}
    log.grade(red, assessment={}, score=40.0, points=POINTS)
    assert states.renew("1", scores) == {"red": "40.0"}
    assert sorted(states.documents()) == ["40.0", "None"]
    log.skip(blue, seconds=1.0)
    assert states.renew("1", scores) == {"blue": "None"}


@pytest.mark.parametrize(
    "write",
    [
        lambda log, attempt: log.answer(attempt, means="typing", seconds=1.0, answer="Red."),
        lambda log, attempt: log.silent(attempt, seconds=1.0),
        lambda log, attempt: log.skip(attempt, seconds=1.0),
        lambda log, attempt: log.grade(attempt, assessment={}, score=40.0, points=[]),
        lambda log, attempt: Overrides(log.connection).count(attempt, 40.0),
        lambda log, attempt: sql(
            log, "update attempts set asked_at = '2025-03-02T09:30:00+00:00' where id = 1"
        ),
        lambda log, attempt: sql(log, f"update attempts set topic = 'other' where id = {attempt}"),
        lambda log, attempt: sql(log, "delete from assessments"),
    ],
    ids=["answer", "silent", "skip", "grade", "override", "time", "topic", "no assessment"],
)
def test_whatever_changes_an_outcome_makes_its_question_stale(
    log: Log, session: int, states: States, write: Callable[[Log, int], None]
) -> None:
    attempt, _other = ask(log, session, "red"), ask(log, session, "blue")
    log.grade(attempt, assessment={}, score=80.0, points=POINTS)
    states.renew("1", scores)
    write(log, attempt)
    assert list(states.renew("1", scores)) == ["red"]


def test_an_attempt_at_another_question_makes_both_stale(log: Log, session: int, states: States) -> None:
    attempt = ask(log, session, "red")
    states.renew("1", scores)
    sql(log, f"update attempts set question_id = 'blue' where id = {attempt}")
    assert states.renew("1", scores) == {"red": None, "blue": "None"}


def test_what_stands_in_the_editor_changes_no_state(log: Log, session: int, states: States) -> None:
    attempt = ask(log, session, "red")
    states.renew("1", scores)
    sql(log, f"update attempts set draft = 'Re', note = 'Hm', flagged = 1 where id = {attempt}")
    assert states.renew("1", scores) == {}


def test_nothing_stays_of_a_session_that_is_deleted(log: Log, session: int, states: States) -> None:
    ask(log, session, "red")
    ask(log, log.start_session(kind="mock", setup={}, at=START), "blue")
    states.renew("1", scores)
    sql(log, f"delete from sessions where id = {session}")
    assert states.documents() == ["None"]
    assert states.renew("1", scores) == {"red": None}
    assert states.renew("1", scores) == {}


def test_another_version_makes_every_state_anew(log: Log, session: int, states: States) -> None:
    for question_id in ("red", "blue"):
        ask(log, session, question_id)
    states.renew("1", scores)
    assert states.renew("2", len_of) == {"red": "1", "blue": "1"}
    assert sorted(states.documents()) == ["1", "1"]
    assert states.renew("2", len_of) == {}


def len_of(outcomes: Sequence[OutcomeRecord]) -> str:
    return str(len(outcomes))


def test_outcomes_come_oldest_first_with_the_points_that_count(
    log: Log, session: int, states: States
) -> None:
    late, early = ask(log, session, "red", minute=5), ask(log, session, "red", minute=1)
    log.grade(late, assessment={}, score=70.0, points=POINTS)
    log.grade(early, assessment={}, score=30.0, points=POINTS)
    Overrides(log.connection).set(late, point="Blue.", verdict="partly", reason="", at=START)
    seen: list[OutcomeRecord] = []
    states.renew("1", lambda outcomes: seen.extend(outcomes) or "")
    assert [(each.score, each.missed, each.points) for each in seen] == [(30.0, 1, 2), (70.0, 0, 2)]
    assert states.outcomes(most=9) == tuple(seen)


def test_outcomes_are_those_of_the_questions_asked_last_each_of_them_whole(
    log: Log, session: int, states: States
) -> None:
    for minute, question_id in enumerate(["old", "old", "twice", "once", "twice"]):
        log.skip(ask(log, session, question_id, minute), seconds=1.0)

    def asked(most: int) -> list[str]:
        return [outcome.question_id for outcome in states.outcomes(most)]

    assert asked(5) == ["old", "old", "twice", "once", "twice"]
    assert asked(4) == asked(3) == ["twice", "once", "twice"]
    assert asked(2) == ["twice", "twice"]
    assert asked(1) == asked(0) == []


def test_the_model_is_kept_beside_the_states(log: Log, session: int, states: States) -> None:
    ask(log, session, "red")
    states.renew("1", scores)
    assert states.model() == ModelRecord(document="", answers=0)
    states.keep_model(ModelRecord(document='{"a": 1}', answers=300))
    states.discard()
    assert states.model() == ModelRecord(document='{"a": 1}', answers=300)
    assert states.renew("1", scores) == {"red": "None"}


def test_a_renewal_that_is_cut_off_goes_on_where_it_was(
    log: Log, session: int, states: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviewer.store.states._HOLD_SECONDS", 0.0)  # one question a transaction
    for question_id in ("a", "b", "c"):
        ask(log, session, question_id)
    progress: list[tuple[int, int]] = []

    def cut_off(done: int, total: int) -> None:
        progress.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        states.renew("1", scores, cut_off)
    assert progress == [(1, 3), (2, 3)]
    assert len(states.documents()) == 2
    assert len(states.renew("1", scores)) == 1


def test_others_write_while_many_states_are_made(
    log: Log, session: int, states: States, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviewer.store.states._HOLD_SECONDS", 0.0)
    for question_id in ("a", "b", "c"):
        ask(log, session, question_id)
    with Log.open(log.connection.file, busy_timeout=0) as other:
        added: list[int] = []

        def write(done: int, total: int) -> None:
            if not added:
                added.append(ask(other, session, "d"))

        assert set(states.renew("1", scores, write)) == {"a", "b", "c", "d"}


def test_a_state_that_cannot_be_made_leaves_its_question_stale(
    log: Log, session: int, states: States
) -> None:
    ask(log, session, "red")

    def fail(outcomes: Sequence[OutcomeRecord]) -> str:
        raise StoreError("No.")

    with pytest.raises(StoreError):
        states.renew("1", fail)
    assert states.renew("1", scores) == {"red": "None"}


def test_writes_of_others_are_noticed_and_own_ones_are_not(log: Log, session: int, states: States) -> None:
    before = states.writes_of_others()
    ask(log, session, "red")
    assert states.writes_of_others() == before
    with Log.open(log.connection.file) as other:
        ask(other, session, "red")
    assert states.writes_of_others() != before


def test_a_log_of_an_earlier_version_is_read_as_a_whole(home: Path, fixtures: Path) -> None:
    home.mkdir()
    file = home / "interviewer.db"
    file.write_bytes((fixtures / "databases" / "v1.db").read_bytes())
    with Log.open(file) as log:
        assert States(log.connection).renew("1", len_of) == {"colours-flag": "5"}


def test_discarded_states_are_all_made_again(log: Log, states: States) -> None:
    fill(log)
    states.renew("1", scores)
    states.discard()
    assert states.documents() == []
    assert states.renew("1", len_of) == {"colours-flag": "5"}
