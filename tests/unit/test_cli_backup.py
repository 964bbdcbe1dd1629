"""`interviewer backup` and `interviewer restore`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer import locations
from interviewer.cli.main import cli
from interviewer.store import Log
from tests.fixtures.databases.make import START, fill


def invoke(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=input)


def sessions() -> int:
    with Log.open(locations.find().database) as log:
        return len(log.sessions())


@pytest.fixture
def filled() -> None:
    with Log.open(locations.find().database) as log:
        fill(log)


def test_without_a_log_or_a_backup_it_says_so() -> None:
    made, put_back = invoke("backup"), invoke("restore", "newest")
    assert (made.exit_code, put_back.exit_code) == (1, 1)
    assert "nothing to back up" in made.stderr
    assert "`interviewer backup` makes one" in put_back.stderr
    assert invoke("restore").stderr.startswith("No backups yet")
    assert not locations.find().data.exists()


@pytest.mark.usefixtures("filled")
def test_a_backup_is_listed_and_put_back() -> None:
    file = Path(invoke("backup").stdout.strip())
    assert file.parent == locations.find().backups
    with Log.open(locations.find().database) as log:
        log.start_session(kind="mock", setup={}, at=START)
    assert file.name in invoke("restore").stdout
    [listed] = json.loads(invoke("restore", "--json").stdout)
    assert (listed["file"], listed["bytes"]) == (str(file), file.stat().st_size)
    # What was there before the first restore is the newest backup after it.
    for name, left in ((file.name, 2), ("newest", 3), (str(file), 2)):
        result = invoke("restore", name, "--yes")
        assert result.exit_code == 0, result.stderr
        assert "What was there is kept as" in result.stdout
        assert sessions() == left


@pytest.mark.usefixtures("filled")
def test_restore_asks_first() -> None:
    invoke("backup")
    with Log.open(locations.find().database) as log:
        log.start_session(kind="mock", setup={}, at=START)
    for answer in ("n\n", ""):
        assert invoke("restore", "newest", input=answer).exit_code == 1
        assert sessions() == 3
    assert invoke("restore", "newest", input="y\n").exit_code == 0
    assert sessions() == 2


@pytest.mark.usefixtures("filled")
def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    file = tmp_path / "mine.db"
    file.write_text("mine")
    result = invoke("backup", str(file))
    assert result.exit_code == 1
    assert "--force" in result.stderr
    assert file.read_text() == "mine"
    assert invoke("backup", str(file), "--force").exit_code == 0
    assert invoke("restore", str(file), "--yes").exit_code == 0
