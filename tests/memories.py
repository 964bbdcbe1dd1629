"""Histories of candidates whose memory is as a model has it, for tests of what is learned from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from random import Random

import msgspec

from interviewer.bank.question import KeyPoint, Question
from interviewer.scheduling import MemoryModel, Outcome, QuestionState, advance
from interviewer.scheduling.memory import PARAMETERS
from interviewer.store import Log

START = datetime(2026, 1, 5, 9, tzinfo=timezone.utc)
QUESTIONS = tuple(
    Question(
        id=f"q{number}",
        topic="t",
        difficulty="medium",
        kind="concept",
        question="Why?",
        answer="Because.",
        key_points=(KeyPoint(point="Because."),),
        minutes=1,
    )
    for number in range(60)
)
FORGETFUL = MemoryModel((0.25, 1.0, 2.0, 3.75, *PARAMETERS[4:8], PARAMETERS[8] - 1, *PARAMETERS[9:20], 0.4))
"""Of one with whom nothing stays for long: it lasts a quarter of the time at first, practice lengthens that
less, and the curve of forgetting is steeper."""


def history(truth: MemoryModel, seed: int, answers: int = 800) -> list[Outcome]:
    """Answers to every question once and then to questions drawn at random, eight a day; one in ten is graded
    wrongly."""
    rng, states, outcomes = Random(seed), dict[str, QuestionState](), list[Outcome]()
    noise, truth = truth.noise, replace(truth, noise=1e-9)
    for number in range(answers):
        question = QUESTIONS[number] if number < len(QUESTIONS) else rng.choice(QUESTIONS)
        at = START + timedelta(days=number // 8, minutes=number % 8)
        state = states.get(question.id)
        well = rng.random() < (truth.recall(state, at) if state else 0.5)
        # True memory follows what was truly recalled; only the grade is noisy.
        outcome = Outcome(question_id=question.id, topic="t", at=at, score=80.0 if well else 20.0)
        states[question.id] = advance(state, outcome, truth)
        wrong = rng.random() < noise
        outcomes.append(replace(outcome, score=80.0 if well != wrong else 20.0))
    return outcomes


def log_outcomes(log: Log, outcomes: Iterable[Outcome]) -> None:
    """Write them to a log, in one session."""
    questions = {question.id: msgspec.to_builtins(question) for question in QUESTIONS}
    with log.connection.writing():
        session = log.start_session(kind="practice", setup={}, at=START)
        for outcome in outcomes:
            attempt = log.ask(
                session,
                question_id=outcome.question_id,
                topic=outcome.topic,
                question=questions[outcome.question_id],
                reason="",
                at=outcome.at,
            )
            log.grade(attempt, assessment={}, score=outcome.score or 0.0, points=[])
