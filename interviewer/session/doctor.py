"""Checks all that an interview needs, and says what to do about what is missing."""

from __future__ import annotations

import asyncio
import platform
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, fields
from typing import Literal

from interviewer import __version__
from interviewer.coding import sandbox
from interviewer.errors import InterviewerError, SettingsError, StoreError
from interviewer.locations import Locations
from interviewer.session.finding import Finding
from interviewer.session.runtime import Runtime
from interviewer.session.wording import plural
from interviewer.settings import SECRETS, Settings
from interviewer.store.private import make_folder

State = Literal["ok", "warning", "failed"]

LITTLE_SPACE = 1 << 30
"""Bytes; model weights and recordings of a few months."""
QUICK, SLOW = 20.0, 120.0
"""Seconds that a check may take; loading models for the first time is slow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    """`warning`: it works, but not as one would wish."""
    finding: str
    remedy: str = ""
    """What to do; empty where nothing is to be done, or the finding says it."""


async def examine(places: Locations, read_settings: Callable[[], Settings]) -> AsyncIterator[Check]:
    """Check one thing after the other; each ends within its own limit of time.

    Args:
        places: Where files are kept.
        read_settings: Gives the settings; where they are broken, the defaults are used for what follows.
    """
    yield await _check("program", asyncio.to_thread(_program), QUICK)
    yield await _check("folders", asyncio.to_thread(_folders, places), QUICK)
    try:
        settings = read_settings()
    except SettingsError as error:
        settings = Settings()
        remedy = "Mend it; what follows was checked with the defaults."
        yield Check(name="settings", state="failed", finding=str(error), remedy=remedy)
    else:
        yield Check(name="settings", state="ok", finding=_chosen(settings))
    runtime = Runtime(settings, places)
    sound, models = runtime.sound, runtime.models
    try:
        yield await _check("questions", asyncio.to_thread(_questions, runtime), QUICK)
        yield await _check("log", asyncio.to_thread(_log, runtime), QUICK)
        yield await _check(
            "code", asyncio.to_thread(_code), QUICK, "Without it only the explanation of code is graded."
        )
        yield await _check("voice", sound.check("voice"), QUICK, "Without a voice questions are only shown.")
        yield await _check(
            "speaker", sound.check("speaker"), QUICK, "Without a speaker questions are only shown."
        )
        yield await _check(
            "microphone", sound.check("microphone"), QUICK, "Without one, answers can be typed."
        )
        yield await _check("transcription", models.check("stt"), SLOW, "Answers can be typed.")
        yield await _check("GPU", models.check("gpu"), SLOW)
        yield await _check("grading", models.check("grader"), SLOW)
    finally:
        await runtime.close()


async def _check(name: str, work: Awaitable[Finding], limit: float, comfort: str = "") -> Check:
    """Try something; `comfort` says what goes on without it."""
    try:
        found = await asyncio.wait_for(work, limit)
    except asyncio.TimeoutError:
        finding = f"There was no answer within {limit:.0f} seconds."
        return Check(name=name, state="failed", finding=finding, remedy=comfort)
    except InterviewerError as error:
        return Check(name=name, state="failed", finding=str(error), remedy=comfort)
    state: State = "warning" if found.remedy else "ok"
    return Check(name=name, state=state, finding=found.text, remedy=found.remedy)


def _program() -> Finding:
    python = f"Python {platform.python_version()} in {sys.prefix}"
    return Finding(text=f"interviewer {__version__}, {python}, {platform.platform(terse=True)}")


def _folders(places: Locations) -> Finding:
    free = []
    for folder in (places.data, places.cache):
        try:
            make_folder(folder)
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(bytes(1))
            free.append(shutil.disk_usage(folder).free)
        except OSError as error:
            raise StoreError(
                f"{folder} cannot be written to ({error.strerror}): free some space, or choose another folder"
                " with INTERVIEWER_HOME or INTERVIEWER_CACHE."
            ) from error
    little = min(free) < LITTLE_SPACE
    return Finding(
        text=f"{places.data} and {places.cache} can be written to; {min(free) / 1e9:.1f} GB are free.",
        remedy="Free some space: recordings and models need it." if little else "",
    )


def _chosen(settings: Settings) -> str:
    chosen = [
        f"{field.name} = {'(not shown)' if field.name in SECRETS else repr(getattr(settings, field.name))}"
        for field in fields(settings)
        if getattr(settings, field.name) != field.default
    ]
    return ", ".join(chosen) or "All have their defaults."


def _questions(runtime: Runtime) -> Finding:
    bank = runtime.bank
    return Finding(text=f"{len(bank.questions)} questions in {len(bank.topics)} topics.")


def _log(runtime: Runtime) -> Finding:
    runtime.log.check()
    held = plural(len(runtime.history.sessions()), "session")
    return Finding(text=f"{runtime.locations.database} holds {held}.")


def _code() -> Finding:
    isolation = sandbox.isolation()
    return Finding(text=isolation.sentence(), remedy=isolation.remedy())
