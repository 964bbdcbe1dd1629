"""What an interview offers beside the answer: hints, flags, notes, pauses, and what follows the feedback."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Static, TextArea

from interviewer.session.conductor import Conductor
from interviewer.session.history import Attempt
from interviewer.session.interview import Interview, Phase
from interviewer.session.questions import ChosenQuestions
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.note import NoteScreen
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.widgets.countdown import Countdown
from interviewer.tui.widgets.state_line import StateLine
from tests.app.conftest import until

PRECISION = "classification-metrics-precision"
PRACTICE = Setup(kind="practice", questions=1, means="typing")


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def begin(pilot: Pilot[None], setup: Setup, clock: Clock | None = None) -> InterviewScreen:
    app = pilot.app
    assert isinstance(app, InterviewerApp)
    runtime = app.runtime
    question = runtime.bank[PRECISION]
    conductor = Conductor(
        Interview(setup, clock or Clock()),
        ChosenQuestions([replace(question, id=f"{PRECISION}-{n}") for n in range(setup.questions or 1)]),
        runtime.sound,
        runtime.models,
        runtime.history,
        listen_guard=0.0,
        deeper=runtime.deeper,
    )
    screen = InterviewScreen(runtime, conductor)
    await app.push_screen(screen)
    return screen


async def phase(pilot: Pilot[None], screen: InterviewScreen, wanted: Phase) -> None:
    await until(pilot, lambda: screen.phase is wanted and not screen._interview.opening)
    await pilot.pause()


async def write(pilot: Pilot[None], screen: InterviewScreen, text: str) -> None:
    await phase(pilot, screen, Phase.TYPING)
    screen.query_one("#editor", TextArea).text = text
    await pilot.pause()
    await pilot.press("ctrl+s")


def shown(screen: InterviewScreen, selector: str = "Static") -> str:
    return "\n".join(
        str(part.render()) for part in screen.query(selector).results(Static) if part.visible and part.region
    )


def state(screen: InterviewScreen) -> str:
    return str(screen.query_one(StateLine).render())


def footer(screen: InterviewScreen) -> dict[str, str]:
    """What the footer offers, with the key that it names for it."""
    offered: dict[str, str] = {}
    for active in screen.active_bindings.values():
        if active.enabled and active.binding.show:
            offered.setdefault(active.binding.description, active.binding.key)
    return offered


def attempts(runtime: Runtime) -> tuple[Attempt, ...]:
    return runtime.history.attempts(runtime.history.sessions()[0].session.id)


async def test_a_hint_says_what_it_costs_before_and_after(app: InterviewerApp, pretended: Runtime) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot, PRACTICE)
        await phase(pilot, screen, Phase.TYPING)
        assert footer(screen)["Hint −10"] == "f8"
        await pilot.press("f8")
        await until(
            pilot, lambda: "Hint (−10): A full answer makes 4 points." in shown(screen, "#hints Static")
        )
        for _ in range(3):
            await pilot.press("f8")
            await pilot.pause(0.1)
        await until(pilot, lambda: len(attempts(pretended)[0].hints) == 4)
        await until(pilot, lambda: "Hint −10" not in footer(screen))
        await write(pilot, screen, "Precision is right.")
        await phase(pilot, screen, Phase.FEEDBACK)
        assert "4 of 4 points covered; −40 for 4 hints" in shown(screen, "AssessmentView Static")
        assert attempts(pretended)[0].score == 60


async def test_keys_that_work_while_one_writes_are_the_ones_that_are_shown(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot, Setup(kind="practice", questions=1))
        await phase(pilot, screen, Phase.LISTENING)
        spoken = {"Done": "enter", "Repeat": "r", "Type": "t", "Hint −10": "h", "Skip": "s", "Pause": "p"}
        marks = {"Flag": "f", "Note": "n", "End": "escape"}
        assert footer(screen) == spoken | marks
        await pilot.press("t")
        await phase(pilot, screen, Phase.TYPING)
        typed = {"Done": "ctrl+s", "Repeat": "ctrl+r", "Speak": "ctrl+t", "Hint −10": "f8", "Skip": "ctrl+n"}
        assert footer(screen) == typed | {"Pause": "ctrl+o", "Flag": "f3", "Note": "f5", "End": "escape"}
        keys = [key.region for key in screen.query("FooterKey")]
        assert max(region.right for region in keys) <= 81, "all of it is in sight, but for the last margin"


@pytest.mark.parametrize(("kind", "covered"), [("mock", True), ("practice", False)])
async def test_a_pause_covers_the_question_where_a_clock_stands_still(
    app: InterviewerApp, kind: str, covered: bool
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot, Setup(kind=kind, questions=1))  # type: ignore[arg-type]
        await phase(pilot, screen, Phase.LISTENING)
        question = app.runtime.bank[PRECISION].question
        await pilot.press("p")
        await until(pilot, lambda: "Paused" in state(screen))
        await pilot.pause()
        assert (question not in shown(screen)) is covered
        assert ("The question is covered" in shown(screen)) is covered
        await pilot.press("p")
        await until(pilot, lambda: "Listening" in state(screen))
        await pilot.pause()
        assert question in shown(screen)


async def test_the_end_of_the_time_is_said_in_words(app: InterviewerApp) -> None:
    clock = Clock()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot, Setup(kind="mock", questions=1, means="typing"), clock)
        await phase(pilot, screen, Phase.TYPING)
        limit = screen._interview.question_limit
        assert limit
        answer = screen.query(Countdown).first()
        assert "only" not in str(answer.render())
        clock.now = limit - 13
        await until(pilot, lambda: "! only 0:13 left" in str(answer.render()))
        assert "13 s left: come to your end." in state(screen)
        await pilot.pause()
        assert answer.size.width == len("Answer ! only 0:13 left")


async def test_a_flag_and_a_note_are_kept_while_the_interview_waits(
    app: InterviewerApp, pretended: Runtime
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot, Setup(kind="practice", questions=1))
        await phase(pilot, screen, Phase.LISTENING)
        await pilot.press("f")
        await until(pilot, lambda: screen.query_one("#flagged").display)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        assert screen._interview.paused and pretended.sound.calls[-1] == "pause"  # type: ignore[attr-defined]
        await pilot.press(*"look up", "escape")
        await until(pilot, lambda: app.screen is screen and not screen._interview.paused)
        await until(pilot, lambda: pretended.sound.calls[-1] == "resume")  # type: ignore[attr-defined]
        (attempt,) = attempts(pretended)
        assert attempt.flagged and attempt.note == "look up"
        await pilot.press("f")
        await until(pilot, lambda: not screen.query_one("#flagged").display)
        assert not attempts(pretended)[0].flagged


async def test_on_the_day_a_note_stops_no_clock_and_outlives_the_end(
    app: InterviewerApp, pretended: Runtime
) -> None:
    clock = Clock()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot, Setup(kind="mock", questions=1, means="typing", strict=True), clock)
        await phase(pilot, screen, Phase.TYPING)
        assert not {"Hint −10", "Pause", "Repeat"} & footer(screen).keys()
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, NoteScreen))
        assert not screen._interview.paused
        await pilot.press(*"too fast")
        clock.now = 1000  # the time is up, nothing was typed, and the interview is over
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        (attempt,) = attempts(pretended)
        assert (attempt.status, attempt.note) == ("skipped", "too fast")


async def test_what_is_typed_stays_when_one_speaks_and_types_again(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot, PRACTICE)
        await phase(pilot, screen, Phase.TYPING)
        await pilot.press(*"first")
        await pilot.press("ctrl+t")
        await phase(pilot, screen, Phase.LISTENING)
        await pilot.press("t")
        await phase(pilot, screen, Phase.TYPING)
        assert screen.query_one("#editor", TextArea).text == "first"
        await pilot.press("ctrl+t")
        await phase(pilot, screen, Phase.LISTENING)
        await pilot.press("enter")
        await phase(pilot, screen, Phase.CHECKING)
        editor = screen.query_one("#editor", TextArea)
        assert editor.text == "first the share of predictions that are right"
        assert editor.border_title == "What was heard"


async def test_after_the_feedback_the_same_once_more_or_what_was_missing(
    app: InterviewerApp, pretended: Runtime
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot, PRACTICE)
        await write(pilot, screen, "I do know it.")
        await phase(pilot, screen, Phase.FEEDBACK)
        assert {"Next", "Retry", "Follow up", "Hear answer", "Disagree"} <= footer(screen).keys()
        await pilot.press("a")
        await until(pilot, lambda: "reference answer" in state(screen) or "Graded" in state(screen))
        await until(pilot, lambda: pretended.bank[PRECISION].answer in pretended.sound.said)  # type: ignore[attr-defined]
        await pilot.press("r")
        await phase(pilot, screen, Phase.TYPING)
        assert "1 of 1, extra" in shown(screen, "#place") and "once more" in shown(screen, "#reason")
        assert screen.query_one("#editor", TextArea).text == ""
        await write(pilot, screen, "I still do.")
        await phase(pilot, screen, Phase.FEEDBACK)
        await pilot.press("u")
        await phase(pilot, screen, Phase.TYPING)
        assert "Precision is true positives" in shown(screen, "#question")
        await write(pilot, screen, "Precision is true positives over all predicted ones.")
        await phase(pilot, screen, Phase.FEEDBACK)
        assert "Follow up" not in footer(screen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        assert [each.follows for each in attempts(pretended)] == [None, 1, 2]


async def test_what_is_wrong_stands_apart_from_what_is_missing(
    app: InterviewerApp, pretended: Runtime
) -> None:
    async with app.run_test(size=(140, 45)) as pilot:
        screen = await begin(pilot, PRACTICE)
        await write(pilot, screen, "Nothing of it.")
        await phase(pilot, screen, Phase.FEEDBACK)
        first = pretended.bank[PRECISION].key_points[0].point
        pretended.history.override(attempts(pretended)[0].id, first, "contradicted", "I said it wrong.")
        await pilot.press("v")
        await pilot.pause(0.2)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await until(pilot, lambda: "said wrong" in shown(screen, ".verdict"))
        assert shown(screen, ".verdict").splitlines() == ["✘ Contradicted: said wrong", "○ Missed: not said"]
        assert shown(screen, ".point .said").startswith(first)


async def test_after_a_pause_one_types_on(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot, Setup(kind="practice", questions=1, means="typing"))
        await phase(pilot, screen, Phase.TYPING)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: screen.query_one("#editor").disabled)
        await pilot.press("p")
        await until(pilot, lambda: not screen.query_one("#editor").disabled)
        await pilot.press("s", "o")
        assert screen.query_one("#editor", TextArea).text == "so" and screen.phase is Phase.TYPING
