"""Code of old answers, run once more: in the sandbox; the grader is a stand-in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.coding.score import combined
from interviewer.scheduling import Pick
from interviewer.session.history import Attempt, History
from interviewer.session.regraded import Regraded
from interviewer.session.regrading import Choice, Regrading
from interviewer.store import Log
from tests.coding import DOUBLE, RIGHT
from tests.fakes import FakeModels
from tests.full_log import RUN


class PresentModels(FakeModels):
    """Graded what is in the log already."""

    async def grader_name(self) -> str:
        return "fake"


async def run_again(log: Log, history: History, choice: Choice) -> list[Regraded]:
    done: list[Regraded] = []
    models = PresentModels()
    regrading = Regrading(log, history, lambda: models, lambda question: question.terms)  # type: ignore[arg-type,return-value]
    work = await regrading.find(choice, models)  # type: ignore[arg-type]
    await regrading.run(work.tasks, models, done.append)  # type: ignore[arg-type]
    return done


async def answered(history: History, kind: str, explanation: str) -> int:
    """An answer whose code was found to be worth little at the time."""
    attempt = history.ask(history.start_session(kind), Pick(question=DOUBLE, reason=""))
    history.submit(attempt, RIGHT, replace(RUN, score=10.0))
    if explanation:
        history.answer(attempt, means="typing", seconds=1.0, answer=explanation)
        history.grade(attempt, await FakeModels().grade(DOUBLE, explanation))
    else:
        history.skip(attempt, seconds=1.0)
    return attempt


@pytest.mark.parametrize(
    ("kind", "explanation", "before", "after"),
    [
        ("practice", "", 10, 100),
        ("mock", "", combined(10, 0), combined(100, 0)),
        ("mock", "times", combined(10, 50), combined(100, 50)),
    ],
)
async def test_the_codes_part_of_the_score_is_made_anew(
    home: Path, kind: str, explanation: str, before: float, after: float
) -> None:
    with Log.open(home / "interviewer.db") as log:
        history = History(log, home)
        attempt = await answered(history, kind, explanation)
        assert history.attempt(attempt).score == pytest.approx(before)
        assert await run_again(log, history, Choice()) == []
        (done,) = await run_again(log, history, Choice(run=True))
        assert (done.before, done.after) == (pytest.approx(before), pytest.approx(after))
        now: Attempt = history.attempt(attempt)
        assert now.score == pytest.approx(after) and now.status == "graded"
        assert now.solution and now.solution.result and now.solution.result.passed
        with log.connection.reading() as db:
            (graded,) = db.execute("select count(*) from assessments").fetchone()
        assert graded == bool(explanation), "what was said is not graded twice"
