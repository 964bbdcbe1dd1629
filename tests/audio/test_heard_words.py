"""The word that is marked is the one that comes out of the speaker."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import pytest

from interviewer import locations, settings
from interviewer.scheduling import Pick
from interviewer.session.runtime import Runtime
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.answer import AnswerScreen
from interviewer.tui.widgets.playback import Playback
from interviewer.tui.widgets.spoken_text import SpokenText
from tests.app.conftest import until
from tests.audio.alignment import shifts
from tests.audio.virtual_sound import VirtualSound
from tests.practised import WELL

pytestmark = pytest.mark.sound

LATE = 0.35
"""Seconds that a mark may be off in the median: a tenth between marks, and what the machine holds back."""


@pytest.mark.parametrize("tempo", [1.0, 1.5])
async def test_marks_follow_what_is_heard(
    virtual_sound: VirtualSound, fixtures: Path, tmp_path: Path, tempo: float
) -> None:
    runtime = Runtime(settings.load(flags={"stt_model": "tiny.en"}), locations.find())
    history = runtime.history
    attempt = history.ask(
        history.start_session("mock"), Pick(question=runtime.bank[WELL], reason="It is new.")
    )
    recording = history.new_recording(attempt)
    app = InterviewerApp(runtime)
    async with app.run_test(size=(100, 30)) as pilot:
        await runtime.sound.convert(fixtures / "audio" / "jfk.flac", recording)
        transcript = await runtime.models.transcribe(recording)
        history.answer(attempt, means="voice", seconds=11.0, transcript=transcript)
        screen = AnswerScreen(runtime, attempt)
        await app.push_screen(screen)
        await until(pilot, lambda: screen._attempt)
        playback, text = screen.query_one(Playback), screen.query_one(SpokenText)
        marks: dict[int, float] = {}

        def note(number: int | None) -> None:
            if number is not None:
                marks.setdefault(number, time.monotonic())

        app.watch(text, "heard", note)
        if tempo == 1.5:
            await pilot.press("r")
        with virtual_sound.listen(tmp_path / "heard.wav") as heard:
            begun = time.monotonic()
            await pilot.press("p")
            await until(pilot, lambda: marks and not playback.playing, 60)
    words = [word for word in text._words if word.start is not None]
    assert len(words) > 15 and list(marks) == sorted(marks)
    assert len(marks) >= 0.8 * len(words)
    if tempo == 1.0:
        shift = shifts(recording, heard)[0]
        late = [at - begun - shift - (text._words[number].start or 0.0) for number, at in marks.items()]
        print(f"marks come {median(late):+.2f} s after the words, {min(late):+.2f} to {max(late):+.2f}")
        assert abs(median(late)) < LATE
    else:
        first, last = min(marks), max(marks)
        spoken = (text._words[last].start or 0.0) - (text._words[first].start or 0.0)
        assert (marks[last] - marks[first]) * tempo == pytest.approx(spoken, rel=0.15)
