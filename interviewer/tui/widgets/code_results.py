"""What came of running code."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.highlight import highlight
from textual.widgets import Static

from interviewer.bank.question import Question
from interviewer.coding.result import CodeResult
from interviewer.session.judged import Judged, example_headline, headline, judged
from interviewer.session.solution import Solution
from interviewer.tui.text import MUTED

_STYLES = {True: "$text-success", False: "$text-error", None: "$text-warning"}


class CodeResults(VerticalScroll, can_focus=True):
    """Each check with its sign, and why it failed. Scrolls; empty until `show`."""

    DEFAULT_CSS = """
    CodeResults {
        padding: 0 1;
        Static { height: auto; }
    }
    """

    def clear(self) -> None:
        """Show that nothing was run yet."""
        self.border_title = "Results"
        self.remove_children()
        self.mount(Static(Content.styled("Not run yet.", MUTED)))

    async def show(self, result: CodeResult, *, only_examples: bool) -> None:
        """Show a result, from its top."""
        self.border_title = example_headline(result) if only_examples else headline(result)
        await self.remove_children()
        await self.mount_all(Static(line) for line in result_lines(result))
        self.scroll_home(animate=False)


def result_lines(result: CodeResult) -> Iterator[Content]:
    """A paragraph for each check; those that failed first, so that they are in sight."""
    for check in sorted(judged(result), key=lambda check: check.passed is True):
        yield _paragraph(check)


def solution_parts(question: Question, solution: Solution) -> ComposeResult:
    """The code of an answer, what came of it, and the reference solution, for among other parts.

    Args:
        question: What was asked.
        solution: The code.
    """
    if solution.result:
        yield Static(headline(solution.result), classes="heading")
        yield Static(Content("\n").join(result_lines(solution.result)))
    yield Static("Your code" if solution.code else "Your code, not submitted", classes="heading")
    yield Static(highlight(solution.text.strip("\n"), language="python"))
    if question.code:
        yield Static("Reference solution", classes="heading")
        yield Static(highlight(question.code.solution.strip("\n"), language="python"))


def _paragraph(check: Judged) -> Content:
    where = f"  line {check.line}" if check.line else ""
    note = f"  {check.note}" if check.note else ""
    first = Content.assemble(
        (f"{check.sign} ", f"bold {_STYLES[check.passed]}"), check.title, (f"{note}{where}", MUTED)
    )
    return Content("\n").join([first, *(Content.styled(f"    {line}", MUTED) for line in check.details)])
