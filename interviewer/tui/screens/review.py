"""Past interviews, newest first."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from interviewer.errors import InterviewerError
from interviewer.session.runtime import Runtime
from interviewer.session.wording import SESSION_ENDS, clock
from interviewer.store import SessionSummary
from interviewer.tui.failures import TellsFailures
from interviewer.tui.text import local_time, score_text


class ReviewScreen(TellsFailures, Screen[None]):
    """A table of sessions; enter opens one."""

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", "Back", id="review.back"),
    ]

    class Loaded(Message):
        """The log was read."""

        def __init__(self, sessions: tuple[SessionSummary, ...]) -> None:
            super().__init__()
            self.sessions = sessions

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self._runtime = runtime

    def compose(self) -> ComposeResult:
        """The table, or a line where there is nothing yet."""
        yield Static("Past interviews", classes="title")
        yield Static("No interviews yet. Press escape, then s to start one.", id="none", classes="dim")
        yield DataTable(id="sessions", cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """The columns."""
        self.query_one(DataTable).add_columns("When", "Kind", "Score", "Asked", "Graded", "Time", "Ended")

    def on_screen_resume(self) -> None:
        """What changed in a session is read again."""
        self.load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read the log")
    def load(self) -> None:
        """Read the sessions."""
        try:
            self.post_message(self.Loaded(self._runtime.history.sessions()))
        except InterviewerError as error:
            self.app.call_from_thread(self.app.notify, str(error), severity="error", markup=False)

    @on(Loaded)
    def _show(self, message: Loaded) -> None:
        table = self.query_one(DataTable)
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
        table.display = bool(message.sessions)
        self.query_one("#none").display = not message.sessions
        if message.sessions:
            table.focus()

    @on(DataTable.RowSelected)
    def _open(self, event: DataTable.RowSelected) -> None:
        from interviewer.tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self._runtime, int(event.row_key.value or 0)))
