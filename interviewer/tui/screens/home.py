"""The first screen: how the topics go, what was done last, and start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Footer, OptionList, Static
from textual.widgets.option_list import Option

from interviewer.errors import InterviewerError
from interviewer.scheduling import TopicStrength
from interviewer.session.runtime import Runtime
from interviewer.store import SessionSummary
from interviewer.tui.failures import TellsFailures
from interviewer.tui.text import MUTED, bar, local_time, plural, score_style, score_text

_LAST_SESSIONS = 8
_BAR = 12


@dataclass(frozen=True)
class _Overview:
    strengths: tuple[TopicStrength, ...]
    titles: dict[str, str]
    sessions: tuple[SessionSummary, ...]


class HomeScreen(TellsFailures, Screen[None]):
    """Topics with their strength, last sessions, start."""

    AUTO_FOCUS = ""  # the start button has it, as soon as there is something to start
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "start", "Start", id="home.start", tooltip="Set up an interview"),
        Binding("r", "review", "Review", id="home.review", tooltip="Past interviews"),
        Binding("q", "app.quit", "Quit", id="home.quit"),
    ]

    class Loaded(Message):
        """The bank and the log were read."""

        def __init__(self, overview: _Overview) -> None:
            super().__init__()
            self.overview = overview

    class Failed(Message):
        """The bank or the log cannot be read."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self._runtime = runtime

    def compose(self) -> ComposeResult:
        """Two panels and the start button."""
        yield Static("interviewer", classes="title")
        yield Static(id="problem", classes="notice", markup=False)
        with Container(id="panels"):
            with VerticalScroll(id="topics", classes="panel", can_focus=False) as topics:
                topics.border_title = "Topics"
                yield Static(id="strengths")
            sessions = OptionList(id="sessions", classes="panel")
            sessions.border_title = "Last sessions"
            yield sessions
        with Horizontal(id="actions"):
            yield Button("Start an interview", variant="primary", id="start", disabled=True)
            yield Static(
                "You are asked aloud and answer aloud, or type.",
                classes="dim",
                id="hint",
            )
        yield Footer()

    def on_screen_resume(self) -> None:
        """What an interview has changed is read again."""
        self.load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read bank and log")
    def load(self) -> None:
        """Read the bank and the log."""
        try:
            overview = _Overview(
                self._runtime.strengths(),
                {topic.id: topic.title for topic in self._runtime.bank.topics},
                self._runtime.history.sessions(_LAST_SESSIONS),
            )
        except InterviewerError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Loaded(overview))

    @on(Loaded)
    def _show(self, message: Loaded) -> None:
        overview = message.overview
        rows = sorted(overview.strengths, key=lambda row: _order(row, overview.titles[row.topic]))
        lines = (_strength_line(row, overview.titles[row.topic]) for row in rows)
        self.query_one("#strengths", Static).update(Content("\n").join(lines))
        sessions = self.query_one("#sessions", OptionList)
        sessions.set_options(
            Option(_session_line(summary), id=str(summary.session.id)) for summary in overview.sessions
        )
        if not overview.sessions:
            sessions.add_option(Option("None yet: your interviews will stand here.", disabled=True))
        self.query_one("#problem").remove_class("-shown")
        start = self.query_one("#start", Button)
        start.disabled = False
        if self.focused is None:
            start.focus()

    @on(Failed)
    def _explain(self, message: Failed) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(message.reason)
        problem.add_class("-shown")
        self.query_one("#start", Button).disabled = True

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Go and choose what to practise."""
        if self.query_one("#start", Button).disabled:
            return
        from interviewer.tui.screens.setup import SetupScreen

        self.app.push_screen(SetupScreen(self._runtime))

    def action_review(self) -> None:
        """Go to the past interviews."""
        if self.query_one("#start", Button).disabled:
            return
        from interviewer.tui.screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen(self._runtime))

    @on(OptionList.OptionSelected, "#sessions")
    def _open_session(self, event: OptionList.OptionSelected) -> None:
        from interviewer.tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self._runtime, int(event.option_id or 0)))


def _order(row: TopicStrength, title: str) -> tuple[bool, float, str]:
    """The weakest topic first; behind all that were graded the others by name."""
    return row.strength is None, row.strength or 0.0, title


def _strength_line(row: TopicStrength, title: str) -> Content:
    if row.strength is None:
        return Content.assemble(f"{title:<36.36} ", bar(0, _BAR, ""), ("   not yet asked", MUTED))
    return Content.assemble(
        f"{title:<36.36} ",
        bar(row.strength / 100, _BAR, score_style(row.strength)),
        score_text(row.strength, 4),
        (f"  {plural(row.attempts, 'answer')}", MUTED),
    )


def _session_line(summary: SessionSummary) -> Content:
    session = summary.session
    return Content.assemble(
        f"{local_time(session.started_at):<13} {session.kind:<9}",
        score_text(summary.mean_score),
        (f"  {plural(summary.asked, 'question')}", MUTED),
    )
