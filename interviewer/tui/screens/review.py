"""Past interviews and answers, to sort, to filter and to search."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, NamedTuple, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import ContentSwitcher, DataTable, Footer, Input, Select, Static
from textual.worker import get_current_worker

from interviewer.bank import Topic
from interviewer.errors import InterviewerError
from interviewer.session.runtime import Runtime
from interviewer.session.wording import plural
from interviewer.store import EVERYTHING, FoundAttempt, Narrowing, Order, SessionOrder
from interviewer.tui.modes import ModeScreen
from interviewer.tui.widgets.attempt_table import AttemptTable
from interviewer.tui.widgets.filter_panel import FilterPanel
from interviewer.tui.widgets.log_table import LogTable
from interviewer.tui.widgets.mode_bar import ModeBar
from interviewer.tui.widgets.session_table import SessionTable

_PAGE = 50
"""Rows that are read at a time; the next are read when the cursor comes to the last."""

List = Literal["sessions", "attempts"]


class _List(NamedTuple):
    key: str
    title: str
    noun: str


_LISTS: dict[List, _List] = {
    "sessions": _List("i", "Interviews", "interview"),
    "attempts": _List("a", "Answers", "answer"),
}
_NONE = "No interviews yet: they are kept here, to read and to hear again. Press 1, then s to start one."
_NOTHING_FITS = "Nothing fits. Press escape to see everything again."


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is shown of which list, in which order."""

    list: List
    words: str = ""
    narrowing: Narrowing = EVERYTHING
    order: str = "newest"
    backwards: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it is less than everything."""
        words = self.words.strip() if self.list == "attempts" else ""
        return bool(words) or self.narrowing != EVERYTHING


class ReviewScreen(ModeScreen):
    """Every interview and every answer that you gave, newest first. Enter opens one.

    Interviews are listed at first; a turns to the single answers, and slash searches their words. The header
    shows by which column the rows are sorted; a click on another one sorts by that.
    """

    MODE = "review"
    CSS_PATH = "review.tcss"
    AUTO_FOCUS = "#sessions"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash",
            "search",
            "Search",
            key_display="/",
            id="review.search",
            tooltip="Search the words of questions, answers and notes",
        ),
        Binding("l", "filter", "Filter", id="review.filter", tooltip="Show only some of them"),
        Binding("s", "sort", "Sort", id="review.sort", tooltip="Sort by the next column"),
        Binding("r", "reverse", "Reverse", id="review.reverse", tooltip="Turn the order round"),
        Binding(
            "i",
            "show('sessions')",
            "Interviews",
            show=False,  # its key stands in the head, as does the other
            id="review.interviews",
            tooltip="List the interviews",
        ),
        Binding(
            "a",
            "show('attempts')",
            "Answers",
            show=False,
            id="review.answers",
            tooltip="List the single answers",
        ),
        Binding("n", "note", "Note", id="review.note", tooltip="Write a note on this answer"),
        Binding("f", "flag", "Flag", id="review.flag", tooltip="Mark this answer, or take the mark away"),
        Binding("escape", "back", "Back", id="review.back", tooltip="Show everything again, then leave"),
    ]

    class Loaded(Message):
        """Some of what is wanted was read from the log."""

        def __init__(self, wanted: _Wanted, rows: Sequence[Any], total: int, skipped: int) -> None:
            super().__init__()
            self.wanted, self.rows, self.total, self.skipped = wanted, rows, total, skipped

    class Offered(Message):
        """The topics of the bank are known."""

        def __init__(self, topics: tuple[Topic, ...]) -> None:
            super().__init__()
            self.topics = topics

    def __init__(self, runtime: Runtime) -> None:
        super().__init__(runtime)
        self._wanted = _Wanted("sessions")
        self._sorted: dict[List, tuple[str, bool]] = {}
        self._shown: dict[List, _Wanted] = {}

    def compose(self) -> ComposeResult:
        """The lists and the words above the table, the filter beside it."""
        yield ModeBar(self.MODE)
        with Horizontal(id="head"):
            yield Static(id="lists")
            yield Static(id="count", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="listed"):
                yield Input(placeholder="Words said or asked", id="words", compact=True)
                yield Static(_NONE, id="none", markup=False)
                with ContentSwitcher(initial="sessions"):
                    yield SessionTable(id="sessions")
                    yield AttemptTable(id="attempts")
            yield FilterPanel(id="filter")
        yield Footer()

    def on_screen_resume(self) -> None:
        """What changed is read again."""
        self._turn_to(self._wanted.list)
        self.read_topics()

    @work(thread=True, exclusive=True, exit_on_error=False, group="topics", description="read the bank")
    def read_topics(self) -> None:
        """Read which topics there are."""
        try:
            self.post_message(self.Offered(tuple(self._runtime.bank.topics)))
        except InterviewerError as error:
            self.complain(error)

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read the log")
    def load(self, wanted: _Wanted, limit: int = _PAGE, skip: int = 0) -> None:
        """Read what is wanted; what is wanted meanwhile is read instead."""
        try:
            rows, total = self._read(wanted, limit, skip)
        except InterviewerError as error:
            self.complain(error)
        else:
            if not get_current_worker().is_cancelled:
                self.post_message(self.Loaded(wanted, rows, total, skip))

    def _read(self, wanted: _Wanted, limit: int, skip: int) -> tuple[Sequence[Any], int]:
        if wanted.list == "sessions":
            sessions = self._runtime.session_search.find(
                wanted.narrowing,
                order=cast(SessionOrder, wanted.order),
                backwards=wanted.backwards,
                limit=limit,
                skip=skip,
            )
            return sessions.sessions, sessions.total
        found = self._runtime.search.find(
            wanted.words,
            wanted.narrowing,
            unfinished=True,
            order=cast(Order, wanted.order),
            backwards=wanted.backwards,
            limit=limit,
            skip=skip,
        )
        return found.attempts, found.total

    @on(Offered)
    def _offer(self, message: Offered) -> None:
        self.query_one(FilterPanel).offer(message.topics)

    @on(Loaded)
    def _show(self, message: Loaded) -> None:
        wanted = message.wanted
        if wanted != self._wanted:
            return
        table = self._table
        if message.skipped:
            table.append(message.rows)
        else:
            again = self._shown.get(wanted.list) == wanted
            if not (again and table.update_rows(message.rows)):
                order, lines = (wanted.order, wanted.backwards), 2 if wanted.words.strip() else 1
                table.show(message.rows[:_PAGE], message.total, order, lines=lines)
            self._shown[wanted.list] = wanted
        everything = not wanted.narrows
        none = self.query_one("#none", Static)
        none.update(_NONE if everything else _NOTHING_FITS)
        none.display = not message.total
        table.display = bool(message.total)
        count = plural(message.total, _LISTS[wanted.list].noun)
        self.query_one("#count", Static).update(
            " · ".join(part for part in (count, self.query_one(FilterPanel).words) if part)
        )
        self.refresh_bindings()

    @on(FilterPanel.Changed)
    @on(Input.Changed, "#words")
    def _look(self) -> None:
        wanted = replace(
            self._wanted,
            words=self.query_one("#words", Input).value,
            narrowing=self.query_one(FilterPanel).narrowing,
        )
        if wanted != self._wanted:
            self._wanted = wanted
            self.load(wanted)

    @on(LogTable.More)
    def _read_on(self, event: LogTable.More) -> None:
        self.load(self._wanted, skip=event.skip)

    @on(LogTable.Sort)
    def _sort(self, event: LogTable.Sort) -> None:
        again = event.order == self._wanted.order
        self._order(event.order, not self._wanted.backwards if again else False)

    @on(DataTable.RowSelected, "#sessions")
    def _open_session(self, event: DataTable.RowSelected) -> None:
        from interviewer.tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self._runtime, int(event.row_key.value or 0)))

    @on(DataTable.RowSelected, "#attempts")
    def _open_attempt(self, event: DataTable.RowSelected) -> None:
        from interviewer.tui.screens.answer import AnswerScreen

        self.app.push_screen(AnswerScreen(self._runtime, int(event.row_key.value or 0)))

    @on(Input.Submitted)
    def _go_to_table(self) -> None:
        self._table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        if action == "show":
            return parameters != (self._wanted.list,)
        return self._chosen is not None if action in ("note", "flag") else True

    def action_show(self, list: List) -> None:
        """Turn to a list."""
        self._turn_to(list)
        self._table.focus()

    def action_search(self) -> None:
        """Go to the words."""
        self._turn_to("attempts")
        self.query_one("#words").focus()

    def action_filter(self) -> None:
        """Go to the filter."""
        panel = self.query_one(FilterPanel)
        panel.add_class("-open")
        panel.query(Select).first().focus()

    def action_sort(self) -> None:
        """Sort by the next column."""
        orders = self._table.orders
        place = orders.index(self._wanted.order) + 1 if self._wanted.order in orders else 0
        self._order(orders[place % len(orders)], backwards=False)

    def action_reverse(self) -> None:
        """Turn the order round."""
        self._order(self._wanted.order, not self._wanted.backwards)

    def action_back(self) -> None:
        """Leave the filter, then show everything again, then leave the screen."""
        panel = self.query_one(FilterPanel)
        inside = panel.has_focus_within
        panel.remove_class("-open")
        if inside:
            self._table.focus()
        elif self._wanted.narrows:
            panel.clear()
            self.query_one("#words", Input).clear()
            self._table.focus()
        else:
            self.app.action_go_to("practise")

    def action_note(self) -> None:
        """Write a note on what is highlighted."""
        if self._chosen:
            self._write_note(self._chosen.attempt_id)

    def action_flag(self) -> None:
        """Flag what is highlighted, or take the flag away."""
        if self._chosen:
            self._flag(self._chosen)

    @work(exclusive=True, exit_on_error=False, group="note", description="write a note")
    async def _write_note(self, attempt_id: int) -> None:
        from interviewer.tui.screens.note import NoteScreen

        try:
            attempt = await asyncio.to_thread(self._runtime.history.attempt, attempt_id)
        except InterviewerError as error:
            self.complain(error)
        else:
            await self.app.push_screen(NoteScreen(self._runtime, attempt_id, attempt.note or ""))

    @work(exclusive=True, exit_on_error=False, group="note", description="flag an answer")
    async def _flag(self, found: FoundAttempt) -> None:
        try:
            await asyncio.to_thread(self._runtime.notes.flag, found.attempt_id, not found.flagged)
        except InterviewerError as error:
            self.complain(error)
        self._turn_to(self._wanted.list)

    @property
    def _table(self) -> LogTable[Any]:
        return self.query_one(f"#{self._wanted.list}", LogTable)

    @property
    def _chosen(self) -> FoundAttempt | None:
        """The attempt that is highlighted, where attempts are shown."""
        chosen = self._table.chosen if self._wanted.list == "attempts" and self.is_mounted else None
        return chosen if isinstance(chosen, FoundAttempt) else None

    def _turn_to(self, list: List) -> None:
        """Show a list, read again as far as it was read before."""
        order, backwards = self._sorted.get(list, ("newest", False))
        self._wanted = replace(self._wanted, list=list, order=order, backwards=backwards)
        self.query_one("#lists", Static).update(_lists(list))
        self.query_one("#words").display = list == "attempts"
        self.query_one(ContentSwitcher).current = list
        self.load(self._wanted, limit=max(_PAGE, self._table.read))
        self.refresh_bindings()

    def _order(self, order: str, backwards: bool) -> None:
        self._sorted[self._wanted.list] = (order, backwards)
        self._wanted = replace(self._wanted, order=order, backwards=backwards)
        self.load(self._wanted)


def _lists(here: List) -> Content:
    return Content.assemble(
        *(
            Content.from_markup(
                f"[@click=screen.show('{id}')] $key $title [/]", key=each.key, title=each.title
            ).stylize("bold reverse" if id == here else "")
            for id, each in _LISTS.items()
        )
    )
