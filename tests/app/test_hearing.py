"""What the interview's screen shows of a spoken answer: while it is given, before and after it is graded."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from interviewer.session.interview import Phase
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.speech.stt.heard import Heard
from interviewer.speech.stt.transcript import Transcript, Word
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.widgets.answer_editor import AnswerEditor
from interviewer.tui.widgets.live_transcript import LiveTranscript
from interviewer.tui.widgets.state_line import StateLine
from tests.app.conftest import until
from tests.fakes import FakeModels

QUESTION = "classification-metrics-precision"
SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
LONG = "Precision is the share of positive predictions that are right. " * 30


def spoken(*words: tuple[str, float], every: float = 0.5) -> Transcript:
    return Transcript(
        text=" ".join(word for word, _ in words),
        words=tuple(
            Word(text=word, start=every * i, end=every * i + 0.4, probability=probability)
            for i, (word, probability) in enumerate(words)
        ),
        engine="fake",
        model="fake",
        seconds=every * len(words),
    )


async def listening(pilot: Pilot[None]) -> InterviewScreen:
    app = pilot.app
    assert isinstance(app, InterviewerApp)
    setup = Setup(kind="practice", questions=1, chosen=(QUESTION,))
    screen = InterviewScreen(app.runtime, app.runtime.conductor(setup))
    await app.push_screen(screen)
    await until(pilot, lambda: screen.listening)
    return screen


def hear(app: InterviewerApp, heard: Heard) -> None:
    app.runtime.models.on_heard(heard)


def text(screen: InterviewScreen, selector: str) -> str:
    return str(screen.query_one(f"{selector} Static", Static).render())


@SIZES
async def test_the_newest_words_are_in_sight(app: InterviewerApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await listening(pilot)
        transcript = screen.query_one(LiveTranscript)
        assert "Your words appear here" in text(screen, "LiveTranscript")
        hear(app, Heard(text=LONG, provisional="and [blue] it", voiced=True, seconds=90))
        await until(pilot, lambda: "and [blue] it" in text(screen, "LiveTranscript"))
        await until(pilot, lambda: transcript.max_scroll_y > 0 or size[1] > 40)
        await pilot.pause(0.1)
        assert transcript.scroll_y == transcript.max_scroll_y
        content = screen.query_one("LiveTranscript Static", Static).content
        (dim,) = content.spans  # type: ignore[union-attr]
        assert content.plain[dim.start : dim.end].strip() == "and [blue] it"  # type: ignore[union-attr]


async def test_words_that_stay_after_all_are_dim_no_more(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await listening(pilot)
        hear(app, Heard(provisional="the share", voiced=True, seconds=3))
        await until(pilot, lambda: text(screen, "LiveTranscript") == "the share")
        hear(app, Heard(text="the share", voiced=True, seconds=4))
        shown = screen.query_one("LiveTranscript Static", Static)
        await until(pilot, lambda: not shown.content.spans)  # type: ignore[union-attr]


async def test_the_end_is_counted_down_and_comes(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await listening(pilot)
        state = screen.query_one(StateLine)
        hear(app, Heard(text="the share", voiced=True, silence=1.4, seconds=9))
        await until(pilot, lambda: "Ends in 2 … speak on, or press enter." in str(state.render()))
        hear(app, Heard(text="the share", voiced=True, speaking=True, seconds=9.4))
        await until(pilot, lambda: "Press enter when you are done" in str(state.render()))
        hear(app, Heard(text="the share", voiced=True, silence=3.0, seconds=13))
        await until(pilot, lambda: screen.phase is Phase.CHECKING)
        assert "You paused for 3 s" in str(screen.query_one("#notice", Static).render())
        await pilot.press("ctrl+t")
        await until(pilot, lambda: screen.listening)


async def test_what_keeps_the_words_away_is_told(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await listening(pilot)
        transcript = screen.query_one(LiveTranscript)
        hear(app, Heard(loading=True, seconds=2, silence=2))
        await until(pilot, lambda: "when Whisper is loaded" in str(transcript.border_subtitle))
        for seconds in (10, 12, 18):
            hear(app, Heard(voiced=True, behind=12, seconds=seconds))
        await until(pilot, lambda: "12 s behind" in str(transcript.border_subtitle))
        hear(app, Heard(seconds=20, silence=20))
        await until(pilot, lambda: "Nothing heard yet" in text(screen, "LiveTranscript"))
        assert screen.phase is Phase.LISTENING


async def test_a_second_try_begins_with_nothing_heard(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await listening(pilot)
        hear(app, Heard(text="the share", voiced=True, seconds=4))
        await until(pilot, lambda: text(screen, "LiveTranscript") == "the share")
        await pilot.press("enter")
        await until(pilot, lambda: screen.phase is Phase.CHECKING)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: screen.listening)
        assert "Your words appear here" in text(screen, "LiveTranscript")


async def test_unsure_words_are_underlined_until_they_are_corrected(
    app: InterviewerApp, pretended: Runtime
) -> None:
    heard = spoken(*[("precision", 0.95)] * 6, ("is", 0.99), ("shear", 0.05))
    pretended.models = FakeModels([heard])  # type: ignore[assignment]
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await listening(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: screen.phase is Phase.CHECKING)
        editor = screen.query_one(AnswerEditor)
        (mark,) = editor.get_line(0).spans
        assert editor.text[mark.start : mark.end] == "shear"
        assert mark.style.underline  # type: ignore[union-attr]
        assert editor.border_subtitle == "underlined: unsure"
        await pilot.press(*["backspace"] * 5, *"share")
        assert not editor.get_line(0).spans


async def test_a_doubtful_answer_is_graded_at_the_second_press(
    app: InterviewerApp, pretended: Runtime
) -> None:
    pretended.models = FakeModels([spoken(*[("mumble", 0.05)] * 4)])  # type: ignore[assignment]
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await listening(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: screen.phase is Phase.CHECKING)
        notice = screen.query_one("#notice", Static)
        await until(pilot, lambda: "may be misheard" in str(notice.render()))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Not graded yet" in str(notice.render()))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.phase is Phase.FEEDBACK)


async def test_how_it_was_spoken_stands_below_the_points_and_in_the_report(
    app: InterviewerApp, pretended: Runtime
) -> None:
    pretended.models = FakeModels([spoken(*[("precision", 0.95)] * 60)])  # type: ignore[assignment]
    async with app.run_test(size=(140, 45)) as pilot:
        screen = await listening(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: screen.phase is Phase.CHECKING)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.phase is Phase.FEEDBACK)
        parts = [str(part.render()) for part in screen.query("AssessmentView Static").results(Static)]
        delivery = parts.index("Delivery")
        assert "words a minute" in parts[delivery + 1]
        assert "✔ Covered" in parts[:delivery] and parts[delivery + 2] == "Your answer"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        spoken_line = app.screen.query_one("#delivery", Static)
        await until(pilot, lambda: "1 spoken answer: 12" in str(spoken_line.render()))
        await until(
            pilot, lambda: "Delivery" in str([p.render() for p in app.screen.query("Static").results(Static)])
        )
