"""Past interviews, newest first, and a search in what was asked and said."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import ContentSwitcher, DataTable, Footer, Input, Static
from textual.worker import get_current_worker

from interviewer.errors import InterviewerError
from interviewer.session.runtime import Runtime
from interviewer.session.wording import SESSION_ENDS, clock
from interviewer.store import Found, FoundAttempt, SessionSummary
from interviewer.tui.modes import ModeScreen
from interviewer.tui.text import local_time, score_text
from interviewer.tui.widgets.found_list import FoundList
from interviewer.tui.widgets.mode_bar import ModeBar
from interviewer.tui.widgets.search_bar import SearchBar, Wanted

_PAGE = 100
"""Sessions that are read at a time; the next are read when the cursor comes to the last."""
_MOST_FOUND = 100


class ReviewScreen(ModeScreen):
    """A table of sessions, or the attempts that were searched for; enter opens one."""

    MODE = "review"
    CSS_PATH = "review.tcss"
    AUTO_FOCUS = "#sessions"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash", "search", "Search", id="review.search", tooltip="Search questions, answers and notes"
        ),
        Binding("n", "note", "Note", id="review.note", tooltip="Write a note on this answer"),
        Binding("f", "flag", "Flag", id="review.flag", tooltip="Mark this answer, or take the mark away"),
        Binding("escape", "back", "Back", id="review.back"),
    ]

    class Loaded(Message):
        """Sessions were read from the log."""

        def __init__(self, sessions: tuple[SessionSummary, ...], skipped: int) -> None:
            super().__init__()
            self.sessions, self.skipped = sessions, skipped

    class Searched(Message):
        """The log was searched."""

        def __init__(self, wanted: Wanted, found: Found) -> None:
            super().__init__()
            self.wanted, self.found = wanted, found

    def __init__(self, runtime: Runtime) -> None:
        super().__init__(runtime)
        self._shown: Wanted | None = None

    def compose(self) -> ComposeResult:
        """The search above the table, or a line where there is nothing yet."""
        yield ModeBar(self.MODE)
        yield Static("Past interviews", classes="title", id="title")
        yield SearchBar(self._runtime.bank.topics, id="search")
        yield Static("No interviews yet. Press 1, then s to start one.", id="none", classes="dim")
        with ContentSwitcher(initial="sessions"):
            yield DataTable(id="sessions", cursor_type="row")
            yield FoundList(id="found")
        yield Footer()

    def on_mount(self) -> None:
        """The columns."""
        self.query_one(DataTable).add_columns("When", "Kind", "Score", "Asked", "Graded", "Time", "Ended")

    def on_screen_resume(self) -> None:
        """What changed in a session is read again."""
        self.load(limit=max(_PAGE, self.query_one(DataTable).row_count))
        self._look()

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read the log")
    def load(self, limit: int = _PAGE, skip: int = 0) -> None:
        """Read sessions, the newest first."""
        try:
            self.post_message(self.Loaded(self._runtime.history.sessions(limit, skip), skip))
        except InterviewerError as error:
            self.complain(error)

    @work(thread=True, exclusive=True, exit_on_error=False, group="search", description="search the log")
    def search(self, wanted: Wanted) -> None:
        """Search the log; what is typed meanwhile is searched for instead."""
        try:
            found = self._runtime.search.find(
                wanted.words,
                unfinished=True,
                topic=wanted.topic,
                status=wanted.status,
                order=wanted.order,
                limit=_MOST_FOUND,
            )
        except InterviewerError as error:
            self.complain(error)
        else:
            if not get_current_worker().is_cancelled:
                self.post_message(self.Searched(wanted, found))

    @on(SearchBar.Changed)
    def _look(self) -> None:
        wanted = self._wanted
        if wanted:
            self.search(wanted)
        else:
            self.workers.cancel_group(self, "search")
            self._switch("sessions", "Past interviews")

    @on(Searched)
    def _show_found(self, message: Searched) -> None:
        if message.wanted != self._wanted:
            return
        total, shown = message.found.total, len(message.found.attempts)
        title = f"{total} found" + (f", the first {shown}" if shown < total else "")
        self.query_one(FoundList).show(message.found, again=message.wanted == self._shown)
        self._shown = message.wanted
        self._switch("found", title)

    @on(Loaded)
    def _show_sessions(self, message: Loaded) -> None:
        table = self.query_one(DataTable)
        row = table.cursor_row
        if not message.skipped:
            table.clear()
        for summary in message.sessions:
            session = summary.session
            table.add_row(
                local_time(session.started_at),
                session.kind,
                score_text(summary.mean_score),
                str(summary.asked),
                str(summary.graded),
                clock(summary.seconds),
                SESSION_ENDS[session.status],
                key=str(session.id),
            )
        table.move_cursor(row=row)
        for part in (SearchBar, ContentSwitcher):
            self.query_one(part).display = bool(table.row_count)
        self.query_one("#none").display = not table.row_count

    @on(DataTable.RowHighlighted)
    def _read_on(self, event: DataTable.RowHighlighted) -> None:
        count = event.data_table.row_count
        if event.cursor_row == count - 1 and count >= _PAGE:
            self.load(skip=count)

    @on(DataTable.RowSelected)
    def _open_session(self, event: DataTable.RowSelected) -> None:
        self._open(int(event.row_key.value or 0))

    @on(FoundList.OptionSelected)
    def _open_found(self) -> None:
        found = self._chosen
        if found:
            self._open(found.session_id, found.attempt_id)

    @on(Input.Submitted)
    def _go_to_found(self) -> None:
        self.query_one(f"#{self.query_one(ContentSwitcher).current}").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        return self._chosen is not None if action in ("note", "flag") else True

    def action_search(self) -> None:
        """Go to the search."""
        self.query_one(Input).focus()

    def action_back(self) -> None:
        """Leave what was found, then the screen."""
        if not self._wanted:
            self.app.action_go_to("practise")
            return
        self.query_one(SearchBar).clear()
        self.query_one("#sessions").focus()

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
        self._look()

    @property
    def _wanted(self) -> Wanted:
        return self.query_one(SearchBar).wanted

    @property
    def _chosen(self) -> FoundAttempt | None:
        """The attempt that is highlighted, where attempts are shown."""
        showing = self.query_one(ContentSwitcher).current == "found"
        return self.query_one(FoundList).chosen if showing else None

    def _switch(self, shown: str, title: str) -> None:
        switcher = self.query_one(ContentSwitcher)
        had_focus = self.focused is not None and self.focused.id == switcher.current
        switcher.current = shown
        if had_focus:
            self.query_one(f"#{shown}").focus()
        self.query_one("#title", Static).update(title)
        self.refresh_bindings()

    def _open(self, session_id: int, attempt_id: int | None = None) -> None:
        from interviewer.tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self._runtime, session_id, attempt_id))
