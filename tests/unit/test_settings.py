"""Settings from their sources, and what is told of values that do not fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from interviewer import settings
from interviewer.errors import SettingsError
from interviewer.settings import Settings


@pytest.mark.parametrize("line", ["interview_date = 2026-11-30", 'interview_date = "2026-11-30"'])
def test_a_date_may_stand_with_or_without_quotes(tmp_path: Path, line: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(line, encoding="utf-8")
    assert settings.load(file, environ={}).interview_date == date(2026, 11, 30)


@pytest.mark.parametrize("value", ["30.11.2026", "2026-02-30", "soon"])
def test_what_is_no_date_is_told_with_how_one_is_written(value: str) -> None:
    with pytest.raises(SettingsError, match=rf"'{value}', which does not fit: .*write it like 2026-11-30\.$"):
        settings.load(environ={"INTERVIEWER_INTERVIEW_DATE": value})


def test_an_empty_value_takes_the_default_over_what_an_earlier_source_says(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("interview_date = 2026-11-30\ndaily_minutes = 45", encoding="utf-8")
    emptied = settings.load(file, environ={"INTERVIEWER_INTERVIEW_DATE": "", "INTERVIEWER_DAILY_MINUTES": ""})
    assert emptied == Settings()


@pytest.mark.parametrize("minutes", ["0", "1441", "an hour"])
def test_minutes_of_a_day_fit_into_a_day(minutes: str) -> None:
    with pytest.raises(SettingsError, match="'daily_minutes' in the environment"):
        settings.load(environ={"INTERVIEWER_DAILY_MINUTES": minutes})


@pytest.mark.parametrize(("text", "value"), [("false", False), ("0", False), ("true", True), ("", True)])
def test_yes_and_no_from_the_environment(text: str, value: bool) -> None:
    assert settings.load(environ={"INTERVIEWER_ANIMATION": text}).animation is value


def test_looks_and_keys_come_from_every_source(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "nord"\nkeymap = "home.start=f5"\nanimation = false', encoding="utf-8")
    flags = {"keymap": "home.start=f6", "theme": None}
    found = settings.load(file, {"INTERVIEWER_THEME": "dracula"}, flags)
    assert (found.theme, found.keymap, found.animation) == ("dracula", "home.start=f6", False)
    origins = settings.origins(file, {"INTERVIEWER_THEME": "dracula"}, flags)
    assert (origins["theme"], origins["keymap"], origins["animation"]) == ("environment", "flag", "file")
    assert origins["role"] == "default"


def test_a_value_is_fitted_or_told() -> None:
    assert settings.fitted("tts_rate", "180") == 180
    assert settings.fitted("tts_rate", "") == Settings().tts_rate
    with pytest.raises(SettingsError, match="80"):
        settings.fitted("tts_rate", "5")
