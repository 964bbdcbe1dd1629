"""An answer's feedback: score, key points with the words that show them, reference answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from interviewer.bank.question import Question
from interviewer.scoring.assessment import Assessment, PointResult
from interviewer.session.solution import Solution
from interviewer.session.wording import sounds_like, unsure
from interviewer.tui.text import MUTED, bar, points_summary, score_style, score_text, verdict_text
from interviewer.tui.widgets.code_results import solution_parts


class AssessmentView(VerticalScroll):
    """Shows one graded answer. Scrolls; empty until `show`."""

    DEFAULT_CSS = """
    AssessmentView {
        padding: 0 1;
    }
    AssessmentView Static {
        height: auto;
        margin-bottom: 1;
    }
    AssessmentView .heading {
        color: $text-accent;
        text-style: bold;
        margin-bottom: 0;
    }
    """

    async def show(
        self,
        question: Question,
        answer: str,
        assessment: Assessment | None,
        *,
        title: str = "Your answer",
        heard: str = "",
        delivery: Sequence[str] = (),
        remarks: Mapping[str, str] = MappingProxyType({}),
        solution: Solution | None = None,
        score: float | None = None,
    ) -> None:
        """Show an answer and what was made of it.

        Args:
            question: What was asked.
            answer: What was graded.
            assessment: None shows only what was answered.
            title: Stands above the answer.
            heard: What speech recognition made of it, before it was corrected.
            delivery: Sentences on how it was spoken.
            remarks: Sentences on key points, by the words of the point.
            solution: The code, where the question asks for some.
            score: Of code and explanation, 0-100.
        """
        texts = {
            "Delivery": "\n".join(delivery),
            title: answer,
            "What was heard": heard,
            "Reference answer": question.answer,
        }
        if heard == answer:
            del texts["What was heard"]
        await self.remove_children()
        await self.mount_all(
            [
                *(solution_parts(question, solution, score, assessment) if solution else ()),
                *((Static("Explanation", classes="heading"),) if solution and assessment else ()),
                *(_graded(assessment, remarks) if assessment else ()),
                *_headed(texts),
            ]
        )
        self.scroll_home(animate=False)


def _graded(assessment: Assessment, remarks: Mapping[str, str]) -> ComposeResult:
    yield Static(_score_line(assessment))
    for note in assessment.notes:
        yield Static(Content.styled(f"! {note}", "$text-warning"))
    for point in assessment.points:
        yield Static(_point(point, remarks.get(point.point, "")))


def _headed(texts: Mapping[str, str]) -> ComposeResult:
    for heading, text in texts.items():
        if text:
            yield Static(heading, classes="heading")
            yield Static(text, markup=False)


def _score_line(assessment: Assessment) -> Content:
    return Content.assemble(
        score_text(assessment.score),
        ("/100  ", MUTED),
        bar(assessment.score / 100, 20, score_style(assessment.score)),
        (f"  {points_summary(assessment)}", MUTED),
    )


def _point(result: PointResult, remark: str) -> Content:
    lines = [Content.assemble(verdict_text(result.verdict), result.point)]
    if result.evidence:
        lines.append(Content.styled(f"  “{result.evidence}”", f"italic {MUTED}"))
    for said in (sounds_like(result), unsure(result, "Press v to tell."), remark):
        if said:
            lines.append(Content.styled(f"  {said}", "$text-warning"))
    return Content("\n").join(lines)
