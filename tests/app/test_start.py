"""The first screen comes up without anything heavy."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "torch",
    "transformers",
    "ctranslate2",
    "onnxruntime",
    "numpy",
    "miniaudio",
    "sounddevice",
    "pyttsx3",
    "av",
    "sentence_transformers",
    "faster_whisper",
    "whisper",
    "piper",
)

SCRIPT = """
import asyncio, sys
from interviewer import locations, settings
from interviewer.session.runtime import Runtime
from interviewer.tui.app import InterviewerApp

async def main():
    app = InterviewerApp(Runtime(settings.load(), locations.find()))
    async with app.run_test(size=(80, 24)) as pilot:
        while "not yet asked" not in str(app.screen.query_one("#strengths").render()):
            await pilot.pause(0.02)

asyncio.run(main())
print(" ".join(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_the_first_screen_imports_no_engine() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *HEAVY], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
