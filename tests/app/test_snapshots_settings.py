"""Settings as they look, at both sizes and in both themes. `pytest --snapshot-update` takes new pictures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, OptionList

from interviewer import locations
from interviewer.session import benching
from interviewer.session.runtime import Runtime
from interviewer.settings import Settings
from interviewer.tui import bindings
from interviewer.tui.app import InterviewerApp
from interviewer.tui.bindings import Bound
from interviewer.tui.screens.settings import SettingsScreen
from interviewer.tui.screens.settings_choice import ChoiceScreen
from interviewer.tui.screens.settings_models import ModelsScreen
from interviewer.tui.screens.settings_value import ValueScreen
from tests.app.conftest import until
from tests.app.test_settings_screen import speed
from tests.fakes import FakeModels, FakeSound
from tests.practised import NOW

LOOKS = [
    pytest.param(size, theme, id=f"{size[0]}x{size[1]}-{theme.removeprefix('textual-')}")
    for size in ((80, 24), (140, 45))
    for theme in ("textual-dark", "textual-light")
]
EVERY_LOOK = pytest.mark.parametrize(("size", "theme"), LOOKS)
Compare = Callable[..., bool]


def an_app(theme: str, **chosen: object) -> InterviewerApp:
    """Over stand-ins, at a time of day that stands still, with nothing that blinks."""
    wanted = replace(Settings(theme=theme, animation=False), **chosen)  # type: ignore[arg-type]
    runtime = Runtime(wanted, locations.find(), now=lambda: NOW)
    runtime.sound, runtime.models = FakeSound(), FakeModels()  # type: ignore[assignment]
    return InterviewerApp(runtime)


def at(group: str, *keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Go to a group, and press keys."""

    async def run(pilot: Pilot[None]) -> None:
        app = pilot.app
        await app.switch_mode("settings")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and app.screen._origins)
        groups = app.screen.query_one("#groups", OptionList)
        groups.highlighted = groups.get_option_index(group)
        await pilot.pause(0.2)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.2)
        await pilot.pause(0.3)

    return run


@EVERY_LOOK
def test_interview(
    size: tuple[int, int], theme: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = locations.find().settings_file
    file.write_text("daily_minutes = 45", encoding="utf-8")
    day = NOW.date() + timedelta(days=7)
    monkeypatch.setenv("INTERVIEWER_INTERVIEW_DATE", str(day))
    app = an_app(theme, interview_date=day, daily_minutes=45)
    assert snap_compare(app, terminal_size=size, run_before=at("Interview", "right"))


@EVERY_LOOK
def test_microphone(size: tuple[int, int], theme: str, snap_compare: Compare) -> None:
    assert snap_compare(an_app(theme), terminal_size=size, run_before=at("Microphone", "right", "m"))


@EVERY_LOOK
def test_a_voice_is_chosen(size: tuple[int, int], theme: str, snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await at("Voice", "right", "down", "enter")(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceScreen))
        await pilot.press("down")
        await pilot.pause(0.3)

    assert snap_compare(an_app(theme, tts_voice="en-us"), terminal_size=size, run_before=run)


@EVERY_LOOK
def test_a_value_that_does_not_fit(size: tuple[int, int], theme: str, snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await at("Voice", "right", "down", "down", "enter")(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, ValueScreen))
        pilot.app.screen.query_one(Input).value = "500"
        await pilot.pause(0.3)

    assert snap_compare(an_app(theme), terminal_size=size, run_before=run)


@EVERY_LOOK
def test_models(
    size: tuple[int, int], theme: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benching, "kept", lambda _: (speed("tiny.en"), speed("base")))

    async def run(pilot: Pilot[None]) -> None:
        await at("Transcription", "right", "enter")(pilot)
        await until(pilot, lambda: isinstance(pilot.app.screen, ModelsScreen))
        await until(pilot, lambda: pilot.app.screen.query_one(DataTable).row_count == 2)
        await pilot.pause(0.3)

    assert snap_compare(an_app(theme, stt_model="base"), terminal_size=size, run_before=run)


@EVERY_LOOK
def test_keys(
    size: tuple[int, int], theme: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the settings alone, so that another screen's keys do not change the picture."""
    own = tuple(bound for bound in bindings.every() if bound.id.startswith(("settings.", "mode.")))

    def every() -> tuple[Bound, ...]:
        return own

    monkeypatch.setattr(bindings, "every", every)

    async def run(pilot: Pilot[None]) -> None:
        await at("Keys")(pilot)
        table = pilot.app.screen.query_one("#key-rows", DataTable)
        await until(pilot, lambda: table.row_count and not table.loading)
        await pilot.press("right", "down")
        await pilot.pause(0.3)

    assert snap_compare(
        an_app(theme, keymap="mode.progress=f9, settings.undo=ctrl+z f7"), terminal_size=size, run_before=run
    )
