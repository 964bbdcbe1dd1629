"""The doctor, on the real engines and without a sound card."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewer.cli.main import cli
from interviewer.errors import SettingsError
from interviewer.locations import find
from interviewer.session import doctor
from interviewer.session.doctor import Check, examine
from interviewer.session.finding import Finding
from interviewer.session.models import Models
from interviewer.session.sound import Sound
from interviewer.settings import Settings

NAMES = [
    "program",
    "folders",
    "settings",
    "questions",
    "log",
    "code",
    "voice",
    "speaker",
    "microphone",
    "transcription",
    "GPU",
    "grading",
]


@pytest.fixture
def no_sound_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither PulseAudio nor ALSA has a device."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")
    monkeypatch.setenv("ALSA_CONFIG_PATH", os.devnull)


@pytest.mark.usefixtures("no_sound_card")
def test_a_machine_without_a_sound_card_is_told_so_and_what_to_do() -> None:
    result = CliRunner().invoke(cli, ["doctor", "--json"])
    checks = {check["name"]: check for check in json.loads(result.stdout)}
    assert list(checks) == NAMES
    assert {name for name in NAMES if checks[name]["state"] == "failed"} == {"speaker", "microphone"}
    assert result.exit_code == 1
    assert checks["speaker"]["finding"].startswith("No speaker")
    assert checks["microphone"]["finding"].startswith("No microphone")
    assert "typed" in checks["microphone"]["remedy"]
    assert "base" in checks["transcription"]["finding"]


async def collect(settings: Settings | None = None) -> dict[str, Check]:
    def read() -> Settings:
        if settings is None:
            raise SettingsError("'tts_engin' in the settings file is not a setting.")
        return settings

    return {check.name: check async for check in examine(find(), read)}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker process is asked."""

    async def works(self: object, part: str) -> Finding:
        return Finding(text=f"{part} works.")

    monkeypatch.setattr(Sound, "check", works)
    monkeypatch.setattr(Models, "check", works)


@pytest.mark.usefixtures("quick")
async def test_broken_settings_fail_and_the_rest_goes_on() -> None:
    checks = await collect()
    assert checks["settings"].state == "failed"
    assert list(checks) == NAMES


@pytest.mark.usefixtures("quick")
async def test_settings_that_differ_are_named() -> None:
    checks = await collect(Settings(tts_engine="piper", tts_rate=200))
    assert checks["settings"].finding == "tts_engine = 'piper', tts_rate = 200"


@pytest.mark.usefixtures("quick")
async def test_keys_are_not_shown() -> None:
    checks = await collect(Settings(stt_key="secret"))
    assert checks["settings"].finding == "stt_key = (not shown)"


@pytest.fixture
def damaged_log(home: Path) -> Path:
    home.mkdir()
    file = home / "interviewer.db"
    file.write_bytes(b"This is no database. " * 400)
    return file


@pytest.mark.usefixtures("quick")
async def test_a_damaged_log_fails(damaged_log: Path) -> None:
    checks = await collect(Settings())
    assert checks["log"].state == "failed"
    assert str(damaged_log) in checks["log"].finding


@pytest.mark.usefixtures("quick")
async def test_a_question_of_ones_own_that_cannot_be_read_fails(home: Path) -> None:
    mine = home / "questions" / "mine.yaml"
    mine.parent.mkdir(parents=True)
    mine.write_text("topic: mine\nquestions: none\n")
    checks = await collect(Settings())
    assert checks["questions"].state == "failed"
    assert mine.name in checks["questions"].finding


@pytest.mark.usefixtures("quick")
async def test_a_folder_that_cannot_be_made_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_HOME", "/dev/null/home")
    checks = await collect(Settings())
    assert checks["folders"].state == "failed"
    assert "/dev/null/home" in checks["folders"].finding
    assert checks["log"].state == "failed"


@pytest.mark.usefixtures("quick")
async def test_little_space_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LITTLE_SPACE", 1 << 60)
    checks = await collect(Settings())
    assert checks["folders"].state == "warning"
    assert checks["folders"].remedy


async def test_what_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "QUICK", 0.0)
    monkeypatch.setattr(doctor, "SLOW", 0.0)
    checks = await collect(Settings())
    for name in ("voice", "speaker", "microphone", "transcription", "GPU", "grading"):
        assert checks[name].state == "failed"
        assert "no answer" in checks[name].finding
