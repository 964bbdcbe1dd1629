"""Who is greeted, and for how long."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from interviewer import locations
from interviewer.errors import StoreError
from interviewer.scheduling import Pick
from interviewer.session.first_run import FirstRun
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings


@pytest.fixture
def runtime() -> Runtime:
    return Runtime(Settings(), locations.find())


def test_one_is_greeted_until_it_is_done(runtime: Runtime) -> None:
    assert runtime.first_run.due()
    runtime.first_run.done()
    assert not runtime.first_run.due()
    again = Runtime(Settings(), locations.find())
    assert not again.first_run.due()
    again.first_run.done()


def test_whoever_was_asked_a_question_is_no_beginner(runtime: Runtime) -> None:
    session = runtime.history.start_session("practice")
    assert runtime.first_run.due()
    runtime.history.ask(session, Pick(question=runtime.bank.questions[0], reason="New."))
    assert not runtime.first_run.due()


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_the_marker_and_its_folder_are_for_the_user_alone(home: Path) -> None:
    runtime = Runtime(Settings(), locations.find())
    runtime.first_run.done()
    marker = runtime.locations.greeted
    assert stat.S_IMODE(marker.stat().st_mode) == 0o600 and stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_marker_that_cannot_be_made_says_what_to_do(tmp_path: Path, runtime: Runtime) -> None:
    (tmp_path / "file").touch()
    first = FirstRun(tmp_path / "file" / "greeted", lambda: runtime.activity)
    with pytest.raises(StoreError, match="INTERVIEWER_HOME"):
        first.done()
