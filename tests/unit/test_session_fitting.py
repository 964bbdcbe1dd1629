"""The schedule follows the candidate's own memory where the log shows that this foretells answers better."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from interviewer.scheduling import MemoryModel, Outcome
from interviewer.scheduling.fitting import ENOUGH
from interviewer.scheduling.memory import PARAMETERS
from interviewer.session.fitted_model import read, written
from interviewer.session.fitting import NEW, Fitting
from interviewer.session.schedule import Standing
from interviewer.session.target import Target
from interviewer.store import Log, ModelRecord, States
from tests.memories import FORGETFUL, QUESTIONS, START, history, log_outcomes

DEFAULT = MemoryModel()
OWN = replace(DEFAULT, parameters=(0.5, 2.0, 4.0, 8.0, *PARAMETERS[4:]))


@pytest.fixture
def log(home: Path) -> Iterator[Log]:
    with Log.open(home / "interviewer.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def forgetful() -> Sequence[Outcome]:
    """A hundred days of one who forgets much faster than the default has it."""
    return history(FORGETFUL, seed=2)


def standing_of(log: Log, default: MemoryModel = DEFAULT) -> Standing:
    target = Target(role=None, interview=None)
    now = START + timedelta(days=400)
    return Standing(States(log.connection), QUESTIONS, target, default, now=lambda: now)


def fitting_of(log: Log, default: MemoryModel = DEFAULT) -> Fitting:
    return Fitting(States(log.connection), standing_of(log, default))


def keep(log: Log, document: str, answers: int = 0) -> None:
    States(log.connection).keep_model(ModelRecord(document=document, answers=answers))


def test_a_fit_that_helps_is_kept_and_survives_reopening(log: Log, forgetful: Sequence[Outcome]) -> None:
    log_outcomes(log, forgetful)
    standing = standing_of(log)
    before = standing.states()
    found = Fitting(States(log.connection), standing).fit()
    assert found.fit and found.kept
    assert found.fit.loss_after < found.fit.loss_before
    assert 0 < found.fit.judged < found.answers == len(forgetful) - len(QUESTIONS)
    assert standing.model == found.fit.model != DEFAULT
    after = standing.states()
    assert after != before
    file = log.connection.file
    log.close()
    with Log.open(file) as again:
        reopened = standing_of(again)
        assert reopened.model == found.fit.model
        assert reopened.states() == after
        assert reopened.rebuild() == after
        assert reopened.model == found.fit.model


def test_another_process_follows_the_new_model(log: Log) -> None:
    log_outcomes(log, history(DEFAULT, seed=1, answers=40))
    standing = standing_of(log)
    with standing.schedule() as schedule:
        before = schedule.recall(QUESTIONS[0].id, START + timedelta(days=90))
    with Log.open(log.connection.file) as other:
        keep(other, written(OWN, DEFAULT))
    with standing.schedule() as schedule:
        assert schedule.recall(QUESTIONS[0].id, START + timedelta(days=90)) < before
    assert standing.model == OWN


def test_a_fit_that_does_not_help_is_not_kept(log: Log) -> None:
    log_outcomes(log, history(DEFAULT, seed=1))
    standing = standing_of(log)
    before = standing.states()
    found = Fitting(States(log.connection), standing).fit()
    assert found.fit and not found.kept
    assert standing.model == DEFAULT
    assert standing.states() == before


def test_too_few_answers_are_told_and_change_nothing(log: Log) -> None:
    log_outcomes(log, history(FORGETFUL, seed=3, answers=100))
    keep(log, written(OWN, DEFAULT))
    found = fitting_of(log).fit()
    assert (found.answers, found.needed, found.fit, found.kept) == (100 - len(QUESTIONS), ENOUGH, None, False)
    assert standing_of(log).model == OWN


@pytest.mark.parametrize(
    "document",
    [
        "",
        "{",
        "null",
        "{}",
        written(OWN, replace(DEFAULT, noise=0.2)),
        written(replace(DEFAULT, parameters=(*PARAMETERS[:20], 9.0)), DEFAULT),
        written(replace(DEFAULT, parameters=PARAMETERS[:20]), DEFAULT),
        json.dumps({"fitted_from": DEFAULT.version, "parameters": [None] * 21}),
    ],
    ids=["none", "no JSON", "null", "empty", "other default", "out of bounds", "too short", "no numbers"],
)
def test_a_model_that_cannot_be_used_gives_way_to_the_default(log: Log, document: str) -> None:
    log_outcomes(log, history(DEFAULT, seed=1, answers=40))
    expected = standing_of(log).states()
    keep(log, written(OWN, DEFAULT))
    assert standing_of(log).states() != expected
    keep(log, document)
    standing = standing_of(log)
    assert standing.model == DEFAULT
    assert standing.states() == expected


def test_a_model_is_read_as_it_was_written() -> None:
    assert read(written(OWN, DEFAULT), DEFAULT) == OWN


def test_going_back_to_the_default(log: Log, forgetful: Sequence[Outcome]) -> None:
    log_outcomes(log, forgetful)
    standing = standing_of(log)
    before, fitting = standing.states(), Fitting(States(log.connection), standing)
    fitting.fit()
    fitting.forget()
    assert standing.model == DEFAULT
    assert standing.states() == before
    assert not fitting.due(), "the user's choice is not undone at the next start"


def test_a_fit_is_due_when_there_is_enough_and_again_when_there_is_much_more(log: Log) -> None:
    outcomes = history(DEFAULT, seed=1)
    first, second = ENOUGH + len(QUESTIONS), ENOUGH + len(QUESTIONS) + NEW
    fitting = fitting_of(log)
    assert not fitting.due()
    log_outcomes(log, outcomes[: first - 1])
    assert not fitting.due()
    log_outcomes(log, outcomes[first - 1 : first])
    assert fitting.due()
    assert not fitting.fit().kept
    assert not fitting.due(), "also a fit that was not kept is not tried again at once"
    log_outcomes(log, outcomes[first : second - 1])
    assert not fitting.due()
    log_outcomes(log, outcomes[second - 1 : second])
    assert fitting.due()


def test_a_fit_is_due_when_the_program_has_another_default(log: Log) -> None:
    log_outcomes(log, history(DEFAULT, seed=1, answers=ENOUGH + len(QUESTIONS)))
    fitting_of(log).fit()
    assert fitting_of(log, replace(DEFAULT, noise=0.2)).due()


def test_a_fit_that_is_ended_on_the_way_changes_nothing(log: Log, forgetful: Sequence[Outcome]) -> None:
    log_outcomes(log, forgetful)
    fitting = fitting_of(log)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fitting.fit(stop)
    assert States(log.connection).model() == ModelRecord(document="", answers=0)
    assert fitting.due()


def test_the_schedule_stays_in_use_while_it_is_fitted(log: Log, forgetful: Sequence[Outcome]) -> None:
    log_outcomes(log, forgetful)
    standing = standing_of(log)
    used: list[Future[float]] = []

    def use() -> float:
        with standing.schedule() as schedule:
            return schedule.recall(QUESTIONS[0].id, START + timedelta(days=400))

    with ThreadPoolExecutor(1) as others:

        def wait_for_others(done: int, total: int) -> None:
            if not used:
                used.append(others.submit(use))
                used[0].result(timeout=60)

        Fitting(States(log.connection), standing).fit(wait_for_others)
    assert used
