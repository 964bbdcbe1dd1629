"""One settings object. Later sources win: defaults, the settings file, the environment, flags."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import msgspec
from msgspec import Meta

from interviewer.errors import SettingsError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ENVIRONMENT_PREFIX = "INTERVIEWER_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every choice a user can make that is not part of a single interview."""

    tts_engine: str = "pyttsx3"
    """Which engine speaks the questions: `pyttsx3`, `piper` (extra `natural-voice`) or `none`."""

    tts_voice: str = ""
    """Voice of the engine, by its own name; empty for its default English voice."""

    tts_rate: Annotated[int, Meta(ge=80, le=400)] = 165
    """Speed of speech in words a minute."""

    stt_engine: str = "faster-whisper"
    """Which engine transcribes: `faster-whisper` (CTranslate2), `whisper` (PyTorch), or `openai-http`, a
    server that you name in `stt_url`."""

    stt_model: str = ""
    """Whisper model: a name (`base`, `tiny.en`, `small` ...) or a path; empty for `base`, or `tiny.en`
    where less than 2 GiB of memory are free."""

    stt_device: Literal["auto", "cpu", "cuda"] = "auto"
    """Where transcription runs; `auto` takes a GPU that works, else the CPU."""

    stt_language: str = "en"
    """Language that is spoken, by Whisper's code; `auto` detects it. Models that end in `.en` know English
    alone."""

    stt_url: str = ""
    """Address of a server with OpenAI's transcription API, for the engine `openai-http`; such as
    http://192.168.1.20:8000/v1. What you say is sent there."""

    stt_key: str = ""
    """The key that the server at `stt_url` wants, if it wants one."""

    scoring_engine: str = "embedding"
    """Which engine grades: `embedding` (all-MiniLM-L6-v2)."""

    audio_backend: Literal["auto", "miniaudio", "sounddevice"] = "auto"
    """Which library opens sound devices; `auto` takes miniaudio, else sounddevice."""

    input_device: str = ""
    """Microphone, by (part of) its name; empty for the system's default."""

    output_device: str = ""
    """Speaker, by (part of) its name; empty for the system's default."""

    listen_guard: Annotated[float, Meta(ge=0, le=5)] = 0.3
    """Seconds between the end of the spoken question and the opening of the microphone."""

    end_of_turn: Annotated[float, Meta(ge=0, le=20)] = 3.0
    """Seconds of silence after which a spoken answer ends by itself, counted down in sight; 0 for never."""

    interview_date: Annotated[date | None, Meta(examples=["2026-11-30"])] = None
    """Day of the interview, as 2026-11-30; empty while there is none."""

    role: str = ""
    """Id of the role that the interview is for, of those that `interviewer questions roles` lists; empty for
    all topics alike."""

    daily_minutes: Annotated[int, Meta(ge=1, le=24 * 60)] = 30
    """Minutes a day that one means to practise."""

    theme: str = "textual-dark"
    """Colours of the app, by the name of one of Textual's themes."""

    animation: bool = True
    """Whether things on the screen may move; `false` also keeps the cursor from blinking."""

    keymap: str = ""
    """Keys of your own, by the id of what they do: `review.search=ctrl+f, home.start=f5 s`. Several keys
    are parted by spaces."""


SECRETS = frozenset({"stt_key"})
"""Settings whose values are never shown."""

_NAMES = tuple(field.name for field in fields(Settings))


Origin = Literal["default", "file", "environment", "flag"]
"""Where the value of a setting is from."""


def load(
    file: Path | None = None,
    environ: Mapping[str, str] = os.environ,
    flags: Mapping[str, Any] | None = None,
) -> Settings:
    """Read the settings from every source; an empty value stands for the default.

    Args:
        file: A TOML file of flat keys; one that does not exist is an empty one.
        environ: Environment; `INTERVIEWER_TTS_ENGINE` sets `tts_engine`, and so on.
        flags: Values given on the command line; None means not given.

    Raises:
        SettingsError: A key is unknown or a value does not fit, with the source that has it.
    """
    values: dict[str, Any] = {}
    places = {"file": str(file), "environment": "the environment", "flag": "the command line"}
    for origin, layer in _layers(file, environ, flags):
        for name, value in layer.items():
            _check(name, value, places[origin])
        values.update(layer)
    values = {name: value for name, value in values.items() if value != ""}
    return msgspec.convert(values, Settings, strict=False)


def origins(
    file: Path | None = None,
    environ: Mapping[str, str] = os.environ,
    flags: Mapping[str, Any] | None = None,
) -> dict[str, Origin]:
    """Which source the value of each setting is from; the arguments are those of `load`.

    Raises:
        SettingsError: The file cannot be read.
    """
    found: dict[str, Origin] = dict.fromkeys(_NAMES, "default")
    for origin, layer in _layers(file, environ, flags):
        found.update(dict.fromkeys(layer, origin))
    return found


def fitted(name: str, value: Any) -> Any:
    """A value as the setting holds it; an empty one gives the default.

    Raises:
        SettingsError: It does not fit; says why.
    """
    if value == "":
        return getattr(Settings(), name)
    try:
        return getattr(msgspec.convert({name: value}, Settings, strict=False), name)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error).split(" - at ")[0] + _example(name)) from error


def _layers(
    file: Path | None, environ: Mapping[str, str], flags: Mapping[str, Any] | None
) -> tuple[tuple[Origin, Mapping[str, Any]], ...]:
    """What each source says; a later one counts before an earlier one."""
    return (
        ("file", _from_file(file) if file else {}),
        ("environment", _from_environment(environ)),
        ("flag", {name: value for name, value in (flags or {}).items() if value is not None}),
    )


def _from_file(file: Path) -> dict[str, Any]:
    try:
        values: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        return values
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {file} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: {error}. Mend that line, or move the file away.") from error


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    found = ((name, environ.get(ENVIRONMENT_PREFIX + name.upper())) for name in _NAMES)
    return {name: value for name, value in found if value is not None}


def _check(name: str, value: Any, origin: str) -> None:
    if name not in _NAMES:
        near = difflib.get_close_matches(name, _NAMES, n=1)
        mend = f"did you mean '{near[0]}'?" if near else f"the settings are {', '.join(_NAMES)}."
        raise SettingsError(f"'{name}' in {origin} is not a setting; {mend}")
    try:
        fitted(name, value)
    except SettingsError as error:
        raise SettingsError(f"'{name}' in {origin} is {value!r}, which does not fit: {error}.") from error


def _example(name: str) -> str:
    """How a value of the setting is written, where that is not plain."""
    declared = getattr(get_type_hints(Settings, include_extras=True)[name], "__metadata__", ())
    examples = (str(example) for meta in declared for example in meta.examples or ())
    return "".join(f"; write it like {example}" for example in examples)
