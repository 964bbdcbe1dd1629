"""Makes a large log as years of practice would leave it.

    python -m tests.benchmarks.make_log FILE ATTEMPTS

The rows are written with an early schema and then migrated, so that whatever later migrations derive from
the log is derived as it would be for a user who upgrades.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec

from interviewer import bank, locations
from interviewer.bank.question import KeyPoint, Question
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.scoring.verdicts import score, verdict
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.store.columns import from_time
from interviewer.store.migrations import MIGRATIONS
from interviewer.store.sqlite import Database

NEWEST = datetime(2026, 11, 1, 18, 0, tzinfo=timezone.utc)
"""When the last session began."""
ASKED = 8
"""Questions in a session."""
EVERYWHERE = "basically"
"""A word that stands in every answer."""
TOPICS = 40

_BETWEEN = timedelta(hours=12)
_SPAN = timedelta(days=3 * 365)
_STATUSES = ("graded",) * 16 + ("skipped", "skipped", "silent", "asked")


def make_questions(count: int, seed: int = 0) -> list[Question]:
    """Questions over `TOPICS` topics, in the words of the bank's own."""
    rng, sentences = random.Random(seed), _sentences()
    return [
        Question(
            id=f"topic-{number % TOPICS}-question-{number}",
            topic=f"topic-{number % TOPICS}",
            difficulty=rng.choice(("easy", "medium", "hard")),
            kind="concept",
            question=rng.choice(sentences),
            answer=" ".join(rng.choices(sentences, k=3)),
            key_points=tuple(KeyPoint(point=point) for point in rng.choices(sentences, k=3)),
            minutes=rng.choice((1.0, 1.5, 2.0, 3.0)),
        )
        for number in range(count)
    ]


def fill(
    file: Path, attempts: int, questions: int | Sequence[Question] = 500, seed: int = 0, sentences: int = 4
) -> None:
    """Write a new log.

    Args:
        file: The database; must not exist.
        attempts: Questions that were asked, `ASKED` a session; four in five were graded.
        questions: The bank they are from, or the size of one to make.
        seed: The same seed gives the same log.
        sentences: Length of an answer; a sentence has some 15 words.
    """
    asked = make_questions(questions, seed) if isinstance(questions, int) else questions
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    db = Database(file, execute_plugins=False)
    try:
        MIGRATIONS.apply(db, stop_before="m003_schedule")
        with db.atomic():
            _write(db, attempts, asked, random.Random(seed), sentences)
        MIGRATIONS.apply(db)
    finally:
        db.close()


def _write(
    db: Database, attempts: int, questions: Sequence[Question], rng: random.Random, sentences: int
) -> None:
    count = -(-attempts // ASKED)
    step = min(_BETWEEN, _SPAN / count)
    begun = [NEWEST - step * (count - number) for number in range(1, count + 1)]
    _insert(
        db,
        "sessions (id, kind, setup, started_at, ended_at, status)",
        (
            (
                number,
                ("practice", "mock")[number % 2],
                '{"questions":8}',
                from_time(at),
                from_time(at + timedelta(minutes=25)),
                "finished",
            )
            for number, at in enumerate(begun, start=1)
        ),
    )
    _insert(
        db,
        "question_versions (id, document)",
        ((number, _json(question)) for number, question in enumerate(questions, start=1)),
    )
    said = _sentences()
    for number in range(1, attempts + 1):
        version = rng.randrange(len(questions))
        asked_at = begun[(number - 1) // ASKED] + timedelta(minutes=3 * ((number - 1) % ASKED))
        _write_attempt(db, number, version + 1, questions[version], asked_at, rng, said, sentences)


def _write_attempt(
    db: Database,
    number: int,
    version: int,
    question: Question,
    asked_at: datetime,
    rng: random.Random,
    said: list[str],
    sentences: int,
) -> None:
    status = rng.choice(_STATUSES)
    graded = status == "graded"
    spoken = status == "silent" or (graded and rng.random() < 0.6)
    answer = f"Well, {EVERYWHERE}: {' '.join(rng.choices(said, k=sentences))}" if graded else None
    assessment = _assessment(question, rng) if graded else None
    _insert(
        db,
        "attempts (id, session_id, number, question_id, topic, question_version_id, reason, asked_at,"
        " status, means, seconds, recording, score, assessment_id, answer)",
        [
            (
                number,
                (number - 1) // ASKED + 1,
                (number - 1) % ASKED + 1,
                question.id,
                question.topic,
                version,
                "It is new.",
                from_time(asked_at),
                status,
                ("voice" if spoken else "typing") if graded else None,
                rng.uniform(20, 120),
                f"{number:06}-1.wav" if spoken else None,
                assessment.score if assessment else None,
                number if assessment else None,
                answer,
            )
        ],
    )
    if spoken:
        _insert(db, "transcripts (attempt_id, document)", [(number, _json(_transcript(answer or "")))])
    if assessment:
        _insert(
            db,
            "assessments (id, attempt_id, graded_at, score, document)",
            [(number, number, from_time(asked_at), assessment.score, _json(assessment))],
        )
        _insert(
            db,
            "points (assessment_id, position, point, weight, verdict, probability, evidence)",
            (
                (number, place, p.point, p.weight, p.verdict, p.probability, p.evidence)
                for place, p in enumerate(assessment.points, start=1)
            ),
        )


def _insert(db: Database, columns: str, values: Iterable[tuple[Any, ...]]) -> None:
    places = ", ".join("?" * (columns.count(",") + 1))
    db.conn.executemany(f"insert into {columns} values ({places})", values)


def _assessment(question: Question, rng: random.Random) -> Assessment:
    points = tuple(
        PointResult(
            point=key.point,
            weight=key.weight,
            verdict=verdict(chance),
            probability=chance,
            evidence=key.point[:40],
        )
        for key in question.key_points
        for chance in [round(rng.random(), 3)]
    )
    return Assessment(score=score(points), points=points, notes=(), grader="embedding-0")


def _transcript(text: str) -> Transcript:
    words = tuple(
        Word(text=word, start=at * 0.4, end=at * 0.4 + 0.3, probability=0.9)
        for at, word in enumerate(text.split())
    )
    return Transcript(text=text, words=words, engine="faster-whisper", model="base", seconds=len(words) * 0.4)


def _sentences() -> list[str]:
    """What the bank's answers say, sentence by sentence."""
    answers = " ".join(question.answer for question in bank.load(locations.content()).questions)
    return [sentence for sentence in re.split(r"(?<=[.;])\s+", answers) if len(sentence.split()) > 4]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
