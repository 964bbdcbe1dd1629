"""The task, the editor and what came of running the code."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.highlight import highlight
from textual.widgets import Static

from interviewer.bank.question import Code, Question
from interviewer.coding.result import CodeResult
from interviewer.session.judged import failing_line
from interviewer.session.solution import CodeInHand
from interviewer.tui.text import MUTED
from interviewer.tui.widgets.code_editor import CodeEditor
from interviewer.tui.widgets.code_results import CodeResults

_PARTS = ("-task", "-results", "-alone")
"""What stands beside the editor; where there is room, task and results do."""

_SCROLLS = "ctrl+↑↓ scrolls"


class CodingView(Container):
    """Shows one question's code: `begin`, then `show` whenever it has changed."""

    DEFAULT_CSS = """
    CodingView {
        height: 1fr;
        layout: vertical;

        #aside { height: auto; max-height: 45%; }
        #task, CodeResults { border-subtitle-color: $text-muted; }
        #task { height: auto; max-height: 100%; }
        #task Static { height: auto; }
        #wording { text-style: bold; }
        CodeResults { height: auto; max-height: 100%; }
        CodeEditor { height: 1fr; min-height: 4; }

        &.-task CodeResults, &.-results #task, &.-alone #aside { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._result: CodeResult | None = None

    def compose(self) -> ComposeResult:
        """The task and the results beside or above the editor."""
        with Container(id="aside"):
            with VerticalScroll(id="task", classes="panel") as task:
                task.border_title, task.border_subtitle = "Task", _SCROLLS
                yield Static(id="wording", markup=False)
                yield Static(id="examples")
            results = CodeResults(classes="panel")
            results.border_subtitle = _SCROLLS
            yield results
        editor = CodeEditor(id="code")
        editor.border_title = "Your code"
        yield editor

    def begin(self, question: Question, code: CodeInHand) -> None:
        """Show a question with the code so far, to be written on."""
        assert question.code
        self.query_one("#wording", Static).update(question.question)
        self.query_one("#examples", Static).update(_examples(question.code))
        self.query_one("#task").scroll_home(animate=False)
        self._result = None
        self.query_one(CodeResults).clear()
        self.query_one(CodeEditor).edit_code(code.text)
        self._show_part("-task")

    def allow(self, *, writing: bool) -> None:
        """Whether the code may be changed; where it may not, it has the room."""
        self.query_one(CodeEditor).read_only = not writing
        if not writing:
            self._show_part("-alone")

    async def show(self, code: CodeInHand) -> None:
        """Show what came of the last run, where that is new."""
        result = code.shown
        if result is None or result is self._result:
            return
        self._result = result
        await self.query_one(CodeResults).show(result, only_examples=result is not code.result)
        self.query_one(CodeEditor).show_failed(failing_line(result))
        self._show_part("-results")

    def show_other_part(self) -> None:
        """Show the next of task, results, and neither."""
        parts = [part for part in _PARTS if part != "-results" or self._result]
        now = next(part for part in parts if self.has_class(part))
        self._show_part(parts[(parts.index(now) + 1) % len(parts)])

    def scroll_part(self, lines: int) -> None:
        """Scroll what stands beside the editor, while one writes."""
        part = self.query_one("#task" if self.has_class("-task") else CodeResults)
        part.scroll_relative(y=lines, animate=False)

    def _show_part(self, part: str) -> None:
        for each in _PARTS:
            self.set_class(each == part, each)


def _examples(code: Code) -> Content:
    shown = [
        Content.assemble(
            highlight(test.call, language="python"), " → ", highlight(test.expected, language="python")
        )
        for test in code.tests[: code.examples]
    ]
    rules = [f"Not allowed: {', '.join(code.forbidden)}"] if code.forbidden else []
    return Content("\n").join(
        [
            Content.styled("Examples", MUTED),
            *shown,
            *(Content.styled(rule, "$text-warning") for rule in rules),
        ]
    )
