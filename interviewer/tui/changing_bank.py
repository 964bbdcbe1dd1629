"""What all screens that change the bank do alike: tell what was done, undo it, take a question in hand."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.screen import Screen

from interviewer.errors import InterviewerError
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.session.wording import plural
from interviewer.tui.failures import TellsFailures

if TYPE_CHECKING:
    from interviewer.session.own_questions import OwnQuestions, Writing


class ChangesBank(TellsFailures, Screen[None]):
    """A screen over the bank."""

    _runtime: Runtime

    class Changed(Message):
        """Something was done to the bank."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    @abstractmethod
    def bank_changed(self) -> None:
        """Show the bank as it is now."""

    @work(thread=True, exit_on_error=False, group="change", description="change the bank")
    def change(self, do: Callable[[], str]) -> None:
        """Change the bank; `do` gives a sentence on what was done."""
        try:
            self.post_message(self.Changed(do()))
        except InterviewerError as error:
            self.complain(error)

    @work(exclusive=True, exit_on_error=False, group="write", description="take a question in hand")
    async def write(self, begin: Callable[[OwnQuestions], Writing]) -> None:
        """Take a question in hand: one to be edited, a copy or a new one."""
        from interviewer.tui.screens.write_question import WriteQuestionScreen

        try:
            writing = await asyncio.to_thread(begin, self._runtime.own_questions)
        except InterviewerError as error:
            self.complain(error)
        else:
            self.app.push_screen(WriteQuestionScreen(self._runtime, writing))

    def accept(self, ids: Collection[str]) -> None:
        """Accept the proposed key points of imported questions."""

        def accept() -> str:
            accepted = self._runtime.own_questions.accept(ids)
            return (
                f"Accepted the key points of {plural(len(accepted), 'question')}: answers are graded by them."
            )

        self.change(accept)

    def practise(self, question_id: str) -> None:
        """Begin an interview of one question."""
        from interviewer.tui.screens.interview import InterviewScreen

        try:
            conductor = self._runtime.conductor(Setup(kind="practice", questions=1, chosen=(question_id,)))
        except InterviewerError as error:
            self.complain(error)
        else:
            self.app.push_screen(InterviewScreen(self._runtime, conductor))

    def action_undo(self) -> None:
        """Take the last change back."""
        self.change(self._runtime.own_questions.undo)

    @on(Changed)
    def _tell_change(self, message: Changed) -> None:
        self.notify(message.sentence, markup=False)
        self.bank_changed()
