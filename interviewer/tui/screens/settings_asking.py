"""How the value of a setting is asked for: toggled, chosen or typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from typing import Any

from interviewer import settings
from interviewer.errors import SettingsError
from interviewer.session.runtime import Runtime
from interviewer.session.settings_choices import Choice, choices
from interviewer.session.settings_text import meanings, shown
from interviewer.settings import SECRETS
from interviewer.tui.following import FollowsSettings
from interviewer.tui.screens.settings_choice import ChoiceScreen
from interviewer.tui.screens.settings_models import ModelsScreen
from interviewer.tui.screens.settings_value import ValueScreen

SAMPLE = "What does the discount factor do, and what happens at its two extremes?"
"""Spoken to hear a voice."""

Changes = dict[str, Any]
"""New values by the names of their settings."""


async def ask(app: FollowsSettings, runtime: Runtime, name: str) -> Changes:
    """Ask for the value of a setting, in a worker; nothing where it was left.

    Raises:
        InterviewerError: What there is to choose from cannot be found out.
    """
    value = getattr(runtime.settings, name)
    if isinstance(value, bool):
        return {name: not value}
    if name == "stt_model":
        return await _ask_model(app, runtime)
    offered = _themes(app) if name == "theme" else await choices(runtime, name)
    if not offered:
        return await ask_text(app, runtime, name)
    meaning = meanings()[name]
    chosen = await app.push_screen_wait(
        ChoiceScreen(
            meaning.title,
            meaning.explanation,
            offered,
            str(value),
            listen=_sample(runtime, name),
            look=app.preview if name == "theme" else None,
        )
    )
    if name == "theme" and chosen is None:
        app.follow(runtime.settings)
    return {} if chosen is None else {name: chosen}


async def ask_text(app: FollowsSettings, runtime: Runtime, name: str) -> Changes:
    """Ask for the value of a setting as text, in a worker; nothing where it was left."""
    meaning, value = meanings()[name], getattr(runtime.settings, name)
    text = await app.push_screen_wait(
        ValueScreen(
            meaning.title,
            f"{meaning.explanation} It takes {meaning.fits}.",
            "" if value is None else str(value),
            partial(_judge, runtime.today, name),
            password=name in SECRETS,
        )
    )
    return {} if text is None else {name: text}


async def _ask_model(app: FollowsSettings, runtime: Runtime) -> Changes:
    chosen = await app.push_screen_wait(ModelsScreen(runtime))
    wanted = zip(("stt_engine", "stt_model"), chosen or (), strict=False)
    return {name: value for name, value in wanted if value != getattr(runtime.settings, name)}


def _sample(runtime: Runtime, name: str) -> Callable[[str], Awaitable[object]] | None:
    """What makes a voice heard."""
    now = runtime.settings
    if name == "tts_voice":
        return lambda voice: runtime.sound.sample(SAMPLE, now.tts_engine, voice, now.tts_rate)
    if name == "tts_engine":
        return lambda engine: runtime.sound.sample(SAMPLE, engine, "", now.tts_rate)
    return None


def _themes(app: FollowsSettings) -> tuple[Choice, ...]:
    return tuple(
        Choice(theme.name, theme.name, "dark" if theme.dark else "light")
        for theme in sorted(app.available_themes.values(), key=lambda theme: (not theme.dark, theme.name))
    )


def _judge(today: date, name: str, text: str) -> tuple[bool, str]:
    """Whether a text fits a setting, and what it comes to or why not."""
    try:
        value = settings.fitted(name, text)
    except SettingsError:
        return False, f"It takes {meanings()[name].fits}."
    return (
        True,
        f"It fits: {shown(name, value, today)}."
        if text
        else f"Empty, for the default: {shown(name, value, today)}.",
    )
