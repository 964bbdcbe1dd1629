"""One answer on the screen: the word that is heard, its keys, and all answers to its question."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from interviewer.errors import AudioError
from interviewer.scheduling import Pick
from interviewer.session.sound import Position
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.answer import AnswerScreen
from interviewer.tui.screens.comparison import AnswerColumn, ComparisonScreen
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.widgets.playback import Playback
from interviewer.tui.widgets.position_bar import PositionBar
from interviewer.tui.widgets.spoken_text import SpokenText
from tests.app.conftest import until
from tests.app.spoken_log import SAID, SECONDS, SpokenLog, transcript
from tests.practised import WELL


@pytest.fixture
def log(home: Path) -> SpokenLog:
    return SpokenLog()


async def opened(pilot: Pilot[None], log: SpokenLog, attempt: int) -> AnswerScreen:
    screen = AnswerScreen(log.runtime, attempt)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: screen._attempt)
    await pilot.pause()
    return screen


def marked(screen: AnswerScreen) -> str | None:
    """The word that is drawn in reverse."""
    text = screen.query_one(SpokenText)
    reversed_ = [
        segment.text
        for line in range(text.size.height)
        for segment in text.render_line(line)
        if segment.style and segment.style.reverse
    ]
    assert len(reversed_) <= 1
    return reversed_[0] if reversed_ else None


async def test_the_word_that_is_heard_is_marked(log: SpokenLog) -> None:
    app, attempt = InterviewerApp(log.runtime), log.answer()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, log, attempt)
        playback = screen.query_one(Playback)
        assert playback.has_focus and not playback.playing and marked(screen) is None
        await pilot.press("space")
        await until(pilot, lambda: any(call.startswith("play ") for call in log.sound.calls))
        for seconds, word in ((3.1, "share"), (9.7, "right."), (11.95, "is"), (19.0, None)):
            log.sound.position(Position(turn=1, seconds=seconds, total=SECONDS))
            assert marked(screen) == word
        assert playback.position == 19.0
        await pilot.press("space")
        await until(pilot, lambda: log.sound.calls[-1] == "cut")
        assert not playback.playing and playback.position == 19.0, "it pauses where it is"


async def test_keys_and_clicks_go_through_the_recording(log: SpokenLog) -> None:
    app, attempt = InterviewerApp(log.runtime), log.answer()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, log, attempt)
        playback = screen.query_one(Playback)
        await pilot.press("right", "right", "left")
        assert playback.position == 5.0 and not playback.playing
        await pilot.press("p")
        await until(pilot, lambda: log.sound.calls[-1].endswith("from 5.0"))
        await pilot.press("r")
        await until(pilot, lambda: log.sound.tempo == 1.5)
        text = screen.query_one(SpokenText)
        await pilot.click(text, offset=(text._lines[0].words[4][1] + 1, 0))
        await until(pilot, lambda: log.sound.calls[-1].endswith("from 4.0"))
        bar = screen.query_one(PositionBar)
        await pilot.click(bar, offset=(bar.size.width // 2, 0))
        await until(pilot, lambda: 9.0 < playback.position < 11.0)
        assert playback.playing
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not screen and log.sound.calls[-1] == "cut")


async def test_it_falls_silent_at_its_end_and_behind_other_screens(log: SpokenLog) -> None:
    app, attempt = InterviewerApp(log.runtime), log.answer()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, log, attempt)
        playback = screen.query_one(Playback)
        await pilot.press("right", "p")
        assert playback.playing
        await pilot.press("n")
        await until(pilot, lambda: app.screen is not screen and log.sound.calls[-1] == "cut")
        assert not playback.playing
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert playback.position == 5.0
        log.sound.speech_seconds = 0.0
        await pilot.press("p")
        await until(pilot, lambda: playback.position == 0.0 and not playback.playing)


async def test_a_speaker_that_fails_is_told(log: SpokenLog, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(*_: object, **__: object) -> bool:
        raise AudioError("No speaker was found.")

    app, attempt = InterviewerApp(log.runtime), log.answer()
    monkeypatch.setattr(log.sound, "play", play)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, log, attempt)
        await pilot.press("p")
        await until(pilot, lambda: any("No speaker" in told.message for told in app._notifications))
        assert not screen.query_one(Playback).playing


async def test_the_report_opens_an_answer_that_plays(log: SpokenLog) -> None:
    app, attempt = InterviewerApp(log.runtime), log.answer()
    async with app.run_test(size=(80, 24)) as pilot:
        report = ReportScreen(log.runtime, log.runtime.history.attempt(attempt).session_id)
        await app.push_screen(report)
        await until(pilot, lambda: report._highlighted)
        await pilot.press("p")
        await until(pilot, lambda: any(call.startswith("play ") for call in log.sound.calls))
        assert isinstance(app.screen, AnswerScreen) and app.screen.query_one(Playback).playing
        await pilot.press("n", "escape")
        await until(pilot, lambda: isinstance(app.screen, AnswerScreen))
        assert not app.screen.query_one(Playback).playing, "it plays by itself but once"
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is report)


async def test_without_times_it_just_plays(log: SpokenLog) -> None:
    app, attempt = InterviewerApp(log.runtime), log.answer(heard=transcript(timed=False))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, log, attempt)
        await pilot.press("space")
        await until(pilot, lambda: any(call.startswith("play ") for call in log.sound.calls))
        log.sound.position(Position(turn=1, seconds=4.0, total=SECONDS))
        assert screen.query_one(Playback).position == 4.0 and marked(screen) is None
        shown = "\n".join(line.text for line in map(screen.query_one(SpokenText).render_line, range(2)))
        assert shown.startswith("It is the share")


async def test_a_recording_that_is_gone_leaves_what_was_heard(log: SpokenLog) -> None:
    app, attempt = InterviewerApp(log.runtime), log.answer()
    recording = log.runtime.history.attempt(attempt).recording
    assert recording
    recording.unlink()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, log, attempt)
        assert "gone" in str(screen.query_one(Playback).border_title)
        await pilot.press("space", "p")
        assert not log.sound.calls or "play" not in log.sound.calls[-1]


async def test_a_typed_answer_has_nothing_to_play(log: SpokenLog) -> None:
    history, question = log.runtime.history, log.runtime.bank[WELL]
    attempt = history.ask(history.start_session("practice"), Pick(question=question, reason="It is new."))
    history.answer(attempt, means="typing", seconds=9.0, answer="Typed.")
    app = InterviewerApp(log.runtime)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, log, attempt)
        assert not screen.query_one(Playback).display
        shown = " ".join(str(part.render()) for part in screen.query("AssessmentView Static"))
        assert "Typed." in shown


async def test_the_question_is_asked_again(log: SpokenLog) -> None:
    app, attempt = InterviewerApp(log.runtime), log.answer()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, log, attempt)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert isinstance(app.screen, InterviewScreen)
        assert app.screen._interview.setup.chosen == (WELL,)


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
async def test_all_answers_to_a_question_stand_side_by_side(log: SpokenLog, size: tuple[int, int]) -> None:
    attempts = [log.answer(days, verdicts=["covered"] * (1 + days % 3)) for days in range(15, 0, -1)]
    app = InterviewerApp(log.runtime)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot, log, attempts[-2])
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ComparisonScreen) and app.screen.focused)
        comparison = app.screen

        def count() -> str:
            return str(comparison.query_one("#count", Static).render())

        def in_sight() -> list[int]:
            region = comparison.query_one("#answers").region
            return [
                column.attempt.id
                for column in comparison.query(AnswerColumn)
                if region.contains_region(column.region)
            ]

        await until(pilot, lambda: count() == "Answer 2 of 12 or more, the newest first")
        await until(pilot, lambda: len(in_sight()) == (1 if size[0] == 80 else 3))
        await until(pilot, lambda: attempts[-2] in in_sight())
        await pilot.press("left")
        await until(pilot, lambda: count().startswith("Answer 1 "))
        await pilot.press(*["right"] * 11)
        await until(pilot, lambda: count() == "Answer 12 of 15, the newest first")
        await pilot.press(*["right"] * 5)
        await until(pilot, lambda: count() == "Answer 15 of 15, the newest first")
        column = comparison.focused
        assert isinstance(column, AnswerColumn)
        await until(pilot, lambda: attempts[0] in in_sight())
        shown = str(column.query_one(Static).render())
        assert "✔ covered" in shown and "○ missed" in shown and SAID in shown
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen and screen._attempt)
        await until(pilot, lambda: screen._attempt and screen._attempt.id == attempts[0])


async def test_an_answer_is_opened_from_the_report(log: SpokenLog) -> None:
    attempt = log.answer()
    app = InterviewerApp(log.runtime)
    async with app.run_test(size=(80, 24)) as pilot:
        report = ReportScreen(app.runtime, 1)
        await app.push_screen(report)
        await until(pilot, lambda: report._highlighted)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AnswerScreen) and app.screen._attempt)
        assert isinstance(app.screen, AnswerScreen) and app.screen._attempt_id == attempt
