"""A log with everything that can be in one, and texts that would mean something to a careless reader."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from interviewer.bank.question import KeyPoint, Question
from interviewer.coding.result import CodeResult, Forbidden, GrowthResult, RandomResult, TestResult
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.session.hints import Hint
from interviewer.session.history import History
from interviewer.session.setup import Setup
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.store import Log

START = datetime(2026, 3, 1, 9, 30, tzinfo=timezone.utc)

HOSTILE = (
    "<script>alert(1)</script> & <b>bold</b>",
    "[red]markup[/red] **stars** `code` [link](http://example.com) ![image](x.png) www.example.com",
    "# heading",
    "- item",
    "1. one",
    "    indented",
    "---",
    "===",
    "| a | b |",
    "\x1b[31mred\x1b[0m \x9b31m \u202eturned\u202c",
    "\\(x\\) \\[y\\] [latex]\\input{secret}[/latex] [sound:a.mp3] {{Front}} $z$ ~~gone~~ me@example.com \\",
    '=HYPERLINK("http://example.com")',
)
"""What somebody might say to a program that takes text for more than text."""

FLAG = Question(
    id="colours-flag",
    topic='colours "><i>',
    difficulty="easy",
    kind="list",
    question="Which colours are on the <flag>?",
    answer="=Red & blue.",
    key_points=(KeyPoint(point="Red is on it."), KeyPoint(point="Blue is *on* it.", weight=2.0)),
    minutes=1.0,
)
SEA = Question(
    id="colours-sea",
    topic="sea colours",
    difficulty="hard",
    kind="concept",
    question="Which colour is the sea?",
    answer="Blue.",
    key_points=(KeyPoint(point="Blue."),),
    minutes=2.0,
)

RUN = CodeResult(
    tests=(TestResult(call="sea()", expected="'<blue>'", got="'réd'", line=1, printed="<b>", example=True),),
    random=(RandomResult(call="sea(x)", tried=3, counterexample="0", error="ValueError: =1"),),
    growth=GrowthResult(
        asked="n", measured="n^2", at_least_as_good=False, points=((1, 0.1), (2, 0.4)), sentence="As n^2."
    ),
    forbidden=(Forbidden(name="sorted", line=1),),
    versions={"python": "3.11.7"},
    score=12.5,
)
"""What may come of code."""


def fill(log: Log, recordings: Path) -> None:
    """Two sessions: one of every kind of attempt, regraded, disagreed with, noted; one that was cut off."""
    moments = _minutes()
    history = History(log, recordings, now=lambda: next(moments))
    session = history.start_session("mock", Setup(topics=(FLAG.topic,), minutes=30.0))
    graded, typed, silent, skipped, drafted = (
        history.ask(session, Pick(question=question, reason="It is <new>."))
        for question in (FLAG, SEA, FLAG, SEA, FLAG)
    )
    _record(history.new_recording(graded))
    heard = Transcript(
        text="there is réd",
        words=(Word(text="there", start=0.0, end=0.4, probability=0.9),),
        engine="faster-whisper",
        model="/home/somebody/models/base",
        seconds=1.0,
    )
    history.answer(graded, means="voice", seconds=12.5, transcript=heard, answer="\n".join(HOSTILE))
    history.grade(graded, assess("missed", "missed", grader="embedding 1"))
    history.grade(graded, assess("covered", "missed", grader="embedding 2"))
    history.override(graded, FLAG.key_points[0].point, "partly", "Said <half> of it.")
    history.answer(typed, means="typing", seconds=30.0, answer="Blue, I think.")
    history.hint(typed, Hint(text="A full answer <makes> 1 point."))
    history.hint(typed, Hint(text="One begins: “=Blue …”"))
    history.submit(typed, "print('<b>')\n", RUN)
    history.explain(typed)
    history.silent(silent, seconds=8.0)
    history.skip(skipped, seconds=2.0)
    with log.connection.writing() as db:
        db.execute("update sessions set clock = 61.5 where id = ?", (session,))
        db.execute("update attempts set draft = '=half', follows = 1 where id = ?", (drafted,))
        db.execute("update attempts set note = '+look <up>', flagged = 1 where id = ?", (graded,))
    history.end_session(session)
    history.start_session("practice")


def assess(*verdicts: Verdict, grader: str = "embedding 1") -> Assessment:
    """An assessment of an answer to `FLAG`."""
    points = tuple(
        PointResult(
            point=point.point,
            weight=point.weight,
            verdict=verdict,
            probability=0.9 if verdict == "covered" else 0.1,
            evidence="there is <réd>" if verdict == "covered" else "",
        )
        for point, verdict in zip(FLAG.key_points, verdicts, strict=True)
    )
    score = sum(point.weight * (point.verdict == "covered") for point in points) / 3
    return Assessment(score=round(100 * score, 1), points=points, notes=("@Short.",), grader=grader)


def _minutes() -> Iterator[datetime]:
    for minute in range(1000):
        yield START + timedelta(minutes=minute)


def _record(file: Path) -> None:
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16000)
        sound.writeframes(b"\0\1" * 1600)
