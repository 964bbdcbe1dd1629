"""What the commands print, at the width of a terminal."""

from __future__ import annotations

import pytest

from interviewer.cli import output

LONG = "retrieval-augmented-generation-of-answers-with-citations-to-the-sources-they-are-from-0001"


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_a_long_id_stays_in_one_piece() -> None:
    lines = output.wrap(
        f"Practise {LONG} now, and after it whatever else there is to practise today."
    ).splitlines()
    assert LONG in lines
    assert all(len(line) < 80 for line in lines if line != LONG)


def test_a_long_id_in_a_table_can_be_copied(capsys: pytest.CaptureFixture[str]) -> None:
    output.table([("12", "0.5", LONG), ("3", "0.25", "short")])
    assert LONG in capsys.readouterr().out.split()


def test_what_a_terminal_obeys_is_left_out() -> None:
    assert output.wrap("a\x1b[31mb\u202ec") == "a[31mbc"
