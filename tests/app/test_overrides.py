"""The report shows the verdicts that count, and whose they are."""

from __future__ import annotations

from textual.widgets import Static

from interviewer.scheduling import Pick
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.runtime import Runtime
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.report import ReportScreen
from tests.app.conftest import until


async def test_the_report_shows_the_users_verdict_beside_the_machines(
    app: InterviewerApp, pretended: Runtime
) -> None:
    question, history = pretended.bank["classification-metrics-precision"], pretended.history
    points = tuple(
        PointResult(point=key.point, weight=1, verdict="missed", probability=0.0, evidence="")
        for key in question.key_points
    )
    session = history.start_session("practice")
    attempt = history.ask(session, Pick(question=question, reason="It is new."))
    history.answer(attempt, means="typing", seconds=3, answer="The share that is right.")
    history.grade(attempt, Assessment(score=0.0, points=points, notes=(), grader="test"))
    history.override(attempt, points[0].point, "covered", "[b]I said it.")
    counting = history.attempt(attempt).counting
    assert counting is not None

    def shown() -> str:
        return "\n".join(
            str(part.render()) for part in app.screen.query("AssessmentView Static").results(Static)
        )

    async with app.run_test(size=(100, 40)) as pilot:
        await app.push_screen(ReportScreen(pretended, session))
        await until(pilot, lambda: "Your verdict; the machine's was missed. [b]I said it." in shown())
        assert f"✔ Covered 25 of 25 {points[0].point}" in " ".join(shown().split())
        assert f"{counting.score:.0f} of 100" in shown()
