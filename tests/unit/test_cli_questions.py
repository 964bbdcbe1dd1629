"""`interviewer questions`."""

from __future__ import annotations

import json
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
    result = invoke("check")
    assert result.exit_code == 0
    assert "nothing to mend" in result.stdout


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
