"""Times the transcription models that are on this machine, each in a process of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from interviewer.errors import InterviewerError, ModelError
from interviewer.locations import Locations
from interviewer.session.models import Models
from interviewer.settings import Settings
from interviewer.speech.stt.engine import ENGINES
from interviewer.speech.stt.speed import Speed

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
) -> AsyncIterator[tuple[Candidate, Speed | InterviewerError]]:
    """Time one after the other; what cannot be timed comes with its error."""
    for engine, model in chosen:
        models = Models(replace(settings, stt_engine=engine, stt_model=model), places)
        try:
            yield (engine, model), await models.speed()
        except InterviewerError as error:
            yield (engine, model), error
        finally:
            await models.close()
