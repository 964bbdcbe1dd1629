"""A model fitted to one's own history is kept where it foretells later answers better."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from random import Random

from interviewer.scheduling import MemoryModel, Outcome, QuestionState, advance
from interviewer.scheduling.fitting import ENOUGH, fitted, loss

AT = datetime(2026, 1, 5, 9, tzinfo=timezone.utc)
DEFAULT = MemoryModel()


def history(truth: MemoryModel, seed: int, answers: int = 800, questions: int = 60) -> list[Outcome]:
    """Answers of one whose memory is as a model has it, to questions drawn at random, eight a day."""
    rng, states, outcomes = Random(seed), dict[str, QuestionState](), list[Outcome]()
    for number in range(answers):
        id, at = f"q{rng.randrange(questions)}", AT + timedelta(days=number // 8, minutes=number % 8)
        state = states.get(id)
        well = rng.random() < (truth.recall(state, at) if state else 0.5)
        outcome = Outcome(question_id=id, topic="t", at=at, score=80.0 if well else 20.0)
        # True memory follows what was truly recalled; only the grade is noisy.
        states[id] = advance(state, outcome, truth)
        seems = well != (rng.random() < DEFAULT.noise)
        outcomes.append(Outcome(question_id=id, topic="t", at=at, score=80.0 if seems else 20.0))
    return outcomes


def test_a_fit_foretells_answers_that_it_never_saw() -> None:
    forgetful = [*DEFAULT.parameters]
    forgetful[:4] = [0.3, 0.6, 1.0, 2.0]
    forgetful[20] = 0.6
    truth = MemoryModel(tuple(forgetful), noise=1e-9)
    gains = []
    for seed in range(4):
        outcomes = history(truth, seed)
        cut = round(0.75 * len(outcomes))
        model = fitted(outcomes[:cut], DEFAULT)
        gains.append(loss(outcomes, DEFAULT, cut) - loss(outcomes, model, cut))
    print(f"log loss of 200 later answers is lower by {[round(gain, 1) for gain in gains]}")
    assert sum(gains) > 0
    assert sum(gain > 0 for gain in gains) > sum(gain < 0 for gain in gains)


def test_who_is_as_the_default_has_it_loses_nothing_to_speak_of() -> None:
    outcomes = history(MemoryModel(noise=1e-9), seed=1)
    cut = round(0.75 * len(outcomes))
    model = fitted(outcomes[:cut], DEFAULT)
    assert loss(outcomes, model, cut) <= loss(outcomes, DEFAULT, cut) + 2


def test_a_short_history_keeps_the_default() -> None:
    assert fitted(history(DEFAULT, seed=2, answers=ENOUGH), DEFAULT) is DEFAULT
    assert fitted([], DEFAULT) is DEFAULT
