"""Cards of other programs become questions of one's own: seen first, then imported."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input, OptionList, Select, Static
from textual.widgets.option_list import Option
from textual.worker import WorkerCancelled

from interviewer.bank.importing.imports import Import
from interviewer.errors import InterviewerError
from interviewer.progress import OnProgress
from interviewer.session import importing
from interviewer.session.importing import Plan
from interviewer.session.runtime import Runtime
from interviewer.session.wording import plural, when
from interviewer.tui.cancelling import post_while_wanted, while_wanted
from interviewer.tui.failures import TellsFailures
from interviewer.tui.text import MUTED
from interviewer.tui.widgets import deck_preview
from interviewer.tui.widgets.path_input import PathInput

_BEGIN = (
    "Name a file and press enter: a package of Anki (.apkg, .colpkg), a text export of Anki, Quizlet or "
    "Brainscape, CSV or TSV, Markdown, JSON, or running text. What would come is shown first."
)


class ImportDeckScreen(TellsFailures, Screen[None]):
    """Cards of Anki, Quizlet and other programs, as questions of your own.

    Name a file and press enter: what would come is shown, with what was left out and why; what is there
    already is found by its meaning and does not come again. Ctrl+s imports it. Key points are proposed from
    the answers until you accept them. Enter on an import of before takes it back.

    Args:
        runtime: Where questions are kept.
    """

    CSS_PATH = "import_deck.tcss"
    AUTO_FOCUS = "#path"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "carry_out", "Import", id="import.carry_out", tooltip="Import what is shown"),
        Binding("escape", "back", "Back", id="import.back", tooltip="Stop what takes long, then leave"),
    ]

    class Listed(Message):
        """The imports of before were read, and the topics there are."""

        def __init__(self, imports: tuple[Import, ...], topics: list[tuple[str, str]]) -> None:
            super().__init__()
            self.imports, self.topics = imports, topics

    class Read(Message):
        """The file was read."""

        def __init__(self, plan: Plan) -> None:
            super().__init__()
            self.plan = plan

    class Compared(Message):
        """It is known what is there already."""

        def __init__(self, plan: Plan, lines: list[Content]) -> None:
            super().__init__()
            self.plan, self.lines = plan, lines

    class Imported(Message):
        """The questions are in the bank."""

        def __init__(self, made: Import) -> None:
            super().__init__()
            self.made = made

    class Working(Message):
        """So much is done."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class Failed(Message):
        """It cannot be done."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self._runtime = runtime
        self._plan: Plan | None = None
        self._imports: tuple[Import, ...] = ()
        self._working = False

    def compose(self) -> ComposeResult:
        """The file and where its cards go, above what would come."""
        yield Static("Import cards", classes="title")
        with Horizontal(id="choice"):
            yield PathInput("File with cards", id="path")
            yield Select[str]([], prompt="Topics by deck and tag", id="topic", compact=True)
        yield Static(_BEGIN, id="said", classes="dim", markup=False)
        yield OptionList(id="cards", classes="panel")
        yield Footer()

    def on_mount(self) -> None:
        """Show what was imported before."""
        self.list_imports()

    @work(thread=True, exclusive=True, exit_on_error=False, group="list", description="list the imports")
    def list_imports(self) -> None:
        """Read what was imported before."""
        try:
            topics = sorted((topic.title, topic.id) for topic in self._runtime.bank.topics)
            self.post_message(self.Listed(self._runtime.own_questions.imports(), topics))
        except InterviewerError as error:
            self.complain(error)

    @work(thread=True, exclusive=True, exit_on_error=False, group="import", description="read the cards")
    def read(self, topic: str | None) -> None:
        """Read the file."""
        file = self.query_one(PathInput).path
        try:
            on_progress = self._telling("Reading: {} of {} cards …")
            bank = self._runtime.bank
            post_while_wanted(
                self, self.Read(importing.plan(file, bank, topic=topic, on_progress=on_progress))
            )
        except WorkerCancelled:
            return
        except InterviewerError as error:
            post_while_wanted(self, self.Failed(str(error)))

    @work(exclusive=True, exit_on_error=False, group="import", description="compare with what is there")
    async def compare(self, plan: Plan) -> None:
        """Leave out what is there already."""
        if plan.drafts:
            plan = await importing.without_duplicates(
                plan,
                self._runtime.models,
                lambda done, total: self.post_message(self.Working(f"Comparing: {done} of {total} …")),
                lambda error: self.notify(
                    f"Not compared with what is there. {error}", severity="warning", markup=False
                ),
            )
        self.preview(plan)

    @work(thread=True, exclusive=True, exit_on_error=False, group="preview", description="show the cards")
    def preview(self, plan: Plan) -> None:
        """Write down what would come."""
        post_while_wanted(self, self.Compared(plan, list(deck_preview.lines(plan))))

    @work(thread=True, exclusive=True, exit_on_error=False, group="write", description="import the cards")
    def write(self, plan: Plan) -> None:
        """Import what is shown."""
        try:
            self.post_message(self.Imported(self._runtime.own_questions.carry_out(plan)))
        except InterviewerError as error:
            self.post_message(self.Failed(str(error)))

    @work(thread=True, exclusive=True, exit_on_error=False, group="write", description="take an import back")
    def take_back(self, import_id: str) -> None:
        """Take an import of before back."""
        try:
            undone = self._runtime.own_questions.take_back(import_id)
        except InterviewerError as error:
            self.complain(error)
        else:
            count = plural(undone.undone.questions, "question")
            kept = "".join(
                f" You had changed {path.name}: it is kept in {path.parent}." for path in undone.kept
            )
            self.post_message(self.Working(f"Taken back: {count} of {undone.undone.source}.{kept}"))
        self.list_imports()

    @on(Listed)
    def _list(self, message: Listed) -> None:
        self._imports = tuple(reversed(message.imports))
        with self.prevent(Select.Changed):
            self.query_one("#topic", Select).set_options(message.topics)
        if self._plan is None:
            self._list_imports()

    @on(Input.Submitted)
    @on(Select.Changed)
    def _read(self) -> None:
        if not self.query_one(PathInput).value.strip():
            return
        topic = self.query_one("#topic", Select).value
        self._plan = None
        self._begin("Reading …")
        self.read(None if topic is Select.NULL else str(topic))

    @on(Read)
    def _compare(self, message: Read) -> None:
        self._say("Comparing with what is there …")
        self.compare(message.plan)

    @on(Compared)
    def _show(self, message: Compared) -> None:
        self._working = False
        plan = self._plan = message.plan
        cards = self.query_one("#cards", OptionList)
        cards.loading = False
        cards.border_title = "What would come"
        cards.set_options(Option(line) for line in message.lines)
        cards.highlighted = 0 if message.lines else None
        self._say(deck_preview.summary(plan))
        if plan.drafts:
            cards.focus()
        self.refresh_bindings()

    @on(Working)
    def _tell_working(self, message: Working) -> None:
        self._say(message.sentence)

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        self._end(message.reason)

    @on(Imported)
    def _leave_imported(self, message: Imported) -> None:
        count = plural(message.made.questions, "question")
        self.notify(
            f"Imported: {count}. Filter for those to accept, to look at their key points. u undoes it.",
            timeout=10,
            markup=False,
        )
        self.dismiss()

    @on(OptionList.OptionSelected)
    def _ask_to_take_back(self, event: OptionList.OptionSelected) -> None:
        if self._plan is not None or not self._imports:
            return
        from interviewer.tui.screens.confirm import ConfirmScreen

        made = self._imports[event.option_index]

        def answer(yes: bool | None) -> None:
            if yes:
                self.take_back(made.id)

        question = f"Take {plural(made.questions, 'question')} of {made.source} back? Answers to them stay."
        self.app.push_screen(ConfirmScreen(question, "Take back", "Keep"), answer)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is shown can be imported."""
        if action == "carry_out":
            return bool(self._plan and self._plan.drafts) and not self._working
        return True

    def action_carry_out(self) -> None:
        """Import what is shown."""
        if self._plan:
            self._begin("Importing …")
            self.write(self._plan)

    def action_back(self) -> None:
        """Stop reading or comparing; then leave what was read; then leave the screen."""
        if self._working:
            if any(worker.group == "write" and worker.is_running for worker in self.workers):
                return  # all of it is there at once, or nothing
            for group in ("import", "preview"):
                self.workers.cancel_group(self, group)
            self._end("Stopped; nothing was imported.")
        elif self._plan is not None:
            self._plan = None
            self._end(_BEGIN)
            self.query_one(PathInput).focus()
        else:
            self.dismiss()

    def _begin(self, sentence: str) -> None:
        self._working = True
        self.query_one("#cards", OptionList).loading = True
        self._say(sentence)
        self.refresh_bindings()

    def _end(self, sentence: str) -> None:
        self._working = False
        self.query_one("#cards", OptionList).loading = False
        self._say(sentence)
        if self._plan is None:
            self._list_imports()
        self.refresh_bindings()

    def _list_imports(self) -> None:
        cards = self.query_one("#cards", OptionList)
        cards.border_title = "Imported before: enter takes one back" if self._imports else "Imported before"
        cards.set_options(
            [Option(_import_line(made)) for made in self._imports]
            or [Option(Content.styled("Nothing yet.", MUTED), disabled=True)]
        )
        cards.highlighted = 0 if self._imports else None

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(sentence)

    def _telling(self, sentence: str) -> OnProgress:
        """What is called with how far a worker is; ends it where it is not wanted any more."""

        def tell(done: int, total: int) -> None:
            if done % 100 == 0:
                self.post_message(self.Working(sentence.format(done, total)))

        return while_wanted(tell)


def _import_line(made: Import) -> Content:
    return Content.assemble(
        f"{when(made.at)}  ", made.source, (f"  {plural(made.questions, 'question')}", MUTED)
    )
