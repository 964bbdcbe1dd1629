"""The log's methods: what was written is what is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from interviewer.errors import StoreError
from interviewer.store import AttemptRecord, Log, SessionRecord, SessionSummary
from tests.fixtures.databases.make import POINTS, QUESTION, START, fill


@pytest.fixture
def file(home: Path) -> Path:
    return home / "interviewer.db"


@pytest.fixture
def log(file: Path) -> Iterator[Log]:
    with Log.open(file) as opened:
        yield opened


def ask(log: Log, session: int, question_id: str = "colours-flag", minute: float = 0) -> int:
    at = START + timedelta(minutes=minute)
    return log.ask(
        session, question_id=question_id, topic="colours", question=QUESTION, reason="It is new.", at=at
    )


def select(file: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(file)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_a_session_is_running_until_it_is_ended(log: Log) -> None:
    session = log.start_session(kind="mock", setup={"topics": ["colours"], "minutes": 2.5}, at=START)
    running = SessionRecord(
        id=session,
        kind="mock",
        setup={"topics": ["colours"], "minutes": 2.5},
        started_at=START,
        ended_at=None,
        status="running",
    )
    assert log.session(session) == running
    end = START + timedelta(seconds=90.25)
    log.end_session(session, status="ended", at=end)
    record = log.session(session)
    assert (record.status, record.ended_at) == ("ended", end)


def test_times_come_back_aware_and_in_utc(log: Log) -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    session = log.start_session(kind="mock", setup={}, at=datetime(2025, 3, 1, 2, 0, 0, 7, tzinfo=zone))
    started = log.session(session).started_at
    assert started == datetime(2025, 2, 28, 20, 30, 0, 7, tzinfo=timezone.utc)
    assert started.utcoffset() == timedelta(0)
    with pytest.raises(ValueError, match="time zone"):
        log.start_session(kind="mock", setup={}, at=datetime(2025, 3, 1))


def test_attempts_are_numbered_in_their_session(log: Log) -> None:
    first, second = (log.start_session(kind="mock", setup={}, at=START) for _ in range(2))
    ids = [ask(log, session) for session in (first, second, first)]
    assert [log.attempt(id).number for id in ids] == [1, 1, 2]
    assert [record.id for record in log.attempts(first)] == [ids[0], ids[2]]


def test_an_answer_by_voice_step_by_step(log: Log) -> None:
    session = log.start_session(kind="mock", setup={}, at=START)
    attempt = ask(log, session)
    asked = AttemptRecord(
        id=attempt,
        session_id=session,
        session_kind="mock",
        number=1,
        question_id="colours-flag",
        topic="colours",
        question=QUESTION,
        reason="It is new.",
        asked_at=START,
        status="asked",
        means=None,
        seconds=None,
        recording=None,
        transcript=None,
        answer=None,
        assessment=None,
        score=None,
    )
    assert log.attempt(attempt) == asked
    log.record(attempt, "000001-1.wav")
    assert log.attempt(attempt).recording == "000001-1.wav"
    log.answer(attempt, means="voice", seconds=12.5)
    heard = {"text": "réd and 蓝", "words": []}
    log.answer(attempt, means="voice", seconds=12.5, transcript=heard)
    log.answer(attempt, means="voice", seconds=14.0, answer="Réd and 蓝.")
    record = log.attempt(attempt)
    assert (record.status, record.means, record.seconds) == ("answered", "voice", 14.0)
    assert (record.transcript, record.answer, record.score) == (heard, "Réd and 蓝.", None)
    log.grade(attempt, assessment={"score": 66.7, "notes": []}, score=66.7, points=POINTS)
    record = log.attempt(attempt)
    assert (record.status, record.score, record.assessment) == ("graded", 66.7, {"score": 66.7, "notes": []})
    assert (record.transcript, record.answer, record.recording) == (heard, "Réd and 蓝.", "000001-1.wav")


def test_silent_and_skipped_keep_what_was_there(log: Log) -> None:
    session = log.start_session(kind="mock", setup={}, at=START)
    silent, skipped = ask(log, session), ask(log, session)
    log.silent(silent, seconds=8.0, transcript={"text": "", "words": []})
    log.answer(skipped, means="typing", seconds=1.0, answer="half a thou")
    log.skip(skipped, seconds=2.0)
    records = {record.id: record for record in log.attempts(session)}
    assert (records[silent].status, records[silent].seconds) == ("silent", 8.0)
    assert records[silent].transcript == {"text": "", "words": []}
    assert (records[skipped].status, records[skipped].seconds) == ("skipped", 2.0)
    assert records[skipped].answer == "half a thou"


def test_points_can_be_asked_about_in_sql(log: Log, file: Path) -> None:
    fill(log)
    sql = "select position, point, weight, verdict, probability, evidence from points order by position"
    assert select(file, sql) == [
        (1, "Red.", 2.0, "covered", 0.9, "there is réd"),
        (2, "Blue.", 1.0, "missed", 0.1, ""),
    ]


def test_grading_again_keeps_the_earlier_verdicts(log: Log, file: Path) -> None:
    session = log.start_session(kind="mock", setup={}, at=START)
    attempt = ask(log, session)
    log.answer(attempt, means="typing", seconds=3.0, answer="Red.")
    for score in (40.0, 60.0):
        log.grade(attempt, assessment={"score": score}, score=score, points=POINTS)
    assert log.attempt(attempt).assessment == {"score": 60.0}
    assert select(file, "select score from assessments order by id") == [(40.0,), (60.0,)]
    assert select(file, "select count(*) from points") == [(4,)]
    assert log.sessions()[0].graded == 1


def test_a_grade_does_not_stand_for_a_new_answer(log: Log) -> None:
    session = log.start_session(kind="mock", setup={}, at=START)
    attempt = ask(log, session)
    log.grade(attempt, assessment={"score": 40.0}, score=40.0, points=POINTS)
    log.answer(attempt, means="typing", seconds=3.0, answer="Something else.")
    record = log.attempt(attempt)
    assert (record.status, record.score, record.assessment) == ("answered", None, None)


def test_a_grade_that_fails_half_way_leaves_nothing(log: Log, file: Path) -> None:
    session = log.start_session(kind="mock", setup={}, at=START)
    attempt = ask(log, session)
    before = log.attempt(attempt)
    with pytest.raises(KeyError):
        log.grade(attempt, assessment={}, score=40.0, points=[POINTS[0], {"point": "no more than this"}])
    assert log.attempt(attempt) == before
    assert select(file, "select count(*) from assessments") == [(0,)]
    log.skip(attempt, seconds=1.0)
    assert log.attempt(attempt).status == "skipped"


def test_one_wording_of_a_question_is_kept_once(log: Log, file: Path) -> None:
    session = log.start_session(kind="mock", setup={}, at=START)
    for wording in ("Which?", "Which?", "What?"):
        log.ask(session, question_id="q", topic="t", question={"question": wording}, reason="", at=START)
    assert [record.question["question"] for record in log.attempts(session)] == ["Which?", "Which?", "What?"]
    assert select(file, "select count(*) from question_versions") == [(2,)]


def test_sessions_are_summed_up_newest_first(log: Log) -> None:
    fill(log)
    newest, oldest = log.sessions()
    assert (newest.session.kind, newest.asked, newest.mean_score, newest.seconds) == (
        "practice",
        0,
        None,
        0.0,
    )
    assert oldest == SessionSummary(
        session=log.session(oldest.session.id),
        asked=5,
        answered=2,
        graded=1,
        skipped=1,
        mean_score=66.7,
        seconds=52.5,
    )
    assert log.sessions(limit=1) == (newest,)
    assert log.sessions(limit=0) == ()


def test_text_that_utf8_cannot_hold_is_logged_all_the_same(log: Log) -> None:
    session = log.start_session(kind="ask", setup={"argv": "\udcff"}, at=START)
    attempt = ask(log, session)
    log.answer(attempt, means="typing", seconds=1.0, answer="Red \udcff and\x00 blue")
    assert log.attempt(attempt).answer == "Red ? and\x00 blue"
    assert log.session(session).setup == {"argv": "?"}


def test_unknown_ids_name_the_newest(log: Log) -> None:
    with pytest.raises(StoreError, match=r"no session 7 in the log; there are none yet.*sessions list"):
        log.session(7)
    sessions = [log.start_session(kind="mock", setup={}, at=START) for _ in range(4)]
    attempt = ask(log, sessions[0])
    unknown_session, unknown_attempt = (
        r"no session 99 in the log; the newest are 4, 3, 2\.",
        rf"no attempt 99 in the log; the newest are {attempt}\.",
    )
    for call in (
        lambda: log.session(99),
        lambda: log.attempts(99),
        lambda: ask(log, 99),
        lambda: log.end_session(99, status="ended", at=START),
    ):
        with pytest.raises(StoreError, match=unknown_session):
            call()
    for call in (
        lambda: log.attempt(99),
        lambda: log.record(99, "a.wav"),
        lambda: log.answer(99, means="voice", seconds=1.0, transcript={}),
        lambda: log.silent(99, seconds=1.0),
        lambda: log.skip(99, seconds=1.0),
        lambda: log.grade(99, assessment={}, score=1.0, points=[]),
    ):
        with pytest.raises(StoreError, match=unknown_attempt):
            call()
    assert [record.id for record in log.attempts(sessions[0])] == [attempt]


def test_threads_that_write_at_once_take_turns(log: Log) -> None:
    session = log.start_session(kind="mock", setup={}, at=START)

    def write(name: str) -> None:
        for number in range(60):
            attempt = ask(log, session, name)
            log.answer(attempt, means="typing", seconds=1.0, answer=f"{name} {number}")
            log.grade(attempt, assessment={"of": name}, score=float(number), points=POINTS)
            assert log.attempt(attempt).answer == f"{name} {number}"

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, ("red", "blue")))
    records = log.attempts(session)
    assert [record.number for record in records] == list(range(1, 121))
    for name in ("red", "blue"):
        scores = [record.score for record in records if record.question_id == name]
        assert scores == [float(number) for number in range(60)]


def test_two_open_logs_see_each_other(log: Log, file: Path) -> None:
    session = log.start_session(kind="mock", setup={}, at=START)
    with Log.open(file) as other:
        attempts = [ask(opened, session) for opened in (log, other, log)]
        assert [record.id for record in other.attempts(session)] == attempts
    assert [record.number for record in log.attempts(session)] == [1, 2, 3]


def test_a_closed_log_says_so(log: Log) -> None:
    log.close()
    log.close()
    with pytest.raises(StoreError, match="was closed"):
        log.sessions()
