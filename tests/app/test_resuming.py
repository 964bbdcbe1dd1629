"""What was cut off is offered on the first screen, over stand-ins for sound and models."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Static, TextArea

from interviewer.scheduling import Pick
from interviewer.session.interview import Phase
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.store import AnswerInHand, Moment
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import InterviewScreen
from interviewer.tui.screens.report import ReportScreen
from interviewer.tui.widgets.assessment_view import AssessmentView
from interviewer.tui.widgets.cut_off_offer import CutOffOffer
from tests.app.conftest import until


@pytest.fixture
def cut_short(pretended: Runtime) -> int:
    """An interview whose process was gone while its first answer was typed; gives its id."""
    before = Runtime(pretended.settings, pretended.locations)
    history = before.history
    session = history.start_session("practice", Setup(kind="practice", questions=2, means="typing"))
    attempt = history.ask(session, Pick(question=before.bank.questions[0], reason="It is new."))
    answer = AnswerInHand(attempt_id=attempt, draft="half a tho", means="typing", seconds=12.0)
    history.running.keep(Moment(session_id=session, clock=20.0, answer=answer))
    history.running.release(session)
    before.log.close()
    return session


async def offered(pilot: Pilot[None]) -> str:
    offer = pilot.app.screen.query_one(CutOffOffer)
    await until(pilot, lambda: offer.has_class("-shown"))
    return str(offer.query_one(Static).render())


async def test_an_interview_goes_on_where_it_was_cut_off(
    app: InterviewerApp, pretended: Runtime, cut_short: int
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        assert "was cut off at question 1" in await offered(pilot)
        await pilot.press("u")
        screen = app.screen
        await until(
            pilot, lambda: isinstance(app.screen, InterviewScreen) and app.screen.phase is Phase.TYPING
        )
        screen = app.screen
        assert screen.query_one("#editor", TextArea).text == "half a tho"
        assert "What you had typed" in str(screen.query_one("#notice", Static).render())
        await pilot.press(*"ught", "ctrl+s")
        await until(pilot, lambda: isinstance(screen, InterviewScreen) and screen.phase is Phase.FEEDBACK)
        assert pretended.history.attempts(cut_short)[0].answer == "half a thought"


async def test_an_interview_that_was_cut_off_can_be_ended(
    app: InterviewerApp, pretended: Runtime, cut_short: int
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await offered(pilot)
        await pilot.press("e")
        await until(pilot, lambda: not app.screen.query_one(CutOffOffer).has_class("-shown"))
        (summary,) = pretended.history.sessions()
        (attempt,) = pretended.history.attempts(cut_short)
        assert summary.session.status == "ended"
        assert attempt.ungraded and attempt.draft == "half a tho"
        await app.push_screen(ReportScreen(pretended, cut_short))
        view = app.screen.query_one(AssessmentView)
        await until(pilot, lambda: view.children)
        texts = [str(part.render()) for part in view.query(Static)]
        assert texts[:2] == ["Your answer, not handed in", "half a tho"]


async def test_nothing_is_offered_where_nothing_was_cut_off(app: InterviewerApp, pretended: Runtime) -> None:
    pretended.history.start_session("practice", Setup(kind="practice"))  # it goes on, in this process
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: not app.screen.query_one("#start").disabled)
        await pilot.pause(0.3)
        assert not app.screen.query_one(CutOffOffer).has_class("-shown")
        await pilot.press("u", "e")
        assert app.screen is pilot.app.screen_stack[0]
