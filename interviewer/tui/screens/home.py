"""The first screen: how ready one is, how the topics go, what to practise now, what was done last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Footer, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from interviewer.errors import InterviewerError
from interviewer.scheduling import Pick, TopicStrength
from interviewer.session import wording
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.store import SessionSummary
from interviewer.tui.modes import ModeScreen
from interviewer.tui.text import MUTED, local_time, score_text
from interviewer.tui.widgets.cut_off_offer import CutOffOffer
from interviewer.tui.widgets.mode_bar import ModeBar
from interviewer.tui.widgets.topic_bars import TopicBars

_LAST_SESSIONS = 8


@dataclass(frozen=True)
class _Overview:
    pick: Pick | None
    strengths: tuple[TopicStrength, ...]
    titles: dict[str, str]
    sessions: tuple[SessionSummary, ...]


class HomeScreen(ModeScreen):
    """Readiness, topics with their strength, last sessions, what to practise now, start."""

    MODE = "practise"
    CSS_PATH = "home.tcss"
    AUTO_FOCUS = ""  # the start button has it, as soon as there is something to start
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "practise", "Practise now", id="home.practise", tooltip="Practise what adds most now"),
        Binding("s", "start", "Start", id="home.start", tooltip="Set up an interview"),
        Binding("r", "app.go_to('review')", "Review", id="home.review", tooltip="Past interviews"),
        Binding("u", "resume", "Resume", id="home.resume", tooltip="Go on where it was cut off"),
        Binding("e", "end", "End it", id="home.end", tooltip="Leave what was cut off as it is"),
        Binding("q", "app.quit", "Quit", id="home.quit"),
    ]

    class Loaded(Message):
        """The bank and the log were read."""

        def __init__(self, overview: _Overview) -> None:
            super().__init__()
            self.overview = overview

    class Forecast(Message):
        """It was computed how ready one is."""

        def __init__(self, readiness: str) -> None:
            super().__init__()
            self.readiness = readiness

    class Failed(Message):
        """The bank or the log cannot be read."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, runtime: Runtime) -> None:
        super().__init__(runtime)
        self._pick: Pick | None = None

    def compose(self) -> ComposeResult:
        """A line of readiness, panels of topics, sessions and the question of now, and the buttons."""
        yield ModeBar(self.MODE)
        yield Static(id="readiness", markup=False)
        yield Static(id="problem", classes="notice", markup=False)
        yield CutOffOffer(self._runtime)
        with Container(id="panels"):
            with VerticalScroll(id="topics", classes="panel") as topics:
                topics.border_title = "Topics"
                yield TopicBars(id="strengths")
            sessions = OptionList(id="sessions", classes="panel")
            sessions.border_title = "Last sessions"
            yield sessions
        with Vertical(id="now", classes="panel") as now:
            now.border_title = "To practise now"
            yield Static(id="question", markup=False)
            yield Static(id="reason", classes="dim", markup=False)
        with Horizontal(id="actions"):
            yield Button("Start an interview", variant="primary", id="start", disabled=True)
            yield Button("Practise now", id="practise", disabled=True)
        yield Footer()

    def on_screen_resume(self) -> None:
        """What an interview has changed is read again."""
        self.load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read bank and log")
    def load(self) -> None:
        """Read the bank and the log."""
        try:
            suggestion = self._runtime.planning.suggest()
            overview = _Overview(
                suggestion.pick if suggestion else None,
                self._runtime.strengths(),
                {topic.id: topic.title for topic in self._runtime.bank.topics},
                self._runtime.history.sessions(_LAST_SESSIONS),
            )
        except InterviewerError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Loaded(overview))

    @work(thread=True, exclusive=True, exit_on_error=False, group="forecast", description="forecast")
    def forecast(self) -> None:
        """Compute how ready one is, which takes longer than reading."""
        runtime = self._runtime
        try:
            plan = runtime.planning.plan(lambda done, total: _unless_left())
            readiness = wording.readiness(plan, runtime.target, runtime.settings.daily_minutes)
        except _LeftError:
            return
        except InterviewerError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Forecast(" ".join(filter(None, [readiness, runtime.target.notice]))))

    @on(Loaded)
    def _show(self, message: Loaded) -> None:
        overview = message.overview
        self.query_one("#strengths", TopicBars).show(overview.strengths, overview.titles)
        sessions = self.query_one("#sessions", OptionList)
        sessions.set_options(
            Option(_session_line(summary), id=str(summary.session.id)) for summary in overview.sessions
        )
        if not overview.sessions:
            sessions.add_option(Option("None yet: your interviews will stand here.", disabled=True))
        self._pick = overview.pick
        self.query_one("#now").set_class(self._pick is not None, "-shown")
        if self._pick:
            self.query_one("#question", Static).update(self._pick.question.question)
            self.query_one("#reason", Static).update(self._pick.reason)
        self.query_one("#problem").remove_class("-shown")
        self.query_one("#practise", Button).disabled = self._pick is None
        start = self.query_one("#start", Button)
        start.disabled = False
        if self.focused is None:
            start.focus()
        self.forecast()
        self.query_one(CutOffOffer).look()

    @on(Forecast)
    def _show_readiness(self, message: Forecast) -> None:
        line = self.query_one("#readiness", Static)
        line.update(message.readiness)
        line.add_class("-shown")

    @on(Failed)
    def _explain(self, message: Failed) -> None:
        problem = self.query_one("#problem", Static)
        problem.update(message.reason)
        problem.add_class("-shown")
        self.query_one("#start", Button).disabled = True
        self.query_one("#practise", Button).disabled = True

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Go and choose what to practise."""
        if self.query_one("#start", Button).disabled:
            return
        from interviewer.tui.screens.setup import SetupScreen

        self.app.push_screen(SetupScreen(self._runtime))

    @on(Button.Pressed, "#practise")
    def action_practise(self) -> None:
        """Practise for a day's minutes, beginning with the question that is shown."""
        if self._pick is None or self.query_one("#practise", Button).disabled:
            return
        from interviewer.tui.screens.interview import InterviewScreen

        setup = Setup(kind="practice", questions=None, minutes=self._runtime.settings.daily_minutes)
        conductor = self._runtime.conductor(setup, first=self._pick)
        self.app.push_screen(InterviewScreen(self._runtime, conductor))

    @on(CutOffOffer.Accepted)
    def _resume(self, message: CutOffOffer.Accepted) -> None:
        from interviewer.tui.screens.interview import InterviewScreen

        try:
            conductor = self._runtime.conductor(message.interview.setup, resumed=message.interview)
        except InterviewerError as error:
            self.complain(error)
        else:
            self.app.push_screen(InterviewScreen(self._runtime, conductor))

    def action_resume(self) -> None:
        """Go on with the interview that was cut off."""
        self.query_one(CutOffOffer).resume()

    def action_end(self) -> None:
        """End the interview that was cut off."""
        self.query_one(CutOffOffer).end()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for what was cut off are there where something was."""
        return action not in ("resume", "end") or self.query_one(CutOffOffer).interview is not None

    @on(OptionList.OptionSelected, "#sessions")
    def _open_session(self, event: OptionList.OptionSelected) -> None:
        from interviewer.tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self._runtime, int(event.option_id or 0)))


class _LeftError(Exception):
    """The screen waits for the forecast no more."""


def _unless_left() -> None:
    if get_current_worker().is_cancelled:
        raise _LeftError


def _session_line(summary: SessionSummary) -> Content:
    session = summary.session
    return Content.assemble(
        f"{local_time(session.started_at):<13} {session.kind:<9}",
        score_text(summary.mean_score),
        (f"  {wording.plural(summary.asked, 'question')}", MUTED),
    )
