"""Each setting is explained to people."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from interviewer.session.settings_text import GROUPS, meanings, outranking, shown
from interviewer.settings import Settings

TODAY = date(2026, 11, 23)


def test_every_setting_has_a_place_a_title_and_an_explanation() -> None:
    named = [name for titles in GROUPS.values() for name in titles]
    assert sorted(named) == sorted(field.name for field in fields(Settings))
    for meaning in meanings().values():
        assert meaning.title[0].isupper()
        assert meaning.explanation.endswith(".")
        assert "`" not in meaning.explanation


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("tts_rate", "a whole number from 80 to 400"),
        ("end_of_turn", "a number from 0 to 20"),
        ("stt_device", "one of auto, cpu, cuda"),
        ("interview_date", "a day as 2026-11-30, or nothing"),
        ("animation", "true or false"),
        ("role", "any text"),
    ],
)
def test_what_fits_is_said_as_it_is_declared(name: str, fits: str) -> None:
    assert meanings()[name].fits == fits


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("interview_date", date(2026, 11, 30), "2026-11-30, in 7 days"),
        ("interview_date", date(2026, 11, 24), "2026-11-24, tomorrow"),
        ("interview_date", TODAY, "2026-11-23, today"),
        ("interview_date", date(2026, 11, 22), "2026-11-22, past"),
        ("interview_date", None, "none"),
        ("stt_key", "sk-123", "(not shown)"),
        ("animation", False, "no"),
        ("end_of_turn", 0.0, "never by itself"),
        ("end_of_turn", 3.0, "3 s of silence"),
        ("tts_rate", 165, "165 words a minute"),
        ("input_device", "", "the system's default"),
    ],
)
def test_values_as_people_read_them(name: str, value: object, text: str) -> None:
    assert shown(name, value, TODAY) == text


def test_what_outranks_the_file_is_named() -> None:
    assert "INTERVIEWER_TTS_RATE" in outranking("tts_rate", "environment")
    assert "flag" in outranking("tts_rate", "flag")
    assert outranking("tts_rate", "file") == outranking("tts_rate", "default") == ""
