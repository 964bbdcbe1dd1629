"""Search in the log: what is found, and that the index follows every write."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from interviewer.errors import StoreError
from interviewer.store import Found, Log, Narrowing, Notes, Search

START = datetime(2026, 3, 1, 9, tzinfo=timezone.utc)
QUESTION = {"id": "gd", "topic": "optimisation", "question": "What does momentum do?"}
ANSWER = "It averages gradients, as Polyak's naïve heavy-ball method did."


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with Log.open(tmp_path / "log.db") as opened:
        yield opened


@pytest.fixture
def search(log: Log) -> Search:
    return Search(log.connection)


def ask(log: Log, session: int | None = None, topic: str = "optimisation", **question: Any) -> int:
    session = session or log.start_session(kind="mock", setup={}, at=START)
    return log.ask(
        session,
        question_id=f"{topic}-momentum",
        topic=topic,
        question={**QUESTION, **question},
        reason="It is new.",
        at=START + timedelta(minutes=session),
    )


def answer(log: Log, text: str = ANSWER, heard: str | None = None, **asked: Any) -> int:
    attempt = ask(log, **asked)
    log.answer(
        attempt,
        means="voice",
        seconds=9.0,
        transcript=None if heard is None else {"text": heard},
        answer=text,
    )
    return attempt


def ids(found: Found) -> list[int]:
    return [attempt.attempt_id for attempt in found.attempts]


@pytest.mark.parametrize(
    ("words", "column"),
    [("momentum", "question"), ("polyak", "answer"), ("adverbs", "heard"), ("revise", "note")],
)
def test_a_word_is_found_wherever_it_stands(log: Log, search: Search, words: str, column: str) -> None:
    attempt = answer(log, heard="it adverbs gradients")
    Notes(log.connection).write(attempt, "Revise before Friday.")
    other = ask(log, question="Why?", topic="other")
    found = search.find(words)
    assert (ids(found), found.total) == ([attempt], 1), column
    (hit,) = found.attempts
    ((start, end),) = hit.snippet.hits
    assert hit.snippet.text[start:end].lower() == words
    assert other not in ids(found)


def test_what_is_found_names_its_place_in_the_log(log: Log, search: Search) -> None:
    attempt = answer(log)
    log.grade(attempt, assessment={"score": 40.0}, score=40.0, points=[])
    Notes(log.connection).flag(attempt, True)
    (found,) = search.find("gradients").attempts
    assert (found.attempt_id, found.session_id, found.number) == (attempt, 1, 1)
    assert (found.question_id, found.topic) == ("optimisation-momentum", "optimisation")
    assert (found.question, found.status) == (QUESTION["question"], "graded")
    assert (found.score, found.flagged) == (40.0, True)
    assert found.asked_at == START + timedelta(minutes=1)


@pytest.mark.parametrize("words", ["NAIVE", "naïve", "naive heavy", "heavy-ball method", "Polyak's"])
def test_case_and_accents_do_not_matter_and_all_words_must_be_there(
    log: Log, search: Search, words: str
) -> None:
    attempt = answer(log)
    assert ids(search.find(words)) == [attempt]
    assert not search.find(f"{words} adam").attempts


def test_a_word_that_is_being_typed_stands_for_its_endings(log: Log, search: Search) -> None:
    attempt = answer(log)
    assert ids(search.find("momentum grad", unfinished=True)) == [attempt]
    assert not search.find("grad").attempts
    assert not search.find("grad ", unfinished=True).attempts, "a space ends the word"


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "it's \"quoted",
        "momentum*",
        "AND",
        "momentum AND",
        "NOT momentum",
        "momentum OR",
        "NEAR(a b",
        "(",
        "question:momentum",
        "{answer}: x",
        "^momentum",
        "a + b",
        "--; drop table attempts",
        "\0momentum",
        "\ud800",
        "%",
        "𝛁θ",
        "x" * 100_000,
        " ".join(f"w{number}" for number in range(5000)),
    ],
    ids=lambda words: repr(words[:12]),
)
@pytest.mark.parametrize("unfinished", [True, False])
def test_no_text_is_wrong_as_a_query(log: Log, search: Search, words: str, unfinished: bool) -> None:
    attempt = answer(log, f"The words {words} as such.")
    if any(map(str.isalnum, words)):
        assert ids(search.find(words, Narrowing(topic="optimisation"), unfinished=unfinished)) == [attempt]
    else:
        assert ids(search.find(words, unfinished=unfinished)) == [attempt], "no word: everything"


def test_a_text_may_hold_any_character(log: Log, search: Search) -> None:
    answer(log, "one\x02two\x03\x02three\nfour [bold]five[/] \x1b[31m")
    (found,) = search.find("four").attempts
    assert "four" in found.snippet.text
    assert "\n" not in found.snippet.text


def test_attempts_are_ordered_narrowed_and_counted(log: Log, search: Search) -> None:
    low, high, none = (answer(log) for _ in range(3))
    other = answer(log, topic="optimisation-advanced")
    for attempt, score in ((low, 10.0), (high, 90.0)):
        log.grade(attempt, assessment={"score": score}, score=score, points=[])
    Notes(log.connection).flag(high, True)
    for words in ("gradients", ""):
        assert ids(search.find(words)) == [other, none, high, low]
        assert ids(search.find(words, order="oldest")) == [low, high, none, other]
        assert ids(search.find(words, order="weakest")) == [low, high, other, none]
        assert ids(search.find(words, Narrowing(topic="optimisation"))) == [none, high, low]
        assert ids(search.find(words, Narrowing(topic="advanced"))) == []
        assert ids(search.find(words, Narrowing(status="graded"), order="oldest")) == [low, high]
        assert ids(search.find(words, Narrowing(flagged=True))) == [high]
        limited = search.find(words, limit=1)
        assert (ids(limited), limited.total) == ([other], 4)
    assert not search.find("optimisation").attempts, "the topic narrows; it is no text"


def test_a_log_of_the_first_version_can_be_searched(tmp_path: Path, fixtures: Path) -> None:
    shutil.copy(fixtures / "databases" / "v1.db", tmp_path / "log.db")
    with Log.open(tmp_path / "log.db") as log:
        found = Search(log.connection).find("red")
        assert [hit.snippet.text for hit in found.attempts] == ["There is réd."]
        assert [hit.snippet.hits for hit in found.attempts] == [((9, 12),)]


def test_a_note_can_be_taken_away_and_an_unknown_attempt_is_told(log: Log, search: Search) -> None:
    attempt = answer(log)
    notes = Notes(log.connection)
    notes.write(attempt, "  once more  ")
    assert log.attempt(attempt).note == "once more"
    notes.write(attempt, "")
    assert log.attempt(attempt).note is None
    assert not search.find("once").attempts
    with pytest.raises(StoreError, match="There is no attempt 99"):
        notes.write(99, "x")
    with pytest.raises(StoreError, match="There is no attempt 99"):
        notes.flag(99, True)


@pytest.mark.parametrize("seed", range(8))
def test_the_index_is_the_same_as_one_made_anew(log: Log, seed: int) -> None:
    rng = random.Random(seed)
    words = [f"word{number}" for number in range(30)]
    notes = Notes(log.connection)

    def text() -> str:
        return " ".join(rng.choices(words, k=rng.randrange(6)))

    sessions: list[int] = []
    attempts: list[int] = []
    for _ in range(120):
        sessions = [summary.session.id for summary in log.sessions()]
        attempts = [attempt.id for session in sessions for attempt in log.attempts(session)]
        chance = rng.random()
        if not attempts or chance < 0.25:
            ask(log, session=rng.choice([None, *sessions]), topic=rng.choice(words), question=text())
            continue
        attempt = rng.choice(attempts)
        heard = rng.choice([None, {"text": text()}, {"words": []}])
        if chance < 0.5:
            log.answer(
                attempt, means="voice", seconds=1.0, transcript=heard, answer=rng.choice([None, text()])
            )
        elif chance < 0.6:
            log.silent(attempt, seconds=1.0, transcript=heard)
        elif chance < 0.7:
            log.record(attempt, "000001-1.wav")
        elif chance < 0.9:
            notes.write(attempt, text())
        else:
            with log.connection.writing() as db:
                table, id = rng.choice([("attempts", attempt), ("sessions", rng.choice(sessions))])
                db.execute(f"delete from {table} where id = ?", [id])
    assert attempts
    kept = _index(log)
    with log.connection.writing() as db:
        db.execute("insert into attempt_search(attempt_search) values ('rebuild')")
    assert kept == _index(log)


def _index(log: Log) -> set[tuple[Any, ...]]:
    """Every word in the index with its attempt, column and place."""
    with log.connection.writing() as db:
        db.execute("create virtual table temp.words using fts5vocab('main', 'attempt_search', 'instance')")
        found = {tuple(row) for row in db.execute("select term, doc, col, offset from temp.words")}
        db.execute("drop table temp.words")
    return found
