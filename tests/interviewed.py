"""A log with whole interviews in it, for tests of what is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from interviewer import locations
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.settings import Settings
from interviewer.speech.stt.transcript import Transcript, Word
from tests.practised import NOW

MOCK = Setup(kind="mock", questions=None, minutes=20.0)


def interviewed(*shares: Sequence[float | None], setup: Setup = MOCK) -> Runtime:
    """A runtime at `NOW` over interviews of the days before, each with its questions.

    Args:
        shares: For each interview, of its answers the part of the key points that was made; None for a
            question that was skipped.
        setup: Of all the interviews.
    """
    now = NOW
    runtime = Runtime(Settings(), locations.find(), now=lambda: now)
    history, ids = runtime.history, asked(runtime)
    for days, answers in enumerate(reversed(shares), start=1):
        now = NOW - timedelta(days=days)
        session = history.start_session(setup.kind, setup)
        for number, share in enumerate(answers):
            attempt = history.ask(session, Pick(question=runtime.bank[ids[number]], reason="It is new."))
            if share is None:
                history.skip(attempt, seconds=4.0)
                continue
            spoken = _transcript()
            history.answer(attempt, means="voice", seconds=70.0, transcript=spoken, answer=spoken.text)
            history.grade(attempt, _assessment(runtime, ids[number], share))
        with runtime.log.connection.writing() as db:
            db.execute("update sessions set clock = 431 where id = ?", (session,))
        history.end_session(session)
    now = NOW
    return runtime


def asked(runtime: Runtime) -> list[str]:
    """The questions of the interviews, in their order: two topics in turn."""
    topics = [topic for topic in runtime.bank.topics if topic.id in ("classification-metrics", "retrieval")]
    return [
        question.id for pair in zip(*(topic.questions for topic in topics), strict=False) for question in pair
    ]


def _transcript() -> Transcript:
    """Ninety words, eight of them fillers, with one long pause."""
    words = tuple(
        Word(
            text="um" if number % 12 == 5 else "word",
            start=0.45 * number + (4 if number > 45 else 0),
            end=0.45 * number + 0.3 + (4 if number > 45 else 0),
            probability=0.9,
        )
        for number in range(90)
    )
    text = " ".join(word.text for word in words)
    return Transcript(text=text, words=words, engine="fake", model="fake", seconds=50.0)


def _assessment(runtime: Runtime, id: str, share: float) -> Assessment:
    keys = runtime.bank[id].key_points
    made = round(share * len(keys))
    points = tuple(
        PointResult(
            point=key.point,
            weight=key.weight,
            verdict="covered" if number < made else "missed",
            probability=float(number < made),
            evidence="",
        )
        for number, key in enumerate(keys)
    )
    return Assessment(score=100 * share, points=points, notes=(), grader="test")
