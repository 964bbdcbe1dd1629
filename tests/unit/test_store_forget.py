"""What is forgotten can be found in no file any more, and nothing else is touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer import locations
from interviewer.cli.main import cli
from interviewer.errors import StoreError
from interviewer.locations import Locations
from interviewer.session.forgetting import Forgetting
from interviewer.store import Log, Running
from interviewer.store.backup import back_up
from interviewer.store.backup_folder import backups
from interviewer.store.search import Search
from tests.fixtures.databases.make import POINTS, QUESTION

SECRET = "I was dismissed over the zeppelin affair"
KEPT = "Precision is the share of positives that are right"
NOW = datetime(2025, 6, 1, tzinfo=timezone.utc)


@pytest.fixture
def places(home: Path, monkeypatch: pytest.MonkeyPatch) -> Locations:
    monkeypatch.setenv("INTERVIEWER_CACHE", str(home / "cache"))
    return locations.find()


def answered(log: Log, places: Locations, text: str, at: datetime) -> tuple[int, int]:
    """Logs a session with one spoken answer, in every place that an answer comes to."""
    session = log.start_session(kind="practice", setup={}, at=at)
    question = QUESTION | {"question": f"Say it: {text}?"}
    attempt = log.ask(session, question_id=f"q{session}", topic="t", question=question, reason=text, at=at)
    for take in (1, 2):
        recording = places.recordings / f"{attempt:06d}-{take}.wav"
        recording.write_text(f"RIFF {text}")
        log.record(attempt, recording.name)
    log.answer(attempt, means="voice", seconds=3.0, transcript={"text": f"{text} heard"}, answer=text)
    points = [point | {"evidence": text} for point in POINTS]
    for _ in range(2):
        log.grade(attempt, assessment={"evidence": text}, score=50.0, points=points)
    with log.connection.writing() as db:
        values = {"id": attempt, "text": text}
        db.execute("update attempts set draft = :text, note = :text where id = :id", values)
        db.execute("insert into overrides values (:id, :text, 'missed', :text, '')", values)
    log.end_session(session, status="finished", at=at)
    return session, attempt


@pytest.fixture
def log(places: Locations) -> Iterator[Log]:
    """A log of one session to keep and one to forget, with all that the app puts beside it."""
    with Log.open(places.database) as opened:
        places.recordings.mkdir()
        places.speech.mkdir(parents=True)
        (places.speech / "question.wav").write_text(SECRET)
        places.log_file.write_text("a message of a worker")
        places.settings_file.write_text("tts_rate = 180\n")
        answered(opened, places, KEPT, NOW - timedelta(days=10))
        back_up(places.database)
        answered(opened, places, SECRET, NOW - timedelta(days=100))
        back_up(places.database)
        yield opened


def holding(places: Locations, *words: str) -> list[str]:
    """Files of the data folder in whose bytes one of the words can be read."""
    return sorted(
        file.name
        for file in places.data.rglob("*")
        if file.is_file() and any(word.lower().encode() in file.read_bytes().lower() for word in words)
    )


def forgetting(places: Locations) -> Forgetting:
    return Forgetting(places, lambda: NOW)


def test_a_forgotten_session_can_be_read_nowhere(log: Log, places: Locations) -> None:
    assert len(holding(places, SECRET)) >= 5
    assert [found.session_id for found in Search(log.connection).find("zeppelin").attempts] == [2]
    kept = log.attempts(1)
    log.close()
    what = forgetting(places).sessions([2])
    assert (what.sessions, what.attempts, what.ungraded) == ((2,), 1, 0)
    assert [file.name for file in what.recordings] == ["000002-1.wav", "000002-2.wav"]
    assert what.backups == (backups(places.database)[0].file,)
    forgetting(places).forget(what)
    assert holding(places, SECRET, "zeppelin") == []
    with Log.open(places.database) as again:
        again.check()
        assert [summary.session.id for summary in again.sessions()] == [1]
        assert again.attempts(1) == kept
        assert Search(again.connection).find("zeppelin").attempts == ()
        assert len(Search(again.connection).find("precision").attempts) == 1
    assert sorted(path.name for path in places.recordings.iterdir()) == ["000001-1.wav", "000001-2.wav"]
    assert len(backups(places.database)) == 1


def test_everything_goes_but_settings_and_own_questions(log: Log, places: Locations) -> None:
    places.questions.mkdir()
    (places.questions / "mine.yaml").write_text("topic: mine\n")
    assert Running(log.connection).hold(2)
    assert [file.name for file in places.running.iterdir()] == ["2.lock"]
    log.close()
    what = forgetting(places).everything()
    assert (what.sessions, what.attempts, len(what.recordings)) == ((1, 2), 2, 4)
    assert set(what.backups) == {backup.file for backup in backups(places.database)}
    assert what.bytes == sum(file.stat().st_size for file in what.files)
    forgetting(places).forget(what)
    assert holding(places, SECRET, KEPT) == []
    left = sorted(path.name for path in places.data.rglob("*") if path.is_file())
    assert left == ["mine.yaml", "settings.toml"]
    with Log.open(places.database) as again:
        assert again.sessions() == ()


def test_recordings_go_by_their_age_and_the_rest_stays(log: Log, places: Locations) -> None:
    stray = places.recordings / "holiday.wav"
    stray.write_text("not of the log")
    os.utime(stray, (NOW.timestamp() - 200 * 86_400,) * 2)
    log.close()
    what = forgetting(places).recordings(30)
    assert [file.name for file in what.recordings] == ["000002-1.wav", "000002-2.wav", "holiday.wav"]
    assert (what.sessions, what.backups, what.others) == ((), (), ())
    forgetting(places).forget(what)
    with Log.open(places.database) as again:
        assert [again.attempt(id).recording for id in (1, 2)] == ["000001-2.wav", None]
        assert again.attempt(2).answer == SECRET
    assert sorted(path.name for path in places.recordings.iterdir()) == ["000001-1.wav", "000001-2.wav"]


def test_answers_that_wait_to_be_graded_are_counted(log: Log, places: Locations) -> None:
    log.answer(2, means="voice", seconds=3.0)
    log.close()
    assert forgetting(places).recordings(30).ungraded == 1
    assert forgetting(places).sessions([1]).ungraded == 0


def test_a_recording_belongs_to_the_attempt_that_made_it(log: Log, places: Locations) -> None:
    """A log that was brought from elsewhere may name the same file."""
    brought, attempt = answered(log, places, "brought", NOW)
    log.record(attempt, "000001-2.wav")
    log.close()
    names = [file.name for file in forgetting(places).sessions([brought]).recordings]
    assert names == ["000003-1.wav", "000003-2.wav"]


def test_nothing_is_deleted_while_the_log_is_open_elsewhere(log: Log, places: Locations) -> None:
    before = holding(places, SECRET)
    for what in (
        forgetting(places).sessions([2]),
        forgetting(places).recordings(0),
        forgetting(places).everything(),
    ):
        with pytest.raises(StoreError, match="open in another interviewer"):
            forgetting(places).forget(what)
    assert holding(places, SECRET) == before


def test_forgetting_that_was_cut_off_goes_on(log: Log, places: Locations) -> None:
    log.close()
    what = forgetting(places).sessions([2])
    in_the_way = what.others[-1]
    in_the_way.unlink()
    in_the_way.mkdir()
    with pytest.raises(StoreError, match=rf"{in_the_way} cannot be deleted"):
        forgetting(places).forget(what)
    in_the_way.rmdir()
    forgetting(places).forget(forgetting(places).sessions([2]))
    assert holding(places, SECRET) == []


def test_a_backup_that_cannot_be_read_may_hold_it(log: Log, places: Locations) -> None:
    set_aside = places.backups / "interviewer-damaged.db"
    beside = set_aside.with_name(f"{set_aside.name}-wal")
    unfinished = places.backups / "interviewer.db-x1.partial"
    for file in (set_aside, beside, unfinished):
        file.write_text(SECRET)
    log.close()
    what = forgetting(places).sessions([2])
    assert {set_aside, beside, unfinished} < set(what.backups)
    forgetting(places).forget(what)
    assert holding(places, SECRET) == []


def invoke(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["forget", *arguments], input=input)


def test_the_command_says_what_would_go_and_asks(log: Log, places: Locations) -> None:
    log.close()
    before = holding(places, SECRET)
    for answer in ("n\n", ""):
        result = invoke("--session", "2", input=answer)
        assert result.exit_code == 1
        for part in ("1 (questions asked: 1)", "recordings", str(backups(places.database)[0].file), "MB"):
            assert part in result.stdout
        assert holding(places, SECRET) == before
    assert invoke("--session", "2", input="y\n").exit_code == 0
    assert holding(places, SECRET) == []
    assert invoke("--recordings-older-than", "1", "--yes").exit_code == 0
    assert holding(places, "RIFF") == []
    assert invoke("--everything", "--yes").exit_code == 0
    assert not places.database.exists()
    assert invoke("--everything").stdout == "There is nothing to forget.\n"


@pytest.mark.parametrize(
    "arguments", [[], ["--everything", "--session", "1"], ["--recordings-older-than", "-1"]]
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert invoke(*arguments).exit_code == 2


def test_an_unknown_session_is_told(log: Log, places: Locations) -> None:
    result = invoke("--session", "2", "--session", "9", "--yes")
    assert result.exit_code == 1
    assert "There is no session 9" in result.stderr
    assert len(log.sessions()) == 2
