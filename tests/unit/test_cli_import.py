"""`interviewer questions import` and `accept`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer.cli.main import cli


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["questions", *map(str, arguments)])


def take(*arguments: str | Path) -> Result:
    """Import without a look at what is there, which would load a model."""
    return invoke("import", *arguments, "--keep-duplicates")


@pytest.fixture
def deck(fixtures: Path) -> Path:
    return fixtures / "decks" / "latest.apkg"


def test_a_preview_writes_nothing(deck: Path, home: Path) -> None:
    result = take(deck, "--preview")
    assert result.exit_code == 0
    assert "4 questions would come\nmachine-learning-sorting  4  Machine learning: Sorting" in result.stdout
    assert (
        "note 4: Only a picture?\n    ! it has no answer but what cannot be said (a picture" in result.stdout
    )
    assert "! a script was left out" in result.stdout
    assert not (home / "questions").exists()


def test_without_a_terminal_it_is_a_preview(deck: Path, home: Path) -> None:
    result = take(deck)
    assert result.exit_code == 0
    assert result.stdout.endswith("Nothing was written. `--yes` imports without asking.\n")
    assert not (home / "questions").exists()


def test_what_is_imported_is_asked_at_once_and_can_be_taken_back(deck: Path, home: Path) -> None:
    result = take(deck, "--yes", "--map", "numbers=linear-algebra")
    assert result.exit_code == 0
    assert "Imported: 4 questions." in result.stdout
    listed = json.loads(invoke("list", "--topic", "machine-learning-sorting", "--json").stdout)
    assert len(listed) == 3
    shown = invoke("show", "linear-algebra-what-does-a-b-2-give-for-a-b")
    assert "Key points, proposed" in shown.stdout
    data = json.loads(invoke("show", "linear-algebra-what-does-a-b-2-give-for-a-b", "--json").stdout)
    assert data["question"] == "What does (a+b)/2 give for a < b?"
    assert data["spoken"] == "What does a plus b, all over 2 give for a is less than b?"

    (made,) = json.loads(invoke("import", "--undo", "--json").stdout)
    assert (made["source"], made["questions"]) == ("latest.apkg", 4)
    assert made["id"] in invoke("import", "--undo").stdout
    assert invoke("import", "--undo", made["id"]).stdout == "Taken back: 4 questions from latest.apkg.\n"
    assert list((home / "questions").iterdir()) == []
    assert invoke("list", "--topic", "machine-learning-sorting").exit_code == 1


def test_any_name_of_a_file_becomes_a_title(tmp_path: Path, home: Path) -> None:
    file = tmp_path / os.fsdecode(b"\xff\x1b[31mmy\ncards.txt")
    file.write_text("What is recall?\tThe share of positives that are found.\n")
    assert take(file, "--yes", "--json").exit_code == 0
    (made,) = json.loads(invoke("import", "--undo", "--json").stdout)
    (topic,) = (home / "questions" / "imported" / made["id"]).glob("*.yaml")
    assert topic.read_text().startswith(
        "# Imported from [31mmy cards.txt.\nid: 31mmy-cards\ntitle: '[31mmy cards'\n"
    )


def test_key_points_are_accepted(deck: Path) -> None:
    take(deck, "--yes", "--topic", "mine")
    waiting = [line.split()[0] for line in invoke("accept").stdout.splitlines()]
    assert len(waiting) == 4
    assert invoke("accept", waiting[0]).stdout == "Accepted: 1 question.\n"
    assert "Key points\n" in invoke("show", waiting[0]).stdout
    assert invoke("accept", "--all", "--json").stdout.count("mine-") == 3
    assert "No key points wait" in invoke("accept").stderr


def test_what_is_there_already_is_found_by_meaning(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text(
        "question\tanswer\n"
        "How is precision computed?\tPrecision is true positives over true positives plus false positives:"
        " the fraction of the positive predictions that are right.\n"
        "Which river flows through Vienna?\tThe Danube flows through Vienna.\n"
    )
    data = json.loads(invoke("import", file, "--topic", "mine", "--json").stdout)
    assert [each["question"]["question"] for each in data["questions"]] == [
        "Which river flows through Vienna?"
    ]
    assert [each["of"] for each in data["duplicates"]] == ["classification-metrics-precision"]
    assert data["import"] is None


def test_a_second_import_of_the_same_deck_brings_nothing(deck: Path) -> None:
    take(deck, "--yes")
    result = invoke("import", deck, "--yes")
    assert result.exit_code == 1
    assert "4 cards left out: the question is there already" in result.stdout
    assert "    as machine-learning-sorting-stable-sort (1.00)\n" in result.stdout
    assert "No card of" in result.stderr


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "x.apkg"
    file.write_bytes(b"PK")
    result = take(file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"interviewer: {file} is no package of Anki")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Name a FILE"),
        (("--undo", "x", "FILE"), "not a FILE"),
        (("FILE", "--map", "numbers"), "write 'numbers' as NAME=TOPIC"),
        (("none.apkg",), "does not exist"),
    ],
)
def test_wrong_usage(deck: Path, arguments: tuple[str, ...], message: str) -> None:
    result = invoke("import", *(deck if word == "FILE" else word for word in arguments))
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_unknown_import_is_told() -> None:
    result = invoke("import", "--undo", "nothing")
    assert result.exit_code == 1
    assert "There is no import 'nothing'; there is none." in result.stderr
