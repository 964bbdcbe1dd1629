"""What each setting is, for people: its group, what it means, and which values fit."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from interviewer import settings
from interviewer.settings import ENVIRONMENT_PREFIX, SECRETS, Origin, Settings

GROUPS: dict[str, dict[str, str]] = {
    "Interview": {
        "interview_date": "Interview date",
        "role": "Role",
        "daily_minutes": "Minutes a day",
        "end_of_turn": "Answer ends after",
        "listen_guard": "Listens after",
    },
    "Voice": {
        "tts_engine": "Engine",
        "tts_voice": "Voice",
        "tts_rate": "Speed",
        "output_device": "Speaker",
    },
    "Microphone": {
        "input_device": "Microphone",
        "audio_backend": "Library",
    },
    "Transcription": {
        "stt_model": "Model",
        "stt_engine": "Engine",
        "stt_device": "Runs on",
        "stt_language": "Language",
        "stt_url": "Server",
        "stt_key": "Server's key",
    },
    "Grading": {"scoring_engine": "Engine"},
    "Looks": {"theme": "Theme", "animation": "Animation"},
    "Keys": {"keymap": "Keys of your own"},
}
"""The title of every setting, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What there is to know of one setting."""

    title: str
    """Its name in words."""
    explanation: str
    fits: str
    """Which values it takes: `a whole number from 80 to 400`."""
    choices: tuple[str, ...]
    """All values that it takes, where they are few."""


@cache
def meanings() -> dict[str, Meaning]:
    """What there is to know of each setting, by its name; read from its declaration."""
    types = get_type_hints(Settings, include_extras=True)
    texts = _docstrings()
    return {
        name: Meaning(title, texts[name], _fits(types[name]), _choices(types[name]))
        for titles in GROUPS.values()
        for name, title in titles.items()
    }


_EMPTY = {
    "interview_date": "none",
    "role": "all topics alike",
    "tts_voice": "the engine's default",
    "output_device": "the system's default",
    "input_device": "the system's default",
    "stt_model": "base, or tiny.en",
    "stt_url": "none",
    "stt_key": "none",
    "keymap": "none",
}
_UNITS = {
    "tts_rate": "words a minute",
    "daily_minutes": "minutes",
    "end_of_turn": "s of silence",
    "listen_guard": "s",
}


def shown(name: str, value: Any, today: date) -> str:
    """A value as people read it; a secret stays one.

    Args:
        name: Of the setting.
        value: What it is set to.
        today: Tells how many days are left until the interview.
    """
    if value in (None, ""):
        return _EMPTY.get(name, "none")
    if name in SECRETS:
        return "(not shown)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value}, {_ahead((value - today).days)}"
    if name == "end_of_turn" and not value:
        return "never by itself"
    number = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{number} {_UNITS.get(name, '')}".rstrip()


def outranking(name: str, origin: Origin) -> str:
    """What is to be told where something outranks the settings file; else empty."""
    sources = {
        "environment": f"the environment variable {ENVIRONMENT_PREFIX}{name.upper()}",
        "flag": "a flag of the command line",
    }
    if origin not in sources:
        return ""
    return (
        f"Set by {sources[origin]}, which outranks the settings file: a change is kept there, and takes "
        "effect when the app is started without it."
    )


def _ahead(days: int) -> str:
    if days < 0:
        return "past"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _docstrings() -> dict[str, str]:
    """The docstring under each field, on one line, with plain quotes."""
    tree = ast.parse(inspect.getsource(settings))
    body = next(
        node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == Settings.__name__
    )
    return {
        field.target.id: " ".join(inspect.cleandoc(str(text.value.value)).split()).replace("`", "'")
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
    }


def _choices(declared: Any) -> tuple[str, ...]:
    return tuple(map(str, get_args(declared))) if get_origin(declared) is Literal else ()


def _fits(declared: Any) -> str:
    kind, bounds = declared, ""
    if get_origin(declared) is Annotated:
        kind, *extras = get_args(declared)
        bounds = _bounds(extras)
    if choices := _choices(kind):
        return f"one of {', '.join(choices)}"
    if date in get_args(kind) and NoneType in get_args(kind):
        return "a day as 2026-11-30, or nothing"
    words = {int: "a whole number", float: "a number", bool: "true or false"}
    return words.get(kind, "any text") + bounds


def _bounds(extras: Sequence[Any]) -> str:
    for extra in extras:
        if extra.ge is not None and extra.le is not None:
            return f" from {extra.ge:g} to {extra.le:g}"
    return ""
