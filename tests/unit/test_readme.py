"""What the README tells people to type is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from interviewer import bank, locations
from interviewer.cli.main import cli
from interviewer.settings import Settings

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^interviewer (.+?)(?:\s{2,}#.*| > .*)?$", README, re.MULTILINE)


def test_the_readme_shows_every_command() -> None:
    assert {command.split()[0] for command in COMMANDS} == set(cli.commands)


@pytest.mark.parametrize("line", COMMANDS)
def test_each_command_parses(line: str) -> None:
    name, *words = shlex.split(line.replace("|", " "))
    command: click.Command = cli.commands[name]
    if isinstance(command, click.Group):
        if "|" in line:
            assert set(words) <= set(command.commands)
            return
        command = command.commands[words.pop(0)]
    options = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options
    ids = {question.id for question in bank.load(locations.content()).questions}
    assert {word for word in words if word.startswith("classification")} <= ids


def test_every_setting_is_described() -> None:
    table = "\n".join(line for line in README.splitlines() if line.startswith("| `"))
    assert all(f"`{name}`" in table for name in Settings.__dataclass_fields__)
