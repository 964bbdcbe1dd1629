"""Options, messages and exit codes that all commands share."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer import __version__
from interviewer.cli.main import cli
from interviewer.settings import SECRETS, Settings


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_version() -> None:
    assert invoke("--version").stdout == f"interviewer {__version__}\n"


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_has_help(command: str) -> None:
    result = invoke(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: cli {command}")


def test_paths_are_those_of_the_home(home: Path, shared_cache: Path) -> None:
    paths = json.loads(invoke("paths", "--json").stdout)
    assert paths["database"] == str(home / "interviewer.db")
    assert paths["models"] == str(shared_cache / "models")
    assert Path(paths["questions"]).is_dir()
    assert not home.exists()


def test_an_error_is_a_sentence_on_standard_error() -> None:
    result = invoke("questions", "show", "no-such-question")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("interviewer: There is no question 'no-such-question'")


def test_wrong_usage_has_exit_code_2() -> None:
    assert invoke("questions", "list", "--colour").exit_code == 2
    assert invoke("transcribe", "no-such-file.wav").exit_code == 2


def test_flags_beat_the_environment_beats_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("tts_engine = 'from-file'\n")
    assert "'from-file' is not a voice" in invoke("say", "hello").stderr
    monkeypatch.setenv("INTERVIEWER_TTS_ENGINE", "from-environment")
    assert "'from-environment' is not a voice" in invoke("say", "hello").stderr
    assert "'from-flag' is not a voice" in invoke("--tts-engine", "from-flag", "say", "hello").stderr


def test_every_setting_but_a_secret_has_a_flag() -> None:
    flags = {parameter.name for parameter in cli.params}
    assert {field.name for field in fields(Settings)} - SECRETS <= flags
    assert not flags & SECRETS


def test_a_setting_that_does_not_fit_is_told(home: Path) -> None:
    result = invoke("--tts-rate", "quick", "say", "hello")
    assert result.exit_code == 1
    assert result.stderr.startswith("interviewer: 'tts_rate' in the command line is 'quick'")


def test_broken_settings_do_not_keep_one_from_reading(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("tts_engin = 'piper'\n")
    assert invoke("paths").exit_code == 0
    assert invoke("questions", "list").exit_code == 0
    assert "did you mean 'tts_engine'?" in invoke("say", "hello").stderr


def test_the_app_needs_a_terminal() -> None:
    result = invoke()
    assert result.exit_code == 1
    assert "needs a terminal" in result.stderr


def test_a_home_that_cannot_be_made_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_HOME", "/dev/null/home")
    result = invoke("sessions", "list")
    assert result.exit_code == 1
    assert result.stderr.startswith("interviewer: ")
    assert "/dev/null/home" in result.stderr


def test_a_pipe_that_closes_early_is_quiet() -> None:
    program = f"{shlex.quote(sys.executable)} -m interviewer questions list --json"
    done = subprocess.run(f"{program} | head -1", shell=True, capture_output=True, text=True, check=True)
    assert done.stdout == "[\n"
    assert done.stderr == ""


def test_text_wraps_at_the_width_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = invoke("questions", "show", "classification-metrics-f1").stdout.splitlines()
    assert 50 < max(map(len, lines)) < 60
