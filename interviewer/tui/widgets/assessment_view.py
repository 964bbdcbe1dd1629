"""An answer's feedback: score, key points with the words that show them, reference answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from interviewer.bank.question import Question
from interviewer.coding.result import CodeResult
from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.session.hints import Hint
from interviewer.session.solution import Solution
from interviewer.session.wording import SIGNS, made_of, sounds_like, unsure
from interviewer.tui.key_names import KeyNames
from interviewer.tui.text import MUTED, VERDICT_STYLES, bar, score_style, score_text
from interviewer.tui.widgets.code_results import solution_parts

_BAR_WIDTH = 30

_GROUPS: tuple[tuple[Verdict, str], ...] = (
    ("contradicted", "Contradicted: said wrong"),
    ("missed", "Missed: not said"),
    ("unsure", "Unsure"),
    ("partly", "Partly covered"),
    ("covered", "Covered"),
)
"""What wants most work comes first."""


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
    AssessmentView .score, AssessmentView .verdict {
        margin-bottom: 0;
    }
    AssessmentView .made-of {
        color: $text-muted;
    }
    AssessmentView .point {
        height: auto;
    }
    AssessmentView .worth {
        width: 8;
        margin-right: 2;
        text-align: right;
    }
    AssessmentView .said {
        width: 1fr;
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
        hints: Sequence[Hint] = (),
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
            score: The one that counts, 0-100; by default that of the assessment.
            hints: Those that were taken.
        """
        texts = {
            "Delivery": "\n".join(delivery),
            "Hints": "\n".join(hint.text for hint in hints),
            title: answer,
            "What was heard": heard,
            "Reference answer": question.answer,
        }
        if heard == answer:
            del texts["What was heard"]
        code = solution.result if solution else None
        if score is None and assessment:
            score = assessment.score
        tell = f"Press {KeyNames(self.screen)['disagree']} to tell."
        parts = (
            *_score(assessment, code, score, hints),
            *(solution_parts(question, solution) if solution else ()),
            *((Static("Explanation", classes="heading"),) if solution and assessment else ()),
            *(_graded(assessment, remarks, tell) if assessment else ()),
            *_headed(texts),
        )
        with self.app.batch_update():
            await self.remove_children()
            for part in parts:  # one by one: all at once would keep the app from answering for too long
                await self.mount(part)
        self.scroll_home(animate=False)


def _score(
    assessment: Assessment | None, code: CodeResult | None, score: float | None, hints: Sequence[Hint]
) -> ComposeResult:
    """The score as a bar, and below it what it is made of."""
    if score is None:
        return
    yield Static(
        Content.assemble(
            score_text(score), (" of 100  ", MUTED), bar(score / 100, _BAR_WIDTH, score_style(score))
        ),
        classes="score",
    )
    yield Static(made_of(assessment, code, hints), classes="made-of", markup=False)


def _graded(assessment: Assessment, remarks: Mapping[str, str], tell: str) -> ComposeResult:
    for note in assessment.notes:
        yield Static(Content.styled(f"! {note}", "$text-warning"))
    total = sum(point.weight for point in assessment.points)
    for verdict, title in _GROUPS:
        points = [point for point in assessment.points if point.verdict == verdict]
        if points:
            yield Static(
                Content.styled(f"{SIGNS[verdict]} {title}", f"bold {VERDICT_STYLES[verdict]}"),
                classes="verdict",
            )
        for point in points:
            yield Horizontal(
                Static(_worth(point, total), classes="worth"),
                Static(_point(point, remarks.get(point.point, ""), tell), classes="said"),
                classes="point",
            )


def _headed(texts: Mapping[str, str]) -> ComposeResult:
    for heading, text in texts.items():
        if text:
            yield Static(heading, classes="heading")
            yield Static(text, markup=False)


def _worth(result: PointResult, total: float) -> Content:
    """What a point brought, of what it can bring."""
    most = 100 * result.weight / total
    return Content.styled(f"{most * result.probability:.0f} of {most:.0f}", MUTED)


def _point(result: PointResult, remark: str, tell: str) -> Content:
    lines = [Content(result.point)]
    if result.evidence:
        lines.append(Content.styled(f"“{result.evidence}”", f"italic {MUTED}"))
    for said in (sounds_like(result), unsure(result, tell), remark):
        if said:
            lines.append(Content.styled(said, "$text-warning"))
    return Content("\n").join(lines)
