"""Grading old answers anew: with the real grader, in real worker processes, on a real log."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from click.testing import CliRunner, Result

from interviewer import bank, locations, settings
from interviewer.bank.question import Question
from interviewer.cli.main import cli
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.history import History
from interviewer.session.models import Models
from interviewer.session.processes import WORTH_A_PROCESS
from interviewer.session.regraded import Flip, Regraded, by_question
from interviewer.session.regrading import Choice, Regrading, Work
from interviewer.speech.stt.transcript import Transcript
from interviewer.store import Log

OLD = "embedding-0"
NEW = "embedding-2"
DAY = timedelta(days=1)
START = datetime(2026, 3, 1, 9, tzinfo=timezone.utc)


ONE_LOOP = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def models(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> AsyncIterator[Models]:
    """A process that loads the models once for all tests."""
    folders = {
        "INTERVIEWER_HOME": str(tmp_path_factory.mktemp("models")),
        "INTERVIEWER_CACHE": str(shared_cache),
    }
    models = Models(settings.load(flags={"stt_model": "tiny.en"}), locations.find(folders))
    yield models
    await models.close()


@pytest.fixture(scope="module")
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


async def regrade(past: Past, models: Models, choice: Choice) -> tuple[Work, dict[int, Regraded]]:
    """What there was to do, and what was done, by the ids of the attempts."""

    def none_more() -> Models:
        raise AssertionError("so few answers are not worth a further process")

    regrading, done = (
        Regrading(past.log, past.history, none_more, lambda question: question.terms),
        list[Regraded](),
    )
    work = await regrading.find(choice, models)
    await regrading.run(work.tasks, models, done.append)
    assert len(done) == len(work.tasks)
    return work, {answer.attempt_id: answer for answer in done}


def invoke(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, ["regrade", *arguments])
    assert result.exit_code == 0, result.output
    return result


def graders(past: Past, attempt: int) -> list[str]:
    """What has graded an attempt, the oldest first."""
    with past.log.connection.reading() as db:
        rows = db.execute(
            "select json_extract(document, '$.grader') from assessments where attempt_id = ? order by id",
            [attempt],
        )
        return [row[0] for row in rows]


@ONE_LOOP
async def test_old_answers_are_graded_anew_and_what_was_graded_is_left(
    past: Past, models: Models, questions: tuple[Question, ...]
) -> None:
    full, empty = (
        past.answer(question, text)
        for question, text in zip(questions, [questions[0].answer, "No."], strict=False)
    )
    past.now += DAY
    later = past.answer(questions[0], questions[0].answer)
    past.history.override(empty, questions[1].key_points[0].point, "covered", "I said so.")

    work, first = await regrade(past, models, Choice(since=past.now))
    assert (work.grader, work.current, [*first]) == (NEW, 0, [later])

    work, rest = await regrade(past, models, Choice())
    assert (work.current, {*rest}) == (1, {full, empty})
    assert rest[full].before == 0 < rest[full].after
    assert {flip.before for flip in rest[full].flips} == {"missed"}
    assert {flip.after for flip in rest[full].flips} <= {"covered", "partly"}
    assert rest[empty].overridden == 1
    attempt = past.history.attempt(empty)
    assert attempt.assessment and attempt.assessment.points[0].verdict == "missed"
    assert attempt.counting and attempt.counting.points[0].verdict == "covered"
    assert rest[empty].after == attempt.score == attempt.counting.score > attempt.assessment.score
    assert graders(past, full) == [OLD, NEW], "the earlier grade stays"

    before = {attempt: past.log.attempt(attempt) for attempt in (full, empty, later)}
    _, again = await regrade(past, models, Choice(force=True))
    assert {*again} == {full, empty, later}
    assert not [flip for answer in again.values() for flip in answer.flips]
    for attempt_id, record in before.items():
        assert past.log.attempt(attempt_id) == record, "twice gives the same"
    _, of_one = await regrade(past, models, Choice(force=True, question_id=questions[0].id))
    assert {*of_one} == {full, later}


def test_what_was_graded_is_printed(past: Past, questions: tuple[Question, ...]) -> None:
    earlier = past.answer(questions[0], "No.")
    past.now += DAY
    later = past.answer(questions[0], questions[0].answer)
    options = ("--since", f"{past.now:%Y-%m-%d}", "--question", questions[0].id)
    report: dict[str, Any] = json.loads(invoke(*options, "--json").stdout)
    assert (report["grader"], report["graded"], report["current"], report["left"]) == (NEW, 1, 0, 0)
    (answer,) = report["attempts"]
    assert (answer["attempt"], answer["session"], answer["question"]) == (later, 2, questions[0].id)
    assert report["before"] == answer["before"] == 0 < answer["after"] == report["after"]
    assert [flip["before"] for flip in answer["flips"]] == ["missed"] * len(answer["flips"])
    assert [(change["question_id"], change["answers"]) for change in report["questions"]] == [
        (questions[0].id, 1)
    ]
    assert graders(past, earlier) == [OLD]
    assert invoke("2").stdout == f"1 graded by {NEW} already.\n"
    assert invoke("--question", "none").stdout.startswith("There is no graded answer")


def test_an_unknown_session_is_told(past: Past) -> None:
    result = CliRunner().invoke(cli, ["regrade", "7"])
    assert result.exit_code == 1
    assert "There is no session 7" in result.stderr


@ONE_LOOP
@pytest.mark.skipif(os.name == "nt", reason="POSIX")
async def test_what_was_cut_off_goes_on_where_it_was(
    past: Past, models: Models, questions: tuple[Question, ...]
) -> None:
    # At first there is work for two processes, and not after both interruptions.
    asked = [questions[number % 2] for number in range(WORTH_A_PROCESS + 1)]
    attempts = [past.answer(question, question.answer) for question in asked]

    def done() -> set[int]:
        with past.log.connection.reading() as db:
            new = "select attempt_id from assessments where json_extract(document, '$.grader') = ?"
            return {row[0] for row in db.execute(new, [NEW])}

    kept: set[int] = set()
    for end in (signal.SIGINT, signal.SIGKILL):
        before = len(kept)
        code, output, errors = interrupted(end, lambda before=before: len(done()) > before)  # type: ignore[misc]
        assert kept < done() < set(attempts), errors
        kept = done()
        if end is signal.SIGINT:
            assert code == 130
            assert f"{len(kept)} graded anew by {NEW}." in output
            assert "○ missed → " in output
            assert f"{len(attempts) - len(kept)} are left: the same command goes on with them" in errors
    work, rest = await regrade(past, models, Choice())
    assert ({*rest}, work.current) == (set(attempts) - kept, len(kept))
    assert all(graders(past, attempt) == [OLD, NEW] for attempt in attempts), "nothing twice"


def interrupted(end: signal.Signals, has_begun: Callable[[], bool]) -> tuple[int, str, str]:
    """The command, ended by a signal in the middle of its work: exit code, output and errors."""
    process = subprocess.Popen(
        [sys.executable, "-m", "interviewer", "regrade"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 120
    while not has_begun() and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(end)
    output, errors = process.communicate(timeout=60)
    return process.returncode, output, errors


@ONE_LOOP
async def test_recordings_are_heard_anew(
    past: Past, models: Models, questions: tuple[Question, ...], fixtures: Path
) -> None:
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

    _, regraded = await regrade(past, models, Choice(transcribe=True))
    wordings = {id: answer.wording for id, answer in regraded.items()}
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

    _, again = await regrade(past, models, Choice(transcribe=True))
    assert {*again} == {gone, silent}


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
