"""The bank, to browse and to search, and what is done with a question of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Footer, Input, Select, Static
from textual.worker import WorkerCancelled

from interviewer.errors import InterviewerError
from interviewer.progress import OnProgress
from interviewer.session import catalogue
from interviewer.session.catalogue import Catalogue, Entry, Order, Wanted
from interviewer.session.runtime import Runtime
from interviewer.session.search import near
from interviewer.session.wording import plural
from interviewer.tui.cancelling import post_while_wanted, while_wanted
from interviewer.tui.changing_bank import ChangesBank
from interviewer.tui.modes import ModeScreen
from interviewer.tui.widgets.mode_bar import ModeBar
from interviewer.tui.widgets.question_filter import QuestionFilter
from interviewer.tui.widgets.question_table import QuestionTable

_TYPED = 0.4
"""Seconds after the last letter until meaning is asked for."""
_AT_ONCE = 2000
"""Questions of a bank up to which meaning is asked for without enter; to read more takes minutes, once."""
_AT_TIMES = ("practise", "accept", "accept_all", "undo")
_NOTHING_FITS = "No question fits. Press escape to see all again, or w to write one."


class QuestionsScreen(ChangesBank, ModeScreen):
    """Every question of the bank, with your last score and when it was asked. Enter opens one.

    Slash searches: the words are looked up as you type, and questions that mean the same follow. The filter
    has the questions that you were never asked, those that you know badly and those that are due. You can
    write questions of your own, and import those of other programs.
    """

    MODE = "questions"
    CSS_PATH = "questions.tcss"
    AUTO_FOCUS = "#questions"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash",
            "search",
            "Search",
            key_display="/",
            id="questions.search",
            tooltip="Search questions by words and by their meaning",
        ),
        Binding("l", "filter", "Filter", id="questions.filter", tooltip="Show only some of them"),
        Binding("n", "practise", "Practise", id="questions.practise", tooltip="Practise this question now"),
        Binding("w", "write", "Write", id="questions.write", tooltip="Write a question of your own"),
        Binding(
            "a",
            "accept",
            "Accept",
            id="questions.accept",
            tooltip="Accept the key points that were proposed for this imported question",
        ),
        Binding(
            "A",
            "accept_all",
            "All",
            id="questions.accept_all",
            tooltip="Accept the key points of all questions that are listed",
        ),
        Binding("u", "undo", "Undo", id="questions.undo", tooltip="Take your last change back"),
        Binding("i", "import", "Import", id="questions.import", tooltip="Import cards of other programs"),
        Binding("s", "sort", "Sort", show=False, id="questions.sort", tooltip="Sort by the next column"),
        Binding(
            "r", "reverse", "Reverse", show=False, id="questions.reverse", tooltip="Turn the order round"
        ),
        Binding(
            "escape",
            "back",
            "Back",
            show=False,
            id="questions.back",
            tooltip="Stop what takes long, show everything again, then leave",
        ),
    ]

    class Loaded(Message):
        """The bank and the log were read."""

        def __init__(self, catalogue: Catalogue) -> None:
            super().__init__()
            self.catalogue = catalogue

    class Found(Message):
        """What is wanted was looked for."""

        def __init__(self, wanted: Wanted, entries: tuple[Entry, ...]) -> None:
            super().__init__()
            self.wanted, self.entries = wanted, entries

    class Working(Message):
        """So much of something slow is done."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class Failed(Message):
        """The bank or the log cannot be read."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, runtime: Runtime) -> None:
        super().__init__(runtime)
        self._catalogue: Catalogue | None = None
        self._wanted = Wanted()
        self._shown: Wanted | None = None
        self._entries: tuple[Entry, ...] = ()
        self._near: tuple[str, tuple[str, ...]] = ("", ())
        """Words, and the ids of the questions that are near to them in meaning."""
        self._reading_meaning = False
        self._possible: tuple[bool, ...] = ()
        """Which of the keys that mean something at times only mean something now."""

    def compose(self) -> ComposeResult:
        """The words above the table, the filter beside it."""
        yield ModeBar(self.MODE)
        with Horizontal(id="head"):
            yield Static("Questions", id="title")
            yield Static(id="count", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="listed"):
                yield Input(placeholder="Words, or what it is about", id="words", compact=True)
                yield Static(id="none", markup=False)
                yield QuestionTable(id="questions")
            yield QuestionFilter(id="filter")
        yield Footer()

    def on_mount(self) -> None:
        """Something will be there."""
        self.query_one(QuestionTable).loading = True

    def on_screen_resume(self) -> None:
        """What changed is read again."""
        self.load()

    def bank_changed(self) -> None:
        """List the questions that there are now."""
        self.load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read the bank")
    def load(self) -> None:
        """Read the bank and what the log says of it."""
        try:
            found = catalogue.read(self._runtime, self._telling("Reading the log: {} of {} questions …"))
        except WorkerCancelled:
            return
        except InterviewerError as error:
            self.post_message(self.Failed(str(error)))
        else:
            post_while_wanted(self, self.Loaded(found))

    @work(thread=True, exclusive=True, exit_on_error=False, group="find", description="search the bank")
    def find(self, catalogue: Catalogue, wanted: Wanted, near: tuple[str, ...]) -> None:
        """Look for what is wanted; what is wanted meanwhile is looked for instead."""
        try:
            on_progress = self._telling("Reading the words: {} of {} questions …")
            post_while_wanted(self, self.Found(wanted, catalogue.find(wanted, near, on_progress)))
        except WorkerCancelled:
            return
        except InterviewerError as error:
            self.complain(error)

    @work(exit_on_error=False, group="meaning", description="search by meaning")
    async def find_meaning(self) -> None:
        """Ask the models process what is near to the words, until they stay as they are.

        One question at a time: what is given up ends the process that has the models.
        """
        if self._reading_meaning:
            return
        self._reading_meaning = True
        try:
            while (words := self._wanted.words.strip()) and words != self._near[0]:
                await asyncio.sleep(_TYPED)
                if words == self._wanted.words.strip():
                    self._near = words, await near(words, self._runtime.models, self._tell_meaning)
                    self._look_again()
        except InterviewerError as error:
            self._near = words, ()
            self.notify(f"Searched by word only. {error}", severity="warning", timeout=15, markup=False)
        finally:
            self._reading_meaning = False

    @on(Loaded)
    def _take(self, message: Loaded) -> None:
        if self._catalogue is None or self._catalogue.bank is not message.catalogue.bank:
            self._near = ("", ())
        self._catalogue = message.catalogue
        self.query_one(QuestionTable).loading = False
        self.query_one(QuestionFilter).offer(message.catalogue.bank)
        self._look_again()

    @on(Found)
    def _show(self, message: Found) -> None:
        wanted, table = message.wanted, self.query_one(QuestionTable)
        if wanted != self._wanted or self._catalogue is None:
            return
        self._entries = message.entries
        order = wanted.order, wanted.backwards
        anew = self._shown is None or replace(self._shown, order=None) != replace(wanted, order=None)
        table.show(message.entries, order, self._catalogue.now, anew=anew and self._shown != wanted)
        self._shown = wanted
        self._say(_NOTHING_FITS if not message.entries else "")
        total, count = len(self._catalogue), len(message.entries)
        told = plural(total, "question") if count == total else f"{count} of {plural(total, 'question')}"
        parts = (told, self.query_one(QuestionFilter).words)
        self.query_one("#count", Static).update(" · ".join(filter(None, parts)))
        self._renew_keys()

    @on(Failed)
    def _show_failure(self, message: Failed) -> None:
        self.query_one(QuestionTable).loading = False
        self._say(message.reason)

    @on(Working)
    def _tell_working(self, message: Working) -> None:
        self.query_one("#count", Static).update(message.sentence)

    @on(QuestionFilter.Changed)
    @on(Input.Changed, "#words")
    def _look(self) -> None:
        words = self.query_one("#words", Input).value
        wanted = replace(self._wanted, words=words, **self.query_one(QuestionFilter).choices)
        if wanted != self._wanted:
            self._wanted = wanted
            self._look_again()

    @on(Input.Submitted)
    def _go_to_table(self) -> None:
        if self._wanted.words.strip():
            self.find_meaning()
        self.query_one(QuestionTable).focus()

    @on(QuestionTable.Sort)
    def _sort(self, event: QuestionTable.Sort) -> None:
        again = event.order == self._wanted.order
        self._order(event.order, backwards=not self._wanted.backwards if again else False)

    @on(QuestionTable.Opened)
    def _open(self, event: QuestionTable.Opened) -> None:
        from interviewer.tui.screens.question import QuestionScreen

        self.app.push_screen(QuestionScreen(self._runtime, event.entry.question.id))

    @on(QuestionTable.Moved)
    def _renew_keys(self) -> None:
        # To lay the footer out anew takes long, for every move of the cursor.
        possible = tuple(bool(self.check_action(action, ())) for action in _AT_TIMES)
        if possible != self._possible:
            self._possible = possible
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        chosen = self.query_one(QuestionTable).chosen if self.is_mounted else None
        if action == "practise":
            return chosen is not None
        if action == "accept":
            return chosen is not None and chosen.question.imported == "proposed"
        if action == "accept_all":
            return self._wanted.origin == "proposed" and bool(self._entries)
        if action == "undo":
            return self._catalogue is not None and bool(self._runtime.own_questions.undoable)
        return True

    def action_search(self) -> None:
        """Go to the words."""
        self.query_one("#words").focus()

    def action_filter(self) -> None:
        """Go to the filter."""
        panel = self.query_one(QuestionFilter)
        panel.add_class("-open")
        panel.query(Select).first().focus()

    def action_sort(self) -> None:
        """Sort by the next column; after the last, as the bank has them."""
        orders: tuple[Order | None, ...] = (*self.query_one(QuestionTable).orders, None)
        place = orders.index(self._wanted.order) + 1 if self._wanted.order in orders else 0
        self._order(orders[place % len(orders)], backwards=False)

    def action_reverse(self) -> None:
        """Turn the order round."""
        self._order(self._wanted.order, backwards=not self._wanted.backwards)

    def action_practise(self) -> None:
        """Practise the question under the cursor."""
        if chosen := self.query_one(QuestionTable).chosen:
            self.practise(chosen.question.id)

    def action_write(self) -> None:
        """Write a question, of the topic that is filtered for if there is one."""
        topic = self._wanted.topic
        self.write(lambda own: own.new(topic) if topic else own.new())

    def action_import(self) -> None:
        """Import a deck."""
        from interviewer.tui.screens.import_deck import ImportDeckScreen

        self.app.push_screen(ImportDeckScreen(self._runtime))

    def action_accept(self) -> None:
        """Accept the key points of the question under the cursor."""
        if chosen := self.query_one(QuestionTable).chosen:
            self.accept((chosen.question.id,))

    def action_accept_all(self) -> None:
        """Accept the key points of all questions that are listed, once that is confirmed."""
        from interviewer.tui.screens.confirm import ConfirmScreen

        ids = tuple(entry.question.id for entry in self._entries)

        def answer(yes: bool | None) -> None:
            if yes:
                self.accept(ids)

        question = f"Accept the key points of {plural(len(ids), 'question')} as they were proposed?"
        self.app.push_screen(ConfirmScreen(question, "Accept", "Look at them first"), answer)

    def action_back(self) -> None:
        """Stop what takes long; leave the filter, then show everything again, then leave the screen."""
        panel, table = self.query_one(QuestionFilter), self.query_one(QuestionTable)
        self.workers.cancel_group(self, "meaning")
        inside = panel.has_focus_within
        panel.remove_class("-open")
        if inside:
            table.focus()
        elif self._wanted.narrowed:
            panel.clear()
            self.query_one("#words", Input).clear()
            table.focus()
        elif not table.has_focus:
            table.focus()
        else:
            self.app.action_go_to("practise")

    def _order(self, order: Order | None, *, backwards: bool) -> None:
        self._wanted = replace(self._wanted, order=order, backwards=backwards)
        self._look_again()

    def _look_again(self) -> None:
        if self._catalogue is None:
            return
        words = self._wanted.words.strip()
        near_in_meaning = self._near[1] if words == self._near[0] else ()
        self.find(self._catalogue, self._wanted, near_in_meaning)
        if words and words != self._near[0] and len(self._catalogue) <= _AT_ONCE:
            self.find_meaning()

    def _say(self, sentence: str) -> None:
        """Show a sentence where there are no questions; the table stays, so that keys go where they went."""
        none = self.query_one("#none", Static)
        none.update(sentence)
        none.display = bool(sentence)

    def _tell_meaning(self, done: int, total: int) -> None:
        self.post_message(self.Working(f"Reading what questions mean: {done} of {total} …"))

    def _telling(self, sentence: str) -> OnProgress:
        """What is called with how far a worker is; ends it where it is not wanted any more."""

        def tell(done: int, total: int) -> None:
            if done and done < total:
                self.post_message(self.Working(sentence.format(done, total)))

        return while_wanted(tell)
