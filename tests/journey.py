"""A log of weeks of practice that went better and better, for what is told of them."""

from __future__ import annotations

import random
from datetime import timedelta

from interviewer import locations
from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.settings import Settings
from interviewer.speech.stt.transcript import Transcript, Word
from tests.practised import NOW

DAYS = 45
"""From the first day of practice to the last, which is yesterday."""
TOPICS = ("optimisation", "classification-metrics", "reinforcement-learning")
_REST = (3, 4, 9, 15, 16, 17, 18, 25, 30, 31, 38)
"""Days without practice."""
_SAID = (
    "we take the gradient of the loss and go a small step against it which is what training does until the "
    "loss on held out data stops getting smaller because then the model learns the noise as well "
)


def journey(settings: Settings, per_day: int = 3) -> Runtime:
    """A runtime at `NOW` over a log of graded answers, two of three of them spoken."""
    rng, now = random.Random(0), NOW
    runtime = Runtime(settings, locations.find(), now=lambda: now)
    questions = {topic: [q for q in runtime.bank.questions if q.topic == topic][:6] for topic in TOPICS}
    log = runtime.log.connection
    for day in (day for day in range(DAYS) if day not in _REST):
        now = NOW - timedelta(days=DAYS - day)
        with log.writing():  # one write to the disk, not one for each answer
            session = runtime.history.start_session("practice", Setup())
            for number in range(per_day):
                now += timedelta(minutes=4)
                topic = rng.choice(TOPICS)
                score = min(100.0, max(0.0, rng.gauss(35 + 40 * day / DAYS, 14)))
                question = rng.choice(questions[topic])
                attempt = runtime.history.ask(session, Pick(question=question, reason="It is new."))
                spoken = number % 3 > 0
                runtime.history.answer(
                    attempt,
                    means="voice" if spoken else "typing",
                    seconds=60,
                    transcript=heard(day, rng) if spoken else None,
                    answer="An answer.",
                )
                runtime.history.grade(
                    attempt, Assessment(score=round(score, 1), points=(), notes=(), grader="test")
                )
            runtime.history.end_session(session)
    now = NOW
    return runtime


def heard(day: int, rng: random.Random) -> Transcript:
    """An answer as it was spoken on a day: ever calmer, with ever fewer fillers."""
    minute = 60 / max(100.0, rng.gauss(175 - 35 * day / DAYS, 12))
    words = []
    for word in (_SAID * 2).split():
        if rng.random() < 0.09 - 0.07 * day / DAYS:
            words.append("um,")
        words.append(word)
    return Transcript(
        text=" ".join(words),
        words=tuple(
            Word(text=word, start=i * minute, end=(i + 0.8) * minute, probability=0.9)
            for i, word in enumerate(words)
        ),
        engine="fake",
        model="fake",
        seconds=len(words) * minute,
        language="en",
    )
