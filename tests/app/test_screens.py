"""How the screens behave, over stand-ins for sound and models."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, DataTable, Input, OptionList, Static, TextArea

from interviewer.bank import Bank
from interviewer.session.interview import Command, Phase
from interviewer.session.runtime import Runtime
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.confirm import ConfirmScreen
from interviewer.tui.screens.home import HomeScreen
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.screens.review import ReviewScreen
from interviewer.tui.screens.setup import SetupScreen
from tests.app.conftest import until


def shown(app: InterviewerApp, selector: str) -> str:
    return str(app.screen.query_one(selector).render())


def feedback(app: InterviewerApp) -> list[str]:
    return [str(part.render()) for part in app.screen.query("AssessmentView Static").results(Static)]


@pytest.fixture(autouse=True)
def in_words_alone(pretended: Runtime) -> None:
    """Whatever is picked is answered in words, questions with code as well."""
    pretended.bank = Bank(
        tuple(
            replace(topic, questions=tuple(replace(question, code=None) for question in topic.questions))
            for topic in pretended.bank.topics
        ),
        pretended.bank.roles,
    )


async def at_home(pilot: Pilot[None]) -> InterviewerApp:
    app = pilot.app
    assert isinstance(app, InterviewerApp)
    await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen.query("#now.-shown"))
    return app


async def begin(
    pilot: Pilot[None], *, practice: bool = False, typing: bool = False, count: str = "2"
) -> None:
    app = await at_home(pilot)
    await pilot.press("s")
    await until(pilot, lambda: isinstance(app.screen, SetupScreen) and app.screen.ready)
    await pilot.press("p" if practice else "m")
    await pilot.pause()
    if typing:
        app.screen.query_one("#typing").toggle()  # type: ignore[attr-defined]
    app.screen.query_one("#amount", Input).value = count
    await pilot.pause()
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(app.screen, InterviewScreen))


def interview(app: InterviewerApp) -> InterviewScreen:
    assert isinstance(app.screen, InterviewScreen)
    return app.screen


async def phase(pilot: Pilot[None], wanted: Phase, number: int = 1) -> None:
    app = pilot.app
    await until(
        pilot,
        lambda: (
            isinstance(app.screen, InterviewScreen)
            and app.screen.phase is wanted
            and not app.screen._interview.opening
            and app.screen._interview.number == number
        ),
    )


async def test_home_says_what_will_stand_there_while_there_is_no_session_yet(
    app: InterviewerApp, pretended: Runtime
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        assert f"each of {len(pretended.bank.topics)} topics" in shown(app, "#unasked")
        assert app.screen.query_one("#sessions", OptionList).option_count == 1


async def test_a_typed_practice_interview_from_home_to_review(
    app: InterviewerApp, pretended: Runtime
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, practice=True, typing=True, count="1")
        await phase(pilot, Phase.TYPING)
        await pilot.press(*"the answer, r t p n", "enter", *"two lines")
        await pilot.press("ctrl+s")
        await phase(pilot, Phase.FEEDBACK)
        assert "Reference answer" in feedback(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        await until(pilot, lambda: app.screen.query_one("#questions", OptionList).option_count == 2)
        await pilot.press("escape", "r")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))
        await until(pilot, lambda: app.screen.query_one(DataTable).row_count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
    # the log is closed with the app: read it anew
    history = Runtime(pretended.settings, pretended.locations).history
    (attempt,) = history.attempts(history.sessions()[0].session.id)
    assert attempt.answer == "the answer, r t p n\ntwo lines"
    assert attempt.status == "graded"


async def test_a_spoken_mock_interview_shows_what_was_heard_before_it_is_graded(app: InterviewerApp) -> None:
    async with app.run_test(size=(140, 45)) as pilot:
        await begin(pilot, count="1")
        await phase(pilot, Phase.LISTENING)
        await pilot.press("enter")
        await phase(pilot, Phase.CHECKING)
        editor = app.screen.query_one("#editor", TextArea)
        assert editor.text == "the share of predictions that are right"
        await pilot.press(*" indeed", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        await until(pilot, lambda: "the share of predictions that are right indeed" in feedback(app))
        assert feedback(app).count("the share of predictions that are right") == 1  # as it was heard


async def test_the_footer_offers_only_what_is_possible(app: InterviewerApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await begin(pilot)
        await phase(pilot, Phase.LISTENING)

        def offered() -> set[str]:
            return {
                active.binding.description
                for active in app.screen.active_bindings.values()
                if active.enabled and active.binding.show
            }

        assert {"Done", "Repeat", "Type", "Skip", "Pause", "End"} <= offered()
        assert not {"Speak", "Go on", "Next", "Grade it"} & offered()
        await pilot.press("p")
        await until(pilot, lambda: interview(app)._interview.paused)
        await pilot.pause()
        assert "Go on" in offered() and not {"Done", "Type", "Skip"} & offered()
        await pilot.press("p", "t")
        await phase(pilot, Phase.TYPING)
        assert {"Speak", "Done"} <= offered()


async def test_ending_asks_first_and_keeps_the_answer_in_hand(
    app: InterviewerApp, pretended: Runtime
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, typing=True)
        await phase(pilot, Phase.TYPING)
        await pilot.press(*"unfinished", "escape", "n")
        await phase(pilot, Phase.TYPING)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        await until(pilot, lambda: app.screen.query_one("#questions", OptionList).option_count == 2)
        (attempt,) = pretended.history.attempts(pretended.history.sessions()[0].session.id)
        assert (attempt.status, attempt.answer) == ("answered", "unfinished")
        await pilot.press("g")
        await until(pilot, lambda: pretended.history.attempt(attempt.id).status == "graded")


async def test_quitting_in_the_middle_of_an_answer_keeps_it(app: InterviewerApp, pretended: Runtime) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await phase(pilot, Phase.LISTENING)
        await pilot.press("ctrl+q")
        await pilot.pause()
    history = Runtime(pretended.settings, pretended.locations).history
    (session,) = history.sessions()
    (attempt,) = history.attempts(session.session.id)
    assert session.session.status == "ended"
    assert attempt.status == "answered" and attempt.recording and attempt.recording.exists()


async def test_quitting_from_a_dialog_keeps_the_answer_in_hand(
    app: InterviewerApp, pretended: Runtime
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, typing=True)
        await phase(pilot, Phase.TYPING)
        await pilot.press(*"unfinished", "escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit)
    history = Runtime(pretended.settings, pretended.locations).history
    (session,) = history.sessions()
    (attempt,) = history.attempts(session.session.id)
    assert (session.session.status, attempt.answer) == ("ended", "unfinished")


async def test_an_interview_that_ends_under_its_dialog_leads_to_its_report(app: InterviewerApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot, typing=True, count="1")
        await phase(pilot, Phase.TYPING)
        screen = interview(app)
        await pilot.press(*"an answer", "escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        screen._conductor.send(Command.DONE)  # as when the time is up
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_fault_in_the_interview_is_told_and_leads_to_its_report(
    app: InterviewerApp, pretended: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(pretended.models, "grade", broken)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot, typing=True)
        await phase(pilot, Phase.TYPING)
        await pilot.press(*"an answer", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReportScreen))
        (note,) = app._notifications
        assert "ZeroDivisionError" in note.message and "What you answered is kept" in note.message
    history = Runtime(pretended.settings, pretended.locations).history
    (attempt,) = history.attempts(history.sessions()[0].session.id)
    assert attempt.answer == "an answer" and attempt.ungraded


@pytest.fixture
def broken_log(home: Path) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    file = home / "interviewer.db"
    file.write_bytes(b"this is not a database, whatever its name says" * 50)
    return file


async def test_a_log_that_cannot_be_opened_is_told_on_the_first_screen(
    app: InterviewerApp, broken_log: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.query_one("#problem").has_class("-shown"))
        assert broken_log.name in shown(app, "#problem")
        assert app.screen.query_one("#start", Button).disabled
