"""The app fits the schedule to the user's memory by itself, behind the screens."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from typing import NoReturn

import pytest

from interviewer.scheduling import MemoryModel, Outcome
from interviewer.store import Log
from interviewer.tui.app import InterviewerApp
from tests.app.conftest import until
from tests.memories import FORGETFUL, history, log_outcomes


def answered(app: InterviewerApp, truth: MemoryModel) -> None:
    with Log.open(app.runtime.locations.database) as log:
        log_outcomes(log, history(truth, seed=2))


def told(app: InterviewerApp) -> list[str]:
    return [notification.message for notification in app._notifications]


async def test_a_schedule_that_was_fitted_is_told_once(app: InterviewerApp) -> None:
    answered(app, FORGETFUL)
    async with app.run_test() as pilot:
        await until(pilot, lambda: told(app), seconds=30)
        assert told(app)[0].startswith("The schedule follows your own memory now: log loss 0.")
        assert app.runtime.standing.model != MemoryModel()
        await app.workers.wait_for_complete()
        app.fit_schedule()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert len(told(app)) == 1


async def test_a_fit_that_does_not_help_is_not_spoken_of(app: InterviewerApp) -> None:
    answered(app, MemoryModel())
    async with app.run_test() as pilot:
        await until(pilot, lambda: not app.runtime.fitting.due(), seconds=30)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert told(app) == []
        assert app.runtime.standing.model == MemoryModel()


async def test_leaving_does_not_wait_for_the_fit(
    app: InterviewerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(app, FORGETFUL)
    begun, ended = threading.Event(), threading.Event()

    def endless(
        outcomes: Sequence[Outcome],
        default: MemoryModel,
        current: MemoryModel,
        on_progress: Callable[[int, int], object],
    ) -> NoReturn:
        begun.set()
        try:
            while True:
                on_progress(0, 1)
                time.sleep(0.01)
        finally:
            ended.set()

    monkeypatch.setattr("interviewer.session.fitting.fit", endless)
    async with app.run_test() as pilot:
        await until(pilot, begun.is_set)
        await pilot.press("q")
    assert await asyncio.to_thread(ended.wait, 5)


async def test_a_log_that_cannot_be_used_for_it_is_told(app: InterviewerApp) -> None:
    database = app.runtime.locations.database
    database.parent.mkdir(parents=True, exist_ok=True)
    database.write_bytes(b"This is no database at all." * 100)
    async with app.run_test() as pilot:
        await until(pilot, lambda: told(app))
        assert str(database) in told(app)[0]
