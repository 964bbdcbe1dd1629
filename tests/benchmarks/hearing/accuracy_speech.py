"""Speech of which one knows what is said: people who read, and two voices that answer questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interviewer.settings import Settings
from interviewer.speech.tts import Speaker

VOICES = ("piper", "pyttsx3")
"""A natural voice, and espeak-ng's."""

_ANSWERS = Path(__file__).with_name("answers.jsonl")
_CLIPS = Path(__file__).parents[2] / "fixtures" / "audio"


@dataclass(frozen=True, kw_only=True)
class Speech:
    """Something that is said."""

    speaker: str
    """`native` or `non-native` for people, else the voice."""
    sound: Path
    text: str
    question: str | None = None
    """Id of the question that is answered."""
    terms: tuple[str, ...] = ()
    """The technical terms that are said."""


def people() -> Iterator[Speech]:
    """Recordings of people."""
    references = json.loads((_CLIPS / "references.json").read_text(encoding="utf-8"))
    for name, said in references.items():
        yield Speech(speaker=said["speaker"], sound=_CLIPS / name, text=said["text"])


def answers(voice: str, folder: Path, most: int | None = None) -> Iterator[Speech]:
    """Spoken technical answers of about 70 s to questions of the bank, rendered once.

    Args:
        voice: One of `VOICES`.
        folder: Where the sound is kept.
        most: Only so many.
    """
    speaker = Speaker(Settings(tts_engine=voice), folder)
    for line in _ANSWERS.read_text(encoding="utf-8").splitlines()[:most]:
        answer = json.loads(line)
        rendered = speaker.render(answer["text"])
        assert rendered
        yield Speech(
            speaker=voice,
            sound=rendered.path,
            text=answer["text"],
            question=answer["question"],
            terms=tuple(answer["terms"]),
        )
