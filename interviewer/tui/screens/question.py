"""One question whole: what is asked, what a full answer says, and how it went so far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from interviewer.errors import InterviewerError
from interviewer.session import question_history
from interviewer.session.question_history import QuestionHistory
from interviewer.session.runtime import Runtime
from interviewer.session.wording import OUTCOMES, clock
from interviewer.store.asked import AskedRecord
from interviewer.tui.changing_bank import ChangesBank
from interviewer.tui.text import MUTED, local_time, score_text
from interviewer.tui.widgets import question_view

_ORIGINS = {"bank": "from the bank", "imported": "imported", "own": "your own"}


class QuestionScreen(ChangesBank):
    """One question with every answer that you gave to it. What a full answer says is hidden until k.

    The schedule's panel says how likely you would answer it well today, and when it is due: when the chance
    to remember it has fallen to 90 %. Enter opens an answer of yours, or a question that this one leads to.

    Args:
        runtime: Where it is read from.
        question_id: Of the bank.
    """

    CSS_PATH = "question.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "reveal", "Answer", id="question.reveal", tooltip="Show or hide the full answer"),
        Binding("n", "practise", "Practise", id="question.practise", tooltip="Practise this question now"),
        Binding("e", "edit", "Edit", id="question.edit", tooltip="Change this question"),
        Binding("c", "copy", "Copy", id="question.copy", tooltip="Begin one of your own with this one"),
        Binding("a", "accept", "Accept", id="question.accept", tooltip="Accept the proposed key points"),
        Binding("d", "delete", "Delete", id="question.delete", tooltip="Delete this question of your own"),
        Binding("u", "undo", "Undo", id="question.undo", tooltip="Take your last change back"),
        Binding("escape", "app.pop_screen", "Back", id="question.back", tooltip="Go back"),
    ]

    class Loaded(Message):
        """The question was read."""

        def __init__(self, history: QuestionHistory) -> None:
            super().__init__()
            self.history = history

    def __init__(self, runtime: Runtime, question_id: str) -> None:
        super().__init__()
        self._runtime, self._question_id = runtime, question_id
        self._history: QuestionHistory | None = None
        self._links: list[str] = []
        self._revealed = False

    def compose(self) -> ComposeResult:
        """The question and its answer, beside or above what came of it."""
        yield Static(id="title", classes="title", markup=False)
        with VerticalScroll(id="page"), Container(id="columns"):
            with Vertical(id="left"):
                yield _panel(Vertical(id="question"), "Question")
                yield _panel(Vertical(id="answer"), "Answer")
            with Vertical(id="right"):
                with _panel(Vertical(id="schedule"), "What the schedule knows"):
                    yield Static(id="knows", markup=False)
                yield _panel(OptionList(id="attempts"), "Your answers")
                yield _panel(OptionList(id="links"), "→ leads on to   ← comes after")
        yield Footer()

    def on_mount(self) -> None:
        """Something will be there."""
        self.query_one("#page").loading = True

    def on_screen_resume(self) -> None:
        """What changed is read again."""
        self.load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read the question")
    def load(self) -> None:
        """Read the question and what the log says of it."""
        try:
            self.post_message(self.Loaded(question_history.read(self._runtime, self._question_id)))
        except InterviewerError as error:
            self.complain(error)
            self.app.call_from_thread(self.dismiss)

    def bank_changed(self) -> None:
        """Show the question as it is now; leave where it is gone."""
        if self._question_id in self._runtime.bank:
            self.load()
        else:
            self.dismiss()

    @on(Loaded)
    async def _show(self, message: Loaded) -> None:
        before, history = self._history, message.history
        self._history = history
        self.query_one("#page").loading = False
        self.query_one("#title", Static).update(_title(history))
        if before is None or before.question != history.question:
            question = self.query_one("#question")
            await question.remove_children()
            await question.mount_all(question_view.asked(history.question))
            await self._show_answer()
        knows = (question_history.practised(history), question_history.due(history), history.reason)
        numbers = question_history.numbers(history)
        self.query_one("#knows", Static).update(
            Content.assemble("\n".join(filter(None, knows)), "\n", (numbers, MUTED))
        )
        links = [("→", each) for each in history.follow_ups] + [("←", each) for each in history.leads_here]
        self._links = [question.id for _, question in links]
        self._list("#attempts", map(_attempt, history.attempts))
        self._list("#links", (_link(sign, question.question) for sign, question in links))
        self.refresh_bindings()

    @on(OptionList.OptionSelected, "#attempts")
    def _open_attempt(self, event: OptionList.OptionSelected) -> None:
        from interviewer.tui.screens.answer import AnswerScreen

        if self._history:
            attempt = self._history.attempts[event.option_index]
            self.app.push_screen(AnswerScreen(self._runtime, attempt.attempt_id))

    @on(OptionList.OptionSelected, "#links")
    def _open_question(self, event: OptionList.OptionSelected) -> None:
        self.app.push_screen(QuestionScreen(self._runtime, self._links[event.option_index]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        history = self._history
        if action in ("reveal", "practise", "edit", "copy"):
            return history is not None
        if action == "accept":
            return history is not None and history.question.imported == "proposed"
        if action == "delete":
            return history is not None and history.origin != "bank"
        if action == "undo":
            return history is not None and bool(self._runtime.own_questions.undoable)
        return True

    async def action_reveal(self) -> None:
        """Show what a full answer says, or hide it."""
        self._revealed = not self._revealed
        await self._show_answer()

    def action_practise(self) -> None:
        """Practise the question."""
        self.practise(self._question_id)

    def action_edit(self) -> None:
        """Change the question."""
        self.write(lambda own: own.edit(self._question_id))

    def action_copy(self) -> None:
        """Begin a question with this one."""
        self.write(lambda own: own.copy(self._question_id))

    def action_accept(self) -> None:
        """Accept the proposed key points."""
        self.accept((self._question_id,))

    def action_delete(self) -> None:
        """Delete the question, once that is confirmed."""
        from interviewer.tui.screens.confirm import ConfirmScreen

        def answer(yes: bool | None) -> None:
            if yes:
                self.change(lambda: self._runtime.own_questions.delete(self._question_id))

        question = f"Delete '{self._question_id}'? Your answers to it stay, and u brings it back."
        self.app.push_screen(ConfirmScreen(question, "Delete", "Keep"), answer)

    async def _show_answer(self) -> None:
        if self._history is None:
            return
        panel, question = self.query_one("#answer"), self._history.question
        await panel.remove_children()
        if self._revealed:
            await panel.mount_all(question_view.answered(question))
        else:
            sentence = f"{question_view.hidden(question)} Press k to show them, or n to answer first."
            await panel.mount(Static(sentence, classes="dim", markup=False))

    def _list(self, id: str, lines: Iterable[Content]) -> None:
        found = self.query_one(id, OptionList)
        highlighted = found.highlighted or 0
        found.set_options(map(Option, lines))
        found.display = bool(found.option_count)
        if found.option_count:
            found.highlighted = min(highlighted, found.option_count - 1)


def _panel(widget: Container | Vertical | OptionList, title: str) -> Container | Vertical | OptionList:
    widget.add_class("panel")
    widget.border_title = title
    return widget


def _title(history: QuestionHistory) -> str:
    question = history.question
    parts = [
        history.topic,
        question.difficulty,
        question.kind,
        f"{question.all_minutes:g} min",
        _ORIGINS[history.origin],
    ]
    if history.draft:
        parts.append("a draft waits: e goes on")
    return " · ".join(parts)


def _attempt(attempt: AskedRecord) -> Content:
    outcome = "" if attempt.status == "graded" else f"  {OUTCOMES[attempt.status]}"
    took = f"  {clock(attempt.seconds)}" if attempt.seconds else ""
    return Content.assemble(
        score_text(attempt.score),
        ("⚑ " if attempt.flagged else "  ", "$text-warning"),
        f"{local_time(attempt.asked_at):<13}",
        (f"{attempt.kind}{took}{outcome}", MUTED),
    )


def _link(sign: str, question: str) -> Content:
    return Content.assemble((f"{sign} ", "$text-accent"), " ".join(question.split()))
