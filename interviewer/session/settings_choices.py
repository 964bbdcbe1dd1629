"""What can be chosen for a setting on this machine."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interviewer.engines import EngineTable
from interviewer.session.settings_text import meanings

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a setting can have.

    Attributes:
        value: What it is set to.
        title: What to call that.
        note: What to know of it.
        usable: Whether it works here.
    """

    value: str
    title: str
    note: str = ""
    usable: bool = True


async def choices(runtime: Runtime, name: str) -> tuple[Choice, ...]:
    """The values that a setting can have; none where it takes any text.

    Raises:
        InterviewerError: They cannot be found out.
    """
    listed = meanings()[name].choices
    if listed:
        return tuple(Choice(value, value) for value in listed)
    find = _LISTS.get(name)
    return await find(runtime) if find else ()


async def _roles(runtime: Runtime) -> tuple[Choice, ...]:
    bank = await asyncio.to_thread(lambda: runtime.bank)
    return (Choice("", "All topics alike"), *(Choice(role.id, role.title, role.id) for role in bank.roles))


async def _voice_engines(runtime: Runtime) -> tuple[Choice, ...]:
    from interviewer.speech.tts.engine import ENGINES

    return _engines(ENGINES)


async def _transcription_engines(runtime: Runtime) -> tuple[Choice, ...]:
    from interviewer.speech.stt.engine import ENGINES

    return _engines(ENGINES)


async def _grading_engines(runtime: Runtime) -> tuple[Choice, ...]:
    from interviewer.scoring import engines

    return tuple(choice for choice in _engines(engines) if choice.value != "fake")  # it serves tests


def _engines(table: EngineTable[Any]) -> tuple[Choice, ...]:
    here = table.installed
    return tuple(
        Choice(name, name, "" if name in here else f"pip install '{engine.install}'", usable=name in here)
        for name, engine in table.engines.items()
    )


async def _voices(runtime: Runtime) -> tuple[Choice, ...]:
    spoken = runtime.settings.stt_language.partition("-")[0]
    found = await runtime.sound.voices(runtime.settings.tts_engine)
    # The voices of one's own language before the others.
    ordered = sorted(
        found, key=lambda voice: (voice.language.partition("-")[0] != spoken, voice.name.casefold())
    )
    return (
        Choice("", "The engine's default"),
        *(Choice(voice.id, voice.name, voice.language) for voice in ordered),
    )


async def _microphones(runtime: Runtime) -> tuple[Choice, ...]:
    return _devices((await runtime.sound.devices()).microphones)


async def _speakers(runtime: Runtime) -> tuple[Choice, ...]:
    return _devices((await runtime.sound.devices()).speakers)


def _devices(names: tuple[str, ...]) -> tuple[Choice, ...]:
    return (Choice("", "The system's default"), *(Choice(name, name) for name in names))


_LISTS: dict[str, Callable[[Runtime], Awaitable[tuple[Choice, ...]]]] = {
    "role": _roles,
    "tts_engine": _voice_engines,
    "tts_voice": _voices,
    "stt_engine": _transcription_engines,
    "scoring_engine": _grading_engines,
    "input_device": _microphones,
    "output_device": _speakers,
}
