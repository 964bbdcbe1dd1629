"""The greeting: the check of the sound, what can go wrong in it, and what it leads to."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Static

from interviewer import locations, settings
from interviewer.errors import AudioError, EngineError, StoreError
from interviewer.session.finding import Finding
from interviewer.session.first_run import FirstRun
from interviewer.session.interview import Phase
from interviewer.session.reading import SENTENCE, compare
from interviewer.session.runtime import Runtime
from interviewer.session.sound import Level
from interviewer.session.sound_check import GREETING
from interviewer.speech.stt.heard import Heard
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.first_run import FirstRunScreen
from interviewer.tui.screens.home import HomeScreen
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.widgets.level_meter import LevelMeter
from tests.app.conftest import until
from tests.audio.virtual_sound import VirtualSound
from tests.fakes import FakeModels, FakeSound

NO_MICROPHONE = AudioError("No microphone was found. Plug one in.")


@pytest.fixture(autouse=True)
def beginner(greeted: None) -> None:
    """Nobody was greeted here yet."""
    locations.find().greeted.unlink()


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def make_app(
    runtime: Runtime, sound: FakeSound | None = None, models: FakeModels | None = None
) -> InterviewerApp:
    runtime.sound = sound or FakeSound()  # type: ignore[assignment]
    runtime.models = models or FakeModels([SENTENCE])  # type: ignore[assignment]
    return InterviewerApp(runtime)


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def greeting(pilot: Pilot[None]) -> FirstRunScreen:
    await until(pilot, lambda: pilot.app.screen.query("#onwards"))
    assert isinstance(pilot.app.screen, FirstRunScreen)
    return pilot.app.screen


def text(screen: FirstRunScreen, selector: str) -> str:
    return str(screen.query_one(selector).render())


async def state(pilot: Pilot[None], screen: FirstRunScreen, words: str, seconds: float = 10) -> None:
    await until(pilot, lambda: words in text(screen, "StateLine"), seconds)


def first_is(screen: FirstRunScreen, label: str) -> bool:
    return str(screen.query_one("#onwards", Button).label) == label


async def test_from_the_greeting_to_the_first_question(runtime: Runtime, temporary: Path) -> None:
    sound = FakeSound()
    app = make_app(runtime, sound)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await greeting(pilot)
        await pilot.press("enter")
        await state(pilot, screen, "Did you hear it?")
        assert sound.said == [GREETING]
        await pilot.press("enter")
        await state(pilot, screen, "Read the sentence aloud")
        assert screen.query_one(LevelMeter).level == 0.5
        assert len(left_in(temporary)) == 1
        await pilot.press("enter")
        await state(pilot, screen, "You are heard.")
        assert text(screen, "#advice") == "Every word was heard. You are ready to practise aloud."
        assert not left_in(temporary)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        interview = app.screen
        assert isinstance(interview, InterviewScreen)
        await until(pilot, lambda: interview.phase in (Phase.LISTENING, Phase.CODING))
        assert not runtime.first_run.due()


async def test_words_light_up_while_they_are_read_and_the_last_one_ends_it(runtime: Runtime) -> None:
    models = FakeModels([SENTENCE])
    app = make_app(runtime, models=models)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await greeting(pilot)
        await pilot.press("enter")
        await state(pilot, screen, "Did you hear it?")
        await pilot.press("enter")
        await state(pilot, screen, "Read the sentence aloud")

        def lit() -> list[str]:
            content = screen.query_one("#sentence", Static).render()
            return [
                content.plain[span.start : span.end]  # type: ignore[union-attr]
                for span in content.spans  # type: ignore[union-attr]
                if "underline" in str(span.style)
            ]

        assert lit() == []
        models.on_heard(Heard(text="Practice makes", provisional="perfect and", voiced=True, seconds=2))
        await until(pilot, lambda: lit() == ["Practice", "makes", "perfect,", "and"])
        models.on_heard(Heard(text=SENTENCE, voiced=True, seconds=5))
        await state(pilot, screen, "You are heard.")
        assert models.calls == ["listen", "heard"]


async def test_a_pause_after_the_sentence_ends_it(runtime: Runtime) -> None:
    models = FakeModels(["practice makes"])
    app = make_app(runtime, models=models)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await greeting(pilot)
        await pilot.press("enter")
        await state(pilot, screen, "Did you hear it?")
        await pilot.press("enter")
        await state(pilot, screen, "Read the sentence aloud")
        models.on_heard(Heard(text="Practice makes", voiced=True, silence=9, seconds=12))
        await state(pilot, screen, "You are not heard well yet.")
        assert "Only 2 of 15 words were heard." in text(screen, "#advice")
        assert first_is(screen, "Read it again")
        models._heard.append(SENTENCE)
        await pilot.press("enter")
        await state(pilot, screen, "Read the sentence aloud")
        await pilot.press("enter")
        await state(pilot, screen, "You are heard.")


async def test_whoever_hears_nothing_is_told_what_to_do(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = FakeSound()
    found = {
        "voice": Finding(text="A voice speaks."),
        "speaker": Finding(text="'Headphones' takes sound.", remedy="Plug them in."),
    }

    async def check(part: str) -> Finding:
        return found[part]

    monkeypatch.setattr(sound, "check", check, raising=False)
    app = make_app(runtime, sound)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await greeting(pilot)
        await pilot.press("enter")
        await state(pilot, screen, "Did you hear it?")
        await pilot.press("n")
        await state(pilot, screen, "No sound was heard.")
        assert text(screen, "#advice") == "A voice speaks. 'Headphones' takes sound. Plug them in."
        await pilot.press("r")
        await state(pilot, screen, "Did you hear it?")
        assert sound.said == [GREETING] * 2
        await pilot.press("enter")
        await state(pilot, screen, "Read the sentence aloud")
        await pilot.press("n")
        await pilot.pause()
        assert "Read the sentence" in text(screen, "StateLine"), "a key of another step does nothing"


async def test_without_a_voice_the_microphone_is_still_checked(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = FakeSound()

    async def say(text: str) -> NoReturn:
        raise EngineError("No voice engine is installed.")

    monkeypatch.setattr(sound, "say", say)
    app = make_app(runtime, sound)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await greeting(pilot)
        await pilot.press("enter")
        await state(pilot, screen, "No sound was heard.")
        assert text(screen, "#advice") == "No voice engine is installed."
        assert first_is(screen, "Go on to the microphone")
        await pilot.press("enter")
        await state(pilot, screen, "Read the sentence aloud")


async def test_without_a_microphone_one_is_led_to_typing(runtime: Runtime) -> None:
    app = make_app(runtime, FakeSound(microphone_error=NO_MICROPHONE))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await greeting(pilot)
        await pilot.press("enter")
        await state(pilot, screen, "Did you hear it?")
        await pilot.press("enter")
        await state(pilot, screen, "Every answer can be typed instead.")
        assert text(screen, "#advice") == str(NO_MICROPHONE)
        assert first_is(screen, "Type an answer")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        interview = app.screen
        assert isinstance(interview, InterviewScreen)
        assert interview._interview.setup.means == "typing"


async def test_without_transcription_one_is_led_to_typing(runtime: Runtime, temporary: Path) -> None:
    app = make_app(runtime, models=FakeModels([EngineError("Whisper is not installed.")]))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await greeting(pilot)
        await pilot.press("enter")
        await state(pilot, screen, "Did you hear it?")
        await pilot.press("enter")
        await state(pilot, screen, "Read the sentence aloud")
        await pilot.press("enter")
        await state(pilot, screen, "Every answer can be typed instead.")
        assert text(screen, "#advice") == "Whisper is not installed."
        assert not left_in(temporary)


@pytest.mark.parametrize("keys", [[], ["enter"], ["enter", "enter"], ["enter", "enter", "enter"]])
async def test_it_is_skipped_at_every_step_and_does_not_come_again(
    runtime: Runtime, temporary: Path, keys: list[str]
) -> None:
    sound = FakeSound(speech_seconds=0.05)
    app = make_app(runtime, sound)
    async with app.run_test(size=(80, 24)) as pilot:
        await greeting(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.15)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert sound.calls.count("open") == sound.calls.count("close")
        assert not left_in(temporary)
        await until(pilot, lambda: app.screen.query("#now.-shown"))
        await pilot.press("s")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.pause(0.3)
        assert isinstance(app.screen, HomeScreen)
    assert locations.find().greeted.exists()


async def test_home_is_reached_also_where_the_greeting_cannot_be_remembered(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(runtime)

    def done(self: FirstRun) -> NoReturn:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(FirstRun, "done", done)
    async with app.run_test(size=(80, 24)) as pilot:
        await greeting(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.query("#now.-shown"))
        assert isinstance(app.screen, HomeScreen)
        assert any("The disk is full." in each.message for each in app._notifications)


async def test_escape_cancels_a_transcription_that_takes_long(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    models, sound = FakeModels(), FakeSound()

    async def endless(*_: object) -> NoReturn:
        await asyncio.sleep(3600)
        raise AssertionError

    monkeypatch.setattr(models, "heard", endless)
    app = make_app(runtime, sound, models)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await greeting(pilot)
        await pilot.press("enter")
        await state(pilot, screen, "Did you hear it?")
        await pilot.press("enter")
        await state(pilot, screen, "Read the sentence aloud")
        await pilot.press("enter")
        await state(pilot, screen, "Transcribing")
        await pilot.press("enter")
        assert "Transcribing" in text(screen, "StateLine"), "enter has nothing to do yet"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_quitting_closes_the_microphone(runtime: Runtime, temporary: Path) -> None:
    sound = FakeSound()
    app = make_app(runtime, sound)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await greeting(pilot)
        await pilot.press("enter")
        await state(pilot, screen, "Did you hear it?")
        await pilot.press("enter")
        await state(pilot, screen, "Read the sentence aloud")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "close" in sound.calls)
    assert not left_in(temporary)
    assert not locations.find().greeted.exists(), "it was neither gone through nor passed over"


async def test_a_microphone_that_seems_dead_is_told(runtime: Runtime) -> None:
    sound = FakeSound()
    app = make_app(runtime, sound)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await greeting(pilot)
        await pilot.press("enter")
        await state(pilot, screen, "Did you hear it?")
        await pilot.press("enter")
        await state(pilot, screen, "Read the sentence aloud")
        sound.on_level(Level(level=0.0, seconds=3, warning="The microphone sends silence."))
        await until(pilot, lambda: text(screen, "#advice") == "The microphone sends silence.")


@pytest.mark.sound
async def test_the_check_with_a_real_voice_microphone_and_whisper(
    virtual_sound: VirtualSound, say_clearly: Callable[[str], Path], tmp_path: Path, temporary: Path
) -> None:
    runtime = Runtime(settings.load(flags={"stt_model": "tiny.en", "tts_engine": "piper"}), locations.find())
    spoken = say_clearly(SENTENCE)
    app = InterviewerApp(runtime)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await greeting(pilot)
        with virtual_sound.listen(tmp_path / "heard.wav") as heard:
            await pilot.press("enter")
            await state(pilot, screen, "Did you hear it?", 60)
        await pilot.press("enter")
        meter = screen.query_one(LevelMeter)
        await until(pilot, lambda: meter.level is not None, 60)
        said = virtual_sound.speak(spoken)
        await until(pilot, lambda: (meter.level or 0) > 0.3)
        await state(pilot, screen, "You are heard.", 90)
        assert said.wait() == 0
        assert "words were heard" in text(screen, "#advice") or "Every word" in text(screen, "#advice")
        assert not left_in(temporary)
        # Understood, not compared sample by sample: sound is dropped where models are loaded meanwhile.
        understood = await runtime.models.transcribe(heard)
        assert compare(understood.text, GREETING).well, understood.text
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
