"""A model fitted to one's own history helps where it foretells later answers better."""

from __future__ import annotations

from dataclasses import replace

from interviewer.scheduling import MemoryModel
from interviewer.scheduling.fitting import ENOUGH, fit, loss, repeated
from tests.memories import FORGETFUL, QUESTIONS, history

DEFAULT = MemoryModel()
UNSEEN = 600
"""Of 800 answers, those from here on have no part in the fits of these tests."""


def test_a_fit_foretells_answers_that_it_never_saw() -> None:
    gains = []
    for seed in range(4):
        outcomes = history(FORGETFUL, seed)
        found = fit(outcomes[:UNSEEN], DEFAULT)
        assert found
        model = found.model if found.helps else DEFAULT
        gains.append(loss(outcomes, DEFAULT, UNSEEN) - loss(outcomes, model, UNSEEN))
    print(f"log loss of 200 later answers is lower by {[round(gain, 1) for gain in gains]}")
    assert sum(gains) > 0
    assert sum(gain > 0 for gain in gains) > sum(gain < 0 for gain in gains)


def test_who_is_as_the_default_has_it_loses_nothing_to_speak_of() -> None:
    outcomes = history(DEFAULT, seed=1)
    found = fit(outcomes[:UNSEEN], DEFAULT)
    assert found
    model = found.model if found.helps else DEFAULT
    assert loss(outcomes, model, UNSEEN) <= loss(outcomes, DEFAULT, UNSEEN) + 2


def test_losses_are_those_of_the_answers_that_were_held_out() -> None:
    outcomes = history(FORGETFUL, seed=2)
    found = fit(outcomes, DEFAULT)
    assert found
    cut = round(0.7 * len(outcomes))
    assert found.judged == len(outcomes) - cut
    assert found.loss_before == loss(outcomes, DEFAULT, cut) / found.judged
    assert found.loss_after == loss(outcomes, found.model, cut) / found.judged


def test_a_fit_is_judged_by_the_model_in_use() -> None:
    outcomes = history(FORGETFUL, seed=2)
    first = fit(outcomes, DEFAULT)
    assert first
    again = fit(outcomes, DEFAULT, current=first.model)
    assert again == replace(first, loss_before=first.loss_after)
    assert not again.helps


def test_a_short_history_is_not_fitted_to() -> None:
    outcomes = history(DEFAULT, seed=2, answers=ENOUGH + len(QUESTIONS) - 1)
    assert repeated(outcomes) == ENOUGH - 1
    assert fit(outcomes, DEFAULT) is None
    assert fit([], DEFAULT) is None
