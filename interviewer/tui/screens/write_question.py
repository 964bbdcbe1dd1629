"""Where a question of one's own is written, checked while one types."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer, OptionList, Static, TextArea
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from interviewer.bank import Problem, Question
from interviewer.errors import InterviewerError
from interviewer.session.own_questions import OwnQuestions, Writing
from interviewer.session.runtime import Runtime
from interviewer.session.wording import plural
from interviewer.tui.elsewhere import edited_elsewhere
from interviewer.tui.failures import TellsFailures
from interviewer.tui.text import MUTED
from interviewer.tui.widgets.question_editor import QuestionEditor

_PAUSE = 0.4
"""Seconds after the last letter until the text is checked and kept as a draft."""


class WriteQuestionScreen(TellsFailures, Screen[None]):
    """One question as text, with what is wrong with it below, by its lines. Only what is right is kept.

    What you type is kept as a draft, whether it is right or not: leave when you like, and go on another day.
    Ctrl+s keeps the question; the code of one with code is run first.

    Args:
        runtime: Where questions are kept.
        writing: The question in hand.
    """

    CSS_PATH = "write_question.tcss"
    AUTO_FOCUS = "#text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", id="write.keep", tooltip="Keep the question, if nothing is wrong"),
        Binding("f4", "elsewhere", "Editor", id="write.elsewhere", tooltip="Write in your own editor"),
        Binding("f8", "next_fault", "Next fault", id="write.next_fault", tooltip="Go to the next fault"),
        Binding(
            "ctrl+r",
            "start_over",
            "Start over",
            id="write.start_over",
            tooltip="Put back how it began",
        ),
        Binding("escape", "back", "Back", id="write.back", tooltip="Leave; your draft is kept"),
    ]

    class Checked(Message):
        """The text was checked."""

        def __init__(self, text: str, problems: Sequence[Problem]) -> None:
            super().__init__()
            self.text, self.problems = text, problems

    class Kept(Message):
        """The question is in the bank."""

        def __init__(self, question: Question) -> None:
            super().__init__()
            self.question = question

    class NotKept(Message):
        """Something was wrong."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, runtime: Runtime, writing: Writing) -> None:
        super().__init__()
        self._own: OwnQuestions = runtime.own_questions
        self._writing = writing
        self._problems: Sequence[Problem] = ()
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """The text above what is wrong with it."""
        writing = self._writing
        new = "A question of your own"
        yield Static(f"Edit {writing.id}" if writing.id else new, id="title", classes="title", markup=False)
        drafted = "You go on with a draft; ctrl+r starts over." if writing.text != writing.start else ""
        note = " ".join(filter(None, (drafted, writing.note)))
        yield Static(note, id="note", classes="-shown" if note else "", markup=False)
        yield QuestionEditor(writing.text, id="text")
        faults = OptionList(id="faults", classes="panel")
        faults.border_title = "Checking …"
        yield faults
        yield Footer()

    def on_mount(self) -> None:
        """See what is wrong with it."""
        self.check(self._text)

    @work(thread=True, exclusive=True, exit_on_error=False, group="check", description="check the question")
    def check(self, text: str) -> None:
        """Keep the text as a draft and see what is wrong with it."""
        try:
            self._own.keep_draft(self._writing, text)
            problems = self._own.faults(self._writing, text)
        except InterviewerError as error:
            self.complain(error)
        else:
            if not get_current_worker().is_cancelled:
                self.post_message(self.Checked(text, problems))

    @work(thread=True, exclusive=True, exit_on_error=False, group="keep", description="keep the question")
    def keep(self, text: str) -> None:
        """Write the question to the user's own."""
        try:
            self.post_message(self.Kept(self._own.keep(self._writing, text)))
        except InterviewerError as error:
            self.post_message(self.NotKept(str(error)))

    @on(TextArea.Changed)
    def _wait(self) -> None:
        if self._pause:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, lambda: self.check(self._text))

    @on(Checked)
    def _show(self, message: Checked) -> None:
        if message.text != self._text:
            return
        self._problems = message.problems
        faults = self.query_one("#faults", OptionList)
        faults.set_options([Option(_line(problem)) for problem in message.problems])
        wrong = bool(message.problems)
        faults.border_title = (
            f"✘ {plural(len(message.problems), 'thing')} to mend" if wrong else "✔ Nothing to mend"
        )
        faults.set_class(wrong, "-wrong")
        faults.set_class(not wrong, "-right")
        faults.can_focus = wrong
        self.query_one(QuestionEditor).mark({problem.line for problem in message.problems})
        self.refresh_bindings()

    @on(Kept)
    def _leave_kept(self, message: Kept) -> None:
        self.notify(f"Kept: '{message.question.id}'. u takes it back.", markup=False)
        self.dismiss()

    @on(NotKept)
    def _tell_not_kept(self, message: NotKept) -> None:
        self._write_again()
        self.notify(message.reason, title="Not kept yet", severity="warning", timeout=15, markup=False)

    @on(OptionList.OptionSelected)
    def _go_to(self, event: OptionList.OptionSelected) -> None:
        self._turn_to(self._problems[event.option_index])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        if action == "start_over":
            return self.is_mounted and self._text != self._writing.start
        return bool(self._problems) if action == "next_fault" else True

    def action_keep(self) -> None:
        """Keep the question."""
        self.query_one(QuestionEditor).read_only = True
        self.query_one("#faults", OptionList).border_title = "Checking …"
        self.keep(self._text)

    def action_next_fault(self) -> None:
        """Go to the fault behind the cursor, or to the first."""
        line = self.query_one(QuestionEditor).cursor_location[0] + 1
        behind = (problem for problem in self._problems if problem.line > line)
        self._turn_to(next(behind, self._problems[0]))

    def action_start_over(self) -> None:
        """Put back the text that it began with; ctrl+z undoes that."""
        self.query_one(QuestionEditor).put(self._writing.start)

    @work(exclusive=True, exit_on_error=False, group="elsewhere", description="edit the question elsewhere")
    async def action_elsewhere(self) -> None:
        """Have the text edited in the user's own editor."""
        try:
            text = await edited_elsewhere(self.app, self._text, extension=".yaml")
        except InterviewerError as error:
            self.complain(error)
        else:
            if text is not None:
                self.query_one(QuestionEditor).put(text)

    async def action_back(self) -> None:
        """Keep the draft and go back."""
        if await self.leave():
            self.dismiss()

    async def leave(self) -> bool:
        """Keep the draft; gives whether it could be kept. Where not, that is told and the text stays."""
        if self.query_one(QuestionEditor).read_only:
            return False  # it is being written
        try:
            await asyncio.to_thread(self._own.keep_draft, self._writing, self._text)
        except InterviewerError as error:
            self.complain(error)
            return False
        return True

    def _turn_to(self, problem: Problem) -> None:
        editor = self.query_one(QuestionEditor)
        editor.move_cursor((min(problem.line, editor.document.line_count) - 1, 0))
        editor.focus()

    def _write_again(self) -> None:
        self.query_one(QuestionEditor).read_only = False
        self.check(self._text)

    @property
    def _text(self) -> str:
        return self.query_one(QuestionEditor).text


def _line(problem: Problem) -> Content:
    return Content.assemble((f"line {problem.line}  ", MUTED), problem.message)
