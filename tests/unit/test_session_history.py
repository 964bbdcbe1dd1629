"""What the log holds is read as it was written, or told to be otherwise in a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewer import locations
from interviewer.cli.main import cli
from interviewer.errors import StoreError
from interviewer.session.history import History
from interviewer.store import Log
from tests.fixtures.databases.make import fill


def test_attempts_of_every_status_are_shown() -> None:
    with Log.open(locations.find().database) as log:
        fill(log)
    shown = CliRunner().invoke(cli, ["sessions", "show", "1"])
    assert shown.exit_code == 0
    assert "Score 67 of 100" in shown.stdout
    assert "“there is réd”" in shown.stdout


def test_a_document_that_lacks_fields_is_told_in_a_sentence(fixtures: Path) -> None:
    database = locations.find().database
    database.parent.mkdir(parents=True)
    shutil.copy(fixtures / "databases" / "v1.db", database)
    shown = CliRunner().invoke(cli, ["sessions", "show", "1"])
    assert shown.exit_code == 1
    assert "attempt 1 in the log is not as interviewer writes it (Object missing required" in shown.stderr
    assert "`interviewer forget --session 1`" in shown.stderr


@pytest.mark.parametrize(
    ("table", "name"),
    [("assessments", "assessment"), ("transcripts", "transcript"), ("question_versions", "question")],
)
def test_every_document_is_looked_at(table: str, name: str) -> None:
    places = locations.find()
    with Log.open(places.database) as log:
        fill(log)
        with log.connection.writing() as db:
            db.execute(f"update {table} set document = '{{}}'")
        with pytest.raises(StoreError, match=f"The {name} of attempt 1 in the log"):
            History(log, places.recordings).attempt(1)
