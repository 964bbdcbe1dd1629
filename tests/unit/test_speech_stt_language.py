"""Which language is decoded, by the settings and what the model knows."""

from __future__ import annotations

import pytest

from interviewer.errors import EngineError
from interviewer.speech.stt.language import language_of

MANY = ("en", "de", "fr", "ja")


@pytest.mark.parametrize(
    ("setting", "known", "language"),
    [
        ("en", MANY, "en"),
        ("de", MANY, "de"),
        ("auto", MANY, None),
        ("en", ("en",), "en"),
        ("auto", ("en",), "en"),
    ],
)
def test_the_language_is_the_one_set_or_to_be_detected(
    setting: str, known: tuple[str, ...], language: str | None
) -> None:
    assert language_of(setting, known, "base") == language


def test_a_model_for_english_says_that_it_knows_nothing_else() -> None:
    with pytest.raises(EngineError, match=r"Whisper tiny\.en knows no language but 'en'.*such as base"):
        language_of("de", ("en",), "tiny.en")


@pytest.mark.parametrize(("setting", "mend"), [("fra", "did you mean 'fr'"), ("q", "such as de or fr")])
def test_an_unknown_language_is_told(setting: str, mend: str) -> None:
    with pytest.raises(EngineError, match=rf"'{setting}' of stt_language; .*{mend}"):
        language_of(setting, MANY, "base")
