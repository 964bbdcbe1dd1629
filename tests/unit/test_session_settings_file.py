"""Settings written back: the user's lines stay, what does not fit is not written, and it can be undone."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from interviewer.errors import SettingsError
from interviewer.session.settings_file import SettingsFile
from interviewer.settings import Settings

WRITTEN = """# Mine.
tts_engine = "piper"  # the one I like
daily_minutes = 45

# For the interview at last.
role = "llm-engineer"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "settings.toml"
    path.parent.mkdir()
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def test_a_change_leaves_comments_order_and_all_other_lines(file: Path) -> None:
    counts = SettingsFile(file, environ={}).change("tts_engine", "pyttsx3")
    assert counts == Settings(tts_engine="pyttsx3", daily_minutes=45, role="llm-engineer")
    assert file.read_text(encoding="utf-8") == WRITTEN.replace('"piper"', '"pyttsx3"')


@pytest.mark.parametrize(
    ("name", "text", "value", "line"),
    [
        ("interview_date", "2026-11-30", date(2026, 11, 30), "interview_date = 2026-11-30"),
        ("tts_rate", "180", 180, "tts_rate = 180"),
        ("end_of_turn", "2.5", 2.5, "end_of_turn = 2.5"),
        ("animation", "false", False, "animation = false"),
        ("input_device", 'The "best" one', 'The "best" one', 'input_device = "The \\"best\\" one"'),
    ],
)
def test_text_becomes_a_value_of_its_type(
    tmp_path: Path, name: str, text: str, value: object, line: str
) -> None:
    file = tmp_path / "new" / "settings.toml"
    assert getattr(SettingsFile(file, environ={}).change(name, text), name) == value
    assert file.read_text(encoding="utf-8") == f"{line}\n"
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "text"), [("tts_rate", "5"), ("interview_date", "soon"), ("stt_device", "x")]
)
def test_what_does_not_fit_is_told_and_not_written(file: Path, name: str, text: str) -> None:
    settings = SettingsFile(file, environ={})
    with pytest.raises(SettingsError):
        settings.change(name, text)
    assert file.read_text(encoding="utf-8") == WRITTEN
    assert settings.last_changed is None


def test_a_file_that_is_broken_already_is_not_touched(file: Path) -> None:
    file.write_text("tts_rate = quick", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        SettingsFile(file, environ={}).change("role", "llm-engineer")
    assert file.read_text(encoding="utf-8") == "tts_rate = quick"


def test_a_reset_takes_the_line_out_and_undo_brings_it_back_with_its_comment(file: Path) -> None:
    settings = SettingsFile(file, environ={})
    assert settings.reset("tts_engine").tts_engine == Settings().tts_engine
    assert "the one I like" not in file.read_text(encoding="utf-8")
    assert settings.undo().tts_engine == "piper"
    assert file.read_text(encoding="utf-8") == WRITTEN


def test_changes_are_undone_one_after_the_other(file: Path) -> None:
    settings = SettingsFile(file, environ={})
    settings.change("daily_minutes", 60)
    settings.change("role", "")
    assert settings.last_changed == "role"
    assert settings.undo() == Settings(tts_engine="piper", daily_minutes=60, role="llm-engineer")
    assert settings.undo() == Settings(tts_engine="piper", daily_minutes=45, role="llm-engineer")
    with pytest.raises(SettingsError, match="Nothing was changed"):
        settings.undo()


def test_a_change_to_the_value_that_is_there_is_none(file: Path) -> None:
    settings = SettingsFile(file, environ={})
    settings.change("daily_minutes", "45")
    assert settings.last_changed is None


def test_undo_does_not_take_back_what_others_wrote(file: Path) -> None:
    settings = SettingsFile(file, environ={})
    settings.change("daily_minutes", 60)
    file.write_text(file.read_text(encoding="utf-8") + "tts_rate = 200\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="another program"):
        settings.undo()
    assert "tts_rate = 200" in file.read_text(encoding="utf-8")


def test_what_outranks_the_file_counts_on_and_says_where_it_is_from(file: Path) -> None:
    settings = SettingsFile(file, environ={"INTERVIEWER_ROLE": "x"}, flags={"tts_rate": "200", "theme": None})
    counts = settings.change("role", "data-scientist")
    assert counts.role == "x"
    assert 'role = "data-scientist"' in file.read_text(encoding="utf-8")
    origins = settings.origins()
    assert {name: origins[name] for name in ("role", "tts_rate", "tts_engine", "theme")} == {
        "role": "environment",
        "tts_rate": "flag",
        "tts_engine": "file",
        "theme": "default",
    }


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("no links here")
    SettingsFile(link, environ={}).change("daily_minutes", 20)
    assert link.is_symlink()
    assert "daily_minutes = 20" in file.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="a file in the place of a folder is told otherwise")
def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match=r"cannot be|Nothing was changed"):
        SettingsFile(tmp_path / "file" / "settings.toml", environ={}).change("daily_minutes", 20)
