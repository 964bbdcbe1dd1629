"""`interviewer questions`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer.cli.main import cli

NAMES = {
    "id",
    "topic",
    "difficulty",
    "kind",
    "question",
    "spoken",
    "answer",
    "key_points",
    "terms",
    "minutes",
    "follow_ups",
    "source",
}


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["questions", *arguments])


def test_json_has_the_names_of_a_question() -> None:
    questions = json.loads(invoke("list", "--json").stdout)
    assert len(questions) > 10
    for question in questions:
        assert set(question) >= NAMES
        assert set(question["key_points"][0]) == {"point", "weight", "misconception"}


def test_list_can_be_limited_to_a_topic() -> None:
    lines = invoke("list", "--topic", "generative-models").stdout.splitlines()
    assert lines
    assert all(line.startswith("generative-models-") for line in lines)


def test_an_unknown_topic_names_the_nearest() -> None:
    result = invoke("list", "--topic", "generative-model")
    assert result.exit_code == 1
    assert "did you mean 'generative-models'?" in result.stderr


def test_show_has_the_answer_and_every_point() -> None:
    shown = json.loads(invoke("show", "classification-metrics-f1", "--json").stdout)
    text = invoke("show", "classification-metrics-f1").stdout
    assert shown["answer"] in text
    assert all(point["point"] in text for point in shown["key_points"])


def test_the_bank_has_nothing_to_mend() -> None:
    result = invoke("check", "--form")
    assert result.exit_code == 0
    assert "nothing to mend" in result.stdout


def test_lists_are_filtered() -> None:
    found = json.loads(invoke("list", "--difficulty", "hard", "--kind", "formula", "--json").stdout)
    assert found
    assert {(each["difficulty"], each["kind"]) for each in found} == {("hard", "formula")}


def test_nothing_found_says_so() -> None:
    result = invoke("list", "--topic", "reinforcement-learning", "--kind", "code")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No question fits; leave out a filter or a word.\n"


def test_search_finds_by_meaning_what_no_word_finds() -> None:
    result = invoke("search", "rewards far in the future", "--limit", "3", "--json")
    assert "reinforcement-learning-discount-factor" in [each["id"] for each in json.loads(result.stdout)]


def test_the_meaning_is_checked_unless_only_form_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "sums.yaml").write_text(TWISTED, encoding="utf-8")
    assert invoke("check", str(tmp_path), "--form").exit_code == 0
    result = invoke("check", str(tmp_path))
    assert result.exit_code == 1
    assert f"{tmp_path / 'sums.yaml'}:14: the answer does not say this" in result.stdout


TWISTED = """id: sums
title: Sums
questions:
  - id: sums-overfitting
    difficulty: easy
    kind: concept
    minutes: 1
    question: What is overfitting?
    answer: >
      A model overfits when it learns the noise of its training data. Its error on new data is then higher
      than its training error.
    key_points:
      - point: An overfitted model has learned the noise of its training data.
      - point: Convolutions share their weights between all places of an image.
"""


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes $EDITOR a program that runs an expression of sed over the file."""

    def use(expression: str) -> None:
        program = tmp_path / "editor.sh"
        program.write_text(f"#!/bin/sh\nsed -i '{expression}' \"$1\"\n")
        program.chmod(0o700)
        monkeypatch.setenv("EDITOR", str(program))
        monkeypatch.delenv("VISUAL", raising=False)

    return use


def test_a_new_question_is_kept_and_asked(editor: Callable[[str], None], home: Path) -> None:
    editor("s/my-question-1/split/")
    result = invoke("new", "data")
    assert (result.exit_code, result.stdout) == (0, f"Kept in {home / 'questions' / 'data.yaml'}.\n")
    assert [each["id"] for each in json.loads(invoke("list", "--topic", "data", "--json").stdout)] == [
        "data-split"
    ]
    editor("s/my-question-1/second/")
    assert invoke("new", "data").exit_code == 0
    assert len(invoke("list", "--topic", "data").stdout.splitlines()) == 2


def test_a_new_question_for_a_topic_of_the_bank(editor: Callable[[str], None]) -> None:
    before = len(json.loads(invoke("list", "--topic", "generative-models", "--json").stdout))
    editor("s/my-question-1/mine/")
    assert invoke("new", "generative-models").exit_code == 0
    after = json.loads(invoke("list", "--topic", "generative-models", "--json").stdout)
    assert len(after) == before + 1


def test_what_is_wrong_with_a_new_question_is_told_and_the_text_kept(
    editor: Callable[[str], None], home: Path
) -> None:
    editor("s/minutes: 1 /minutes: x /")
    result = invoke("new", "data")
    assert result.exit_code == 1
    assert "data.yaml:9: 'x' does not fit 'minutes'" in result.stderr
    assert not (home / "questions" / "data.yaml").exists()
    editor("s/minutes: x /minutes: 2 /")
    assert invoke("new", "data").exit_code == 0
    assert json.loads(invoke("show", "data-my-question-1", "--json").stdout)["minutes"] == 2
    assert [file.name for file in (home / "questions").iterdir()] == ["data.yaml"]


def test_an_editor_that_changes_nothing_keeps_nothing(editor: Callable[[str], None], home: Path) -> None:
    editor("")
    result = invoke("new", "data")
    assert (result.exit_code, result.stdout) == (0, "Nothing was changed, so nothing is kept.\n")
    assert not (home / "questions").exists()


def test_the_name_of_a_topic_is_checked(home: Path) -> None:
    result = invoke("new", "../My Data")
    assert result.exit_code == 2
    assert "small letters, digits and hyphens" in result.stderr


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / "graphs.yaml").write_text("id: graphs\ntitle: Graphs\nquestions:\n  - id: graphs-bfs\n")
    return folder


def test_check_names_file_and_line(broken: Path) -> None:
    result = invoke("check", str(broken))
    assert result.exit_code == 1
    assert f"{broken / 'graphs.yaml'}:4: " in result.stdout


def test_check_as_json(broken: Path) -> None:
    result = invoke("check", str(broken), "--json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert report["problems"][0]["line"] == 4
    assert report["problems"][0]["file"] == str(broken / "graphs.yaml")
