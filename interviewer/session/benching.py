"""Times the transcription models that are on this machine, each in a process of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from dataclasses import replace

import msgspec

from interviewer.errors import InterviewerError, ModelError
from interviewer.locations import Locations
from interviewer.session.models import Models
from interviewer.settings import Settings
from interviewer.speech.stt.engine import ENGINES
from interviewer.speech.stt.speed import Speed
from interviewer.store.private import make_folder
from interviewer.whole_file import whole_file

Candidate = tuple[str, str]
"""Engine and model."""


async def candidates(
    settings: Settings, places: Locations, names: Sequence[str] = (), engine: str | None = None
) -> list[Candidate]:
    """What can be timed: every model that is here, on every engine that is installed.

    Args:
        settings: Where a server is named, its model is one of them.
        places: Where weights are kept.
        names: Only these models; empty for all.
        engine: Only this engine; None for all.

    Raises:
        ModelError: One of the names is not on this machine.
    """
    models = Models(settings, places)
    try:
        ready = [info for info in await models.available() if info.ready]
    finally:
        await models.close()
    here = {info.name for info in ready}
    if missing := [name for name in names if name not in here]:
        raise ModelError(
            f"{missing[0]} is not on this machine: run `interviewer models fetch {missing[0]}`, or give some "
            f"of {', '.join(sorted(here))}."
        )
    found = [
        (user, info.name)
        for info in ready
        for user in info.engines
        if user in ENGINES.installed and (not names or info.name in names)
    ]
    if settings.stt_url and not names:
        found.append(("openai-http", settings.stt_model if settings.stt_engine == "openai-http" else ""))
    return [(user, name) for user, name in found if engine in (None, user)]


async def speeds(
    settings: Settings, places: Locations, chosen: Sequence[Candidate]
) -> AsyncGenerator[tuple[Candidate, Speed | InterviewerError], None]:
    """Time one after the other and keep what it took; what cannot be timed comes with its error."""
    for engine, model in chosen:
        models = Models(replace(settings, stt_engine=engine, stt_model=model), places)
        try:
            speed = await models.speed()
            await asyncio.to_thread(_keep, places, speed)
            yield (engine, model), speed
        except InterviewerError as error:
            yield (engine, model), error
        finally:
            await models.close()


def used(settings: Settings) -> Candidate:
    """Engine and model that transcribe with these settings."""
    from interviewer.speech.stt.weights import default_model

    return settings.stt_engine, settings.stt_model or default_model()


def kept(places: Locations) -> tuple[Speed, ...]:
    """What was timed on this machine before, the latest of each engine, model and device."""
    try:
        return msgspec.json.decode(places.speeds.read_bytes(), type=tuple[Speed, ...])
    except (OSError, msgspec.MsgspecError):  # none, or another version's: it can be timed again
        return ()


def _keep(places: Locations, speed: Speed) -> None:
    others = [other for other in kept(places) if _what(other) != _what(speed)]
    with suppress(OSError):  # it was timed all the same
        make_folder(places.cache)
        with whole_file(places.speeds) as partial:
            partial.write_bytes(msgspec.json.encode([*others, speed]))


def _what(speed: Speed) -> tuple[str, str, str]:
    return speed.engine, speed.model, speed.device
