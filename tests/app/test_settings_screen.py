"""Settings: found, explained, changed, undone; voices heard, the microphone seen, keys given."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, OptionList, ProgressBar, Static, TextArea

from interviewer import locations, settings
from interviewer.errors import AudioError, SettingsError
from interviewer.session import benching
from interviewer.session.runtime import Runtime
from interviewer.speech.stt.speed import Speed
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.note import NoteScreen
from interviewer.tui.screens.settings import SettingsScreen
from interviewer.tui.screens.settings_choice import ChoiceScreen
from interviewer.tui.screens.settings_key import KeyScreen
from interviewer.tui.screens.settings_models import ModelsScreen
from interviewer.tui.screens.settings_value import ValueScreen
from interviewer.tui.widgets.key_rows import KeyRows
from interviewer.tui.widgets.level_meter import LevelMeter
from interviewer.tui.widgets.setting_rows import SettingRows
from tests.app.conftest import until
from tests.fakes import FakeModels, FakeSound


@asynccontextmanager
async def opened(app: InterviewerApp, group: str, name: str = "") -> AsyncIterator[Pilot[None]]:
    """The settings screen at a group, and at a setting of it."""
    async with app.run_test(size=(80, 24)) as pilot:
        await app.switch_mode("settings")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen) and app.screen._origins)
        groups = app.screen.query_one("#groups", OptionList)
        groups.highlighted = groups.get_option_index(group)
        await pilot.pause()
        if name:
            await pilot.press("right")
            rows = app.screen.query_one(SettingRows)
            await until(pilot, lambda: name in rows.rows)
            rows.move_cursor(row=rows.get_row_index(name))
            await pilot.pause()
        yield pilot


def text_of(app: InterviewerApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).content)


def written(home: Path) -> str:
    return (home / "settings.toml").read_text(encoding="utf-8")


async def test_a_typed_value_is_written_and_counts_at_once(app: InterviewerApp, home: Path) -> None:
    async with opened(app, "Interview", "daily_minutes") as pilot:
        assert "Minutes a day that one means to practise." in text_of(app, "#detail")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ValueScreen))
        app.screen.query_one(Input).value = "45"
        await pilot.press("enter")
        await until(pilot, lambda: app.runtime.settings.daily_minutes == 45)
        assert written(home) == "daily_minutes = 45\n"
        assert app.runtime.planning
        await until(pilot, lambda: "saved to settings.toml" in text_of(app, "#said"))
        rows = app.screen.query_one(SettingRows)
        await until(pilot, lambda: str(rows.get_row("daily_minutes")[1]) == "45 minutes")
        assert str(rows.get_row("daily_minutes")[2]) == "● file"


async def test_a_value_that_does_not_fit_is_told_and_not_taken(app: InterviewerApp, home: Path) -> None:
    async with opened(app, "Interview", "interview_date") as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ValueScreen))
        await pilot.press(*"soon", "enter")
        assert "✘" in text_of(app, "#verdict")
        assert "It takes a day as 2026-11-30" in text_of(app, "#verdict")
        assert isinstance(app.screen, ValueScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        assert not (home / "settings.toml").exists()


async def test_a_change_is_undone_and_a_setting_is_reset(app: InterviewerApp, home: Path) -> None:
    async with opened(app, "Looks", "animation") as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: app.animation_level == "none")
        assert written(home) == "animation = false\n"
        await until(pilot, lambda: "u" in app.screen.active_bindings and app.screen._undoable)  # type: ignore[attr-defined]
        await pilot.press("u")
        await until(pilot, lambda: app.animation_level == "full")
        assert written(home) == ""
        await pilot.press("enter")
        await until(pilot, lambda: app.animation_level == "none")
        await pilot.press("r")
        await until(pilot, lambda: app.animation_level == "full")
        assert written(home) == ""


async def test_what_outranks_the_file_is_told(
    pretended: Runtime, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("INTERVIEWER_TTS_RATE", "200")
    pretended.settings = settings.load(pretended.locations.settings_file)
    app = InterviewerApp(pretended)
    async with opened(app, "Voice", "tts_rate") as pilot:
        assert "INTERVIEWER_TTS_RATE" in text_of(app, "#detail")
        assert str(app.screen.query_one(SettingRows).get_row("tts_rate")[2]) == "▲ env"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ValueScreen))
        app.screen.query_one(Input).value = "150"
        await pilot.press("enter")
        await until(pilot, lambda: (home / "settings.toml").exists())
        await until(pilot, lambda: "saved" in text_of(app, "#said"))
        assert written(home) == "tts_rate = 150\n"
        assert app.runtime.settings.tts_rate == 200


async def test_voices_are_found_heard_and_chosen(app: InterviewerApp) -> None:
    sound = app.runtime.sound
    assert isinstance(sound, FakeSound)
    async with opened(app, "Voice", "tts_voice") as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        choices = app.screen.query_one(OptionList)
        assert "default" in str(choices.get_option_at_index(0).prompt)
        assert "English (America)" in str(choices.get_option_at_index(1).prompt)  # one's own language first
        await pilot.press("down", "l")
        await until(pilot, lambda: "sample pyttsx3 en-us 165" in sound.calls)
        await pilot.press("enter")
        await until(pilot, lambda: app.runtime.settings.tts_voice == "en-us")
        assert "configure" in sound.calls


async def test_a_sample_is_cut_short_when_one_leaves(app: InterviewerApp) -> None:
    sound = FakeSound(speech_seconds=60)
    app.runtime.sound = sound  # type: ignore[assignment]
    async with opened(app, "Voice", "tts_engine") as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("space")
        await until(pilot, lambda: sound.said)
        await pilot.press("escape")
        await until(pilot, lambda: "cut" in sound.calls)


async def test_the_theme_is_seen_while_one_chooses_and_goes_back_when_left(
    app: InterviewerApp, home: Path
) -> None:
    async with opened(app, "Looks", "theme") as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("slash", *"nord", "enter")
        await until(pilot, lambda: app.theme == "nord")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "textual-dark")
        assert not (home / "settings.toml").exists()
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("slash", *"nord", "enter", "enter")
        await until(pilot, lambda: app.runtime.settings.theme == "nord")
        assert app.theme == "nord"
        assert written(home) == 'theme = "nord"\n'


async def test_a_theme_that_cannot_be_saved_is_not_shown_on(app: InterviewerApp, home: Path) -> None:
    def full(name: str, value: object) -> NoReturn:
        raise SettingsError("The disk is full.")

    app.runtime.settings_file.change = full  # type: ignore[method-assign]
    async with opened(app, "Looks", "theme") as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("slash", *"nord", "enter", "enter")
        await until(pilot, lambda: any("full" in each.message for each in app._notifications))
        await until(pilot, lambda: app.theme == "textual-dark")


async def test_a_theme_of_the_command_palette_is_kept_too(app: InterviewerApp, home: Path) -> None:
    async with app.run_test() as pilot:
        app.theme = "textual-light"
        await until(pilot, lambda: app.runtime.settings.theme == "textual-light")
        assert written(home) == 'theme = "textual-light"\n'


async def test_an_app_starts_with_its_looks(pretended: Runtime) -> None:
    pretended.settings = replace(pretended.settings, theme="dracula", animation=False)
    app = InterviewerApp(pretended)
    async with app.run_test() as pilot:
        assert (app.theme, app.animation_level) == ("dracula", "none")
        note = NoteScreen(pretended, 1, "")
        await app.push_screen(note)
        await pilot.pause()
        assert note.query_one(TextArea).cursor_blink is False


async def test_a_theme_that_there_is_not_is_told(pretended: Runtime) -> None:
    pretended.settings = replace(pretended.settings, theme="mauve")
    app = InterviewerApp(pretended)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app._notifications)
        assert app.theme == "textual-dark"
        assert "There is no theme 'mauve'" in next(iter(app._notifications)).message


async def test_the_microphone_is_seen_and_nothing_is_kept(app: InterviewerApp) -> None:
    sound = app.runtime.sound
    assert isinstance(sound, FakeSound)
    async with opened(app, "Microphone", "input_device") as pilot:
        await pilot.press("m")
        await until(pilot, lambda: app.screen.query_one(LevelMeter).level == 0.5)
        heard = sound._file
        assert heard
        await pilot.press("m")
        await until(pilot, lambda: "close" in sound.calls)
        await until(pilot, lambda: app.screen.query_one(LevelMeter).level is None)
        assert not heard.parent.exists()
        assert "hears you" in str(app.screen.query_one("#check Static", Static).content)


@pytest.mark.parametrize("way", ["2", "escape up", "enter"])
async def test_the_microphone_is_closed_when_one_leaves(app: InterviewerApp, way: str) -> None:
    sound = app.runtime.sound
    assert isinstance(sound, FakeSound)
    async with opened(app, "Microphone", "input_device") as pilot:
        await pilot.press("m")
        await until(pilot, lambda: "open" in sound.calls)
        await pilot.press(*way.split())
        await until(pilot, lambda: "close" in sound.calls)


async def test_a_microphone_that_cannot_be_opened_is_told(app: InterviewerApp) -> None:
    app.runtime.sound = FakeSound(microphone_error=AudioError("No microphone was found."))  # type: ignore[assignment]
    async with opened(app, "Microphone", "input_device") as pilot:
        await pilot.press("m")
        said = app.screen.query_one("#check Static", Static)
        await until(pilot, lambda: str(said.content) == "No microphone was found.")


async def test_a_device_is_chosen_by_its_name_and_the_speaker_is_tried(app: InterviewerApp) -> None:
    sound = app.runtime.sound
    assert isinstance(sound, FakeSound)
    async with opened(app, "Voice", "output_device") as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: app.runtime.settings.output_device == "HDMI")
        await pilot.press("t")
        await until(pilot, lambda: "play notes.wav" in sound.calls)


@pytest.fixture
def two_speeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What measuring finds, without the half minute that it takes."""

    async def speeds(*arguments: object) -> AsyncIterator[tuple[benching.Candidate, Speed]]:
        chosen = arguments[2]
        assert isinstance(chosen, tuple)
        for engine, model in chosen:
            await asyncio.sleep(0.05)
            yield (engine, model), speed(model)

    monkeypatch.setattr(benching, "speeds", speeds)


def speed(model: str) -> Speed:
    return Speed(
        engine="faster-whisper",
        model=model,
        device="cpu",
        load_seconds=1.0,
        real_time_factor=20.0 if model == "tiny.en" else 9.0,
        tail_seconds=0.4 if model == "tiny.en" else 0.8,
        memory=300_000_000,
    )


@pytest.mark.usefixtures("two_speeds")
async def test_models_are_measured_and_chosen(app: InterviewerApp, home: Path) -> None:
    async with opened(app, "Transcription", "stt_model") as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ModelsScreen))
        table = app.screen.query_one(DataTable)
        await until(pilot, lambda: table.row_count == 2 and table.has_focus)
        assert [str(cell) for cell in table.get_row_at(0)][:3] == ["  tiny.en", "faster-whisper", "   76 MB"]
        await pilot.press("a")
        await until(pilot, lambda: str(table.get_row_at(1)[4]) == "   9.0 s")
        assert [str(table.get_row_at(row)[7]) for row in (0, 1)] == ["", "✔ best"]
        await until(pilot, lambda: text_of(app, "#said") == "Measured.")
        await pilot.press("up", "enter")
        await until(pilot, lambda: app.runtime.settings.stt_model == "tiny.en")
        assert isinstance(app.runtime.models, FakeModels)
        assert "configure" in app.runtime.models.calls
        assert written(home) == 'stt_model = "tiny.en"\n'


async def test_measuring_is_stopped_with_escape_and_then_one_leaves(
    app: InterviewerApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = asyncio.Event()

    async def speeds(*_: object) -> AsyncIterator[tuple[benching.Candidate, Speed]]:
        try:
            await asyncio.sleep(60)
            yield ("faster-whisper", "base"), speed("base")
        finally:
            ended.set()

    monkeypatch.setattr(benching, "speeds", speeds)
    async with opened(app, "Transcription", "stt_model") as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ModelsScreen))
        table = app.screen.query_one(DataTable)
        await until(pilot, lambda: table.row_count == 2 and table.has_focus)
        await pilot.press("m")
        await until(pilot, lambda: app.screen.query_one(ProgressBar).display)
        await pilot.press("escape")
        await until(pilot, ended.is_set)
        await until(pilot, lambda: text_of(app, "#said").startswith("Stopped"))
        assert isinstance(app.screen, ModelsScreen)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))


async def to_key(app: InterviewerApp, pilot: Pilot[None], id: str) -> KeyRows:
    rows = app.screen.query_one(KeyRows)
    await until(pilot, lambda: id in rows.rows)
    rows.focus()
    rows.move_cursor(row=rows.get_row_index(id))
    await pilot.pause()
    return rows


async def test_a_key_is_given_works_at_once_and_is_reset(app: InterviewerApp, home: Path) -> None:
    async with opened(app, "Keys") as pilot:
        rows = await to_key(app, pilot, "settings.undo")
        assert "Take the last change back" in text_of(app, "#about")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, KeyScreen))
        assert app.screen.query_one("#dialog").size.height < 10, "as high as what it says"
        await pilot.press("e")  # which types there
        assert "Type in the same place" in text_of(app, "#verdict")
        await pilot.press("ctrl+j")
        assert "cannot be told from enter" in text_of(app, "#verdict")
        await pilot.press("f7")
        await until(pilot, lambda: app.runtime.settings.keymap == "settings.undo=f7")
        await until(pilot, lambda: app._keymap.get("settings.undo") == "f7")
        assert written(home) == 'keymap = "settings.undo=f7"\n'
        await until(pilot, lambda: str(rows.get_row("settings.undo")[0]) == "● f7")
        active = app.screen.active_bindings
        assert active["f7"].binding.action == "undo"
        assert "u" not in active

        await pilot.press("f7")  # which undoes that it undoes
        await until(pilot, lambda: app.runtime.settings.keymap == "")
        await until(pilot, lambda: not app._keymap)


async def test_keys_are_given_back(app: InterviewerApp, home: Path) -> None:
    home.joinpath("settings.toml").write_text('keymap = "settings.undo=f7, mode.review=f8"', encoding="utf-8")
    app.runtime.settings = app.runtime.settings_file.load()
    async with opened(app, "Keys") as pilot:
        await to_key(app, pilot, "settings.undo")
        await pilot.press("r")
        await until(pilot, lambda: app.runtime.settings.keymap == "mode.review=f8")
        await pilot.press("R")
        await until(pilot, lambda: app.runtime.settings.keymap == "")
        assert written(home) == ""


async def test_keys_from_the_file_are_applied_and_what_is_wrong_with_them_is_told(pretended: Runtime) -> None:
    keys = "settings.undo=f7, settings.fly=x, settings.type=r, settings.leave=ctrl+m"
    pretended.settings = replace(pretended.settings, keymap=keys)
    app = InterviewerApp(pretended)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app._keymap.get("settings.undo") == "f7")
        await until(pilot, lambda: any(note.title == "Your keymap" for note in app._notifications))
        [told] = [note.message for note in app._notifications if note.title == "Your keymap"]
        assert "There is no binding 'settings.fly'" in told
        assert "'ctrl+m' cannot be told from enter" in told
        assert "r is given to settings.type, and settings.reset has it" in told


async def test_everything_is_reached_with_the_mouse(app: InterviewerApp) -> None:
    async with opened(app, "Interview") as pilot:
        await pilot.click("#groups", offset=(3, 5))
        await until(pilot, lambda: "Theme" in str(app.screen.query_one(SettingRows).get_row_at(0)[0]))
        await pilot.click("#rows", offset=(5, 1), times=2)  # to it, and change it
        await until(pilot, lambda: app.animation_level == "none")


@pytest.mark.sound
async def test_a_real_microphone_moves_the_meter(virtual_sound: object, home: Path) -> None:
    runtime = Runtime(settings.load(), locations.find())
    runtime.models = FakeModels()  # type: ignore[assignment]
    app = InterviewerApp(runtime)
    async with opened(app, "Microphone", "input_device") as pilot:
        await pilot.press("m")
        said = app.screen.query_one("#check Static", Static)
        await until(pilot, lambda: app.screen.query_one(LevelMeter).level is not None, seconds=30)
        await pilot.press("m")
        await until(pilot, lambda: app.screen.query_one(LevelMeter).level is None)
        assert "heard" in str(said.content)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChoiceScreen))
        assert app.screen.query_one(OptionList).option_count > 1
