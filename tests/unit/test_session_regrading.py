"""Grading old answers anew: with the real grader, in real worker processes, on a real log."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from interviewer import bank, locations
from interviewer.bank.question import Question
from interviewer.cli.main import cli
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.history import History
from interviewer.session.regraded import Flip, Regraded, by_question
from interviewer.speech.stt.transcript import Transcript
from interviewer.store import Log

OLD = "embedding-0"
NEW = "embedding-1"
DAY = timedelta(days=1)
START = datetime(2026, 3, 1, 9, tzinfo=timezone.utc)


@pytest.fixture
def questions() -> tuple[Question, ...]:
    return bank.load(locations.content()).questions


class Past:
    """Writes a log as an older version of the program would have left it."""

    def __init__(self) -> None:
        places = locations.find()
        self.log = Log.open(places.database)
        self.now = START
        self.history = History(self.log, places.recordings, lambda: self.now)

    def answer(self, question: Question, text: str, session: int | None = None, heard: str = "") -> int:
        """An answer that the old grader thought nothing of."""
        session = session or self.history.start_session("mock")
        attempt = self.history.ask(session, Pick(question=question, reason="It is new."))
        transcript = (
            Transcript(text=heard, words=(), engine="old", model="old", seconds=1.0) if heard else None
        )
        self.history.answer(
            attempt, means="voice" if heard else "typing", seconds=9.0, transcript=transcript, answer=text
        )
        points = tuple(
            PointResult(point=key.point, weight=key.weight, verdict="missed", probability=0.0, evidence="")
            for key in question.key_points
        )
        self.history.grade(attempt, Assessment(score=0.0, points=points, notes=(), grader=OLD))
        return attempt


@pytest.fixture
def past() -> Past:
    return Past()


def regrade(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, ["regrade", *arguments])
    assert result.exit_code == 0, result.output
    return result


def data(*arguments: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(regrade(*arguments, "--json").stdout)
    return report


def graders(past: Past, attempt: int) -> list[str]:
    """What has graded an attempt, the oldest first."""
    with past.log.connection.reading() as db:
        rows = db.execute(
            "select json_extract(document, '$.grader') from assessments where attempt_id = ? order by id",
            [attempt],
        )
        return [row[0] for row in rows]


def test_old_answers_are_graded_anew_and_what_was_graded_is_left(
    past: Past, questions: tuple[Question, ...]
) -> None:
    full, empty = (
        past.answer(question, text)
        for question, text in zip(questions, [questions[0].answer, "No."], strict=False)
    )
    past.now += DAY
    later = past.answer(questions[0], questions[0].answer)
    past.history.override(empty, questions[1].key_points[0].point, "covered", "I said so.")

    first = data("--since", f"{past.now:%Y-%m-%d}")
    assert (first["grader"], first["graded"], first["current"], first["left"]) == (NEW, 1, 0, 0)
    assert [answer["attempt"] for answer in first["attempts"]] == [later]

    rest = data()
    assert (rest["graded"], rest["current"]) == (2, 1)
    by_id = {answer["attempt"]: answer for answer in rest["attempts"]}
    assert by_id[full]["before"] == 0 < by_id[full]["after"]
    assert {flip["before"] for flip in by_id[full]["flips"]} == {"missed"}
    assert {flip["after"] for flip in by_id[full]["flips"]} <= {"covered", "partly"}
    assert by_id[empty]["overridden"] == 1
    attempt = past.history.attempt(empty)
    assert attempt.assessment and attempt.assessment.points[0].verdict == "missed"
    assert attempt.counting and attempt.counting.points[0].verdict == "covered"
    assert by_id[empty]["after"] == attempt.score == attempt.counting.score > attempt.assessment.score
    assert graders(past, full) == [OLD, NEW], "the earlier grade stays"

    before = {attempt: past.log.attempt(attempt) for attempt in (full, empty, later)}
    again = data("--force")
    assert again["graded"] == 3
    assert not [flip for answer in again["attempts"] for flip in answer["flips"]]
    for attempt, record in before.items():
        assert past.log.attempt(attempt) == record, "twice gives the same"

    text = regrade("--force", "--question", questions[0].id).stdout
    assert f"2 graded anew by {NEW}" in text
    assert "0 verdicts changed" in text
    assert "No answer" not in regrade("1").stdout
    assert regrade("--question", "none").stdout.startswith("There is no graded answer")


def test_an_unknown_session_is_told(past: Past) -> None:
    result = CliRunner().invoke(cli, ["regrade", "7"])
    assert result.exit_code == 1
    assert "There is no session 7" in result.stderr


@pytest.mark.parametrize(
    "end",
    [signal.SIGINT, pytest.param(signal.SIGKILL, marks=pytest.mark.skipif(os.name == "nt", reason="POSIX"))],
)
def test_what_was_cut_off_goes_on_where_it_was(
    past: Past, questions: tuple[Question, ...], end: signal.Signals
) -> None:
    attempts = [past.answer(question, question.answer) for question in questions[:40]]

    def done() -> set[int]:
        with past.log.connection.reading() as db:
            new = "select attempt_id from assessments where json_extract(document, '$.grader') = ?"
            return {row[0] for row in db.execute(new, [NEW])}

    process = subprocess.Popen(
        [sys.executable, "-m", "interviewer", "regrade"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait(lambda: done() or process.poll() is not None)
    process.send_signal(end)
    _, errors = process.communicate(timeout=60)
    kept = done()
    assert kept, errors
    assert kept < set(attempts), "it was cut off"
    if end is signal.SIGINT:
        assert process.returncode == 130
        assert "the same command goes on with them" in errors
    report = data()
    assert {answer["attempt"] for answer in report["attempts"]} == set(attempts) - kept
    assert (report["current"], done()) == (len(kept), set(attempts))
    assert all(graders(past, attempt) == [OLD, NEW] for attempt in attempts), "nothing twice"


def wait(condition: Callable[[], object], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_recordings_are_heard_anew(
    past: Past, questions: tuple[Question, ...], fixtures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEWER_STT_MODEL", "tiny.en")
    spoken, corrected, gone, silent = (
        past.answer(questions[0], text, heard="ask not")
        for text in ("ask not", "Ask now!", "ask not", "ask not")
    )
    for attempt, source in ((spoken, "jfk.flac"), (corrected, "jfk.flac"), (silent, "noise_white_-40.flac")):
        file = past.history.new_recording(attempt)
        file.write_bytes((fixtures / "audio" / source).read_bytes())
    past.history.new_recording(gone)
    heard = Transcript(text="ask not", words=(), engine="old", model="old", seconds=1.0)
    for attempt, text in (
        (spoken, "ask not"),
        (corrected, "Ask now!"),
        (gone, "ask not"),
        (silent, "ask not"),
    ):
        past.history.answer(attempt, means="voice", seconds=9.0, transcript=heard, answer=text)
        past.history.grade(attempt, Assessment(score=0.0, points=(), notes=(), grader=OLD))

    report = data("--transcribe")
    wordings = {answer["attempt"]: answer["wording"] for answer in report["attempts"]}
    assert wordings == {spoken: "replaced", corrected: "corrected", gone: "unrecorded", silent: "unheard"}
    words = {attempt: past.history.attempt(attempt) for attempt in wordings}
    assert "country" in (words[spoken].answer or "")
    assert words[corrected].answer == "Ask now!", "what the user wrote stays"
    assert "country" in msgspec.json.encode(words[corrected].transcript).decode()
    for attempt in (gone, silent):
        assert words[attempt].answer == "ask not"
        assert words[attempt].transcript == heard
    assert all(attempt.status == "graded" for attempt in words.values())
    assert {attempt.seconds for attempt in words.values()} == {9.0}

    assert {answer["attempt"] for answer in data("--transcribe")["attempts"]} == {gone, silent}


def test_changes_are_summed_up_by_question() -> None:
    flip = Flip(point="p", before="missed", after="covered")
    a, b = (
        Regraded(
            attempt_id=id,
            session_id=1,
            question_id=question,
            before=20.0,
            after=after,
            flips=(flip,) * flips,
            wording="kept",
            overridden=0,
        )
        for id, question, after, flips in ((1, "x", 30.0, 1), (2, "y", 90.0, 2))
    )
    first, second = by_question([a, b, a])
    assert (first.question_id, first.answers, first.before, first.after, first.flips) == (
        "y",
        1,
        20.0,
        90.0,
        2,
    )
    assert (second.question_id, second.answers, second.after, second.flips) == ("x", 2, 30.0, 2)
