"""The program starts without what only the worker processes need."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "torch",
    "transformers",
    "sentence_transformers",
    "ctranslate2",
    "onnxruntime",
    "numpy",
    "miniaudio",
    "sounddevice",
    "pyttsx3",
    "av",
    "faster_whisper",
    "whisper",
    "piper",
}
START = "import interviewer.cli.main as _; from interviewer.cli import main; main()"

FIRST_SCREEN = """
import asyncio
from interviewer import locations, settings
from interviewer.session.runtime import Runtime
from interviewer.tui.app import InterviewerApp

async def show():
    app = InterviewerApp(Runtime(settings.load(), locations.find()))
    async with app.run_test(size=(80, 24)) as pilot:
        while not app.screen.query("#onwards"):
            await pilot.pause(0.02)
        await pilot.press("escape")
        while not app.screen.query("#now.-shown"):
            await pilot.pause(0.02)

asyncio.run(show())
"""


def loaded(code: str, *arguments: str) -> set[str]:
    """The top-level modules that are loaded when the code has run."""
    report = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
    done = subprocess.run(
        [sys.executable, "-c", report + code, *arguments], capture_output=True, text=True, check=True
    )
    modules = {name.partition(".")[0] for name in done.stderr.split()}
    assert "interviewer" in modules
    return modules


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["ask", "--help"], ["doctor", "--help"], ["paths"], ["questions", "list"]],
    ids=" ".join,
)
def test_light_commands_load_nothing_heavy_and_no_screen(arguments: list[str]) -> None:
    modules = loaded(START, *arguments)
    assert "click" in modules
    assert not modules & (HEAVY | {"textual"})


def test_the_log_is_read_without_anything_heavy() -> None:
    modules = loaded(START, "sessions", "list")
    assert "sqlite_utils" in modules
    assert not modules & (HEAVY | {"textual"})


@pytest.mark.parametrize(
    "module", ["interviewer.cli.main", "interviewer.session.doctor", "interviewer.tui.app"]
)
def test_the_faces_load_nothing_heavy(module: str) -> None:
    assert not loaded(f"import {module}") & HEAVY


def test_the_first_screen_loads_nothing_heavy() -> None:
    modules = loaded(FIRST_SCREEN)
    assert {"textual", "sqlite_utils", "yaml"} <= modules
    assert not modules & HEAVY
