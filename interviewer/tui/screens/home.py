"""The first screen: how ready one is, what to practise now and why, how it goes, and how regularly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Footer, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import WorkerCancelled

from interviewer.errors import InterviewerError
from interviewer.scheduling import Pick, TopicStrength
from interviewer.session import wording
from interviewer.session.habit import Habit
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Means, Setup
from interviewer.store import SessionSummary
from interviewer.tui.cancelling import while_wanted
from interviewer.tui.modes import ModeScreen
from interviewer.tui.text import MUTED
from interviewer.tui.widgets.calendar import PracticeCalendar
from interviewer.tui.widgets.cut_off_offer import CutOffOffer
from interviewer.tui.widgets.mode_bar import ModeBar
from interviewer.tui.widgets.now_panel import NowPanel
from interviewer.tui.widgets.session_list import SessionList
from interviewer.tui.widgets.topic_bars import TopicBars

_LAST_SESSIONS = 8
_PICKS = 4
"""Questions that are shown: the one of now, and those after it."""
_TREND = timedelta(days=14)
"""How long ago the strengths were that those of now are compared with."""


@dataclass(frozen=True, slots=True)
class _Overview:
    picks: tuple[Pick, ...]
    strengths: tuple[TopicStrength, ...]
    titles: dict[str, str]
    sessions: tuple[SessionSummary, ...]


class HomeScreen(ModeScreen):
    """How ready you are, what to practise now and why, how each topic goes and on which days you practised.

    The question at the top is the one whose practice adds most to a good answer on the day of the interview:
    one key begins with it. Bars show how many of a topic's questions you would answer well today; the arrow
    behind one says how that has changed in two weeks.
    """

    MODE = "practise"
    CSS_PATH = "home.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (38, "-tall")]  # noqa: RUF012 - declared by Textual
    AUTO_FOCUS = ""  # a button has it, as soon as there is something to start
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "practise", "Practise now", id="home.practise", tooltip="Practise what adds most now"),
        Binding("s", "start", "Set up", id="home.start", tooltip="Choose what to practise, and how"),
        Binding("r", "app.go_to('review')", "Review", id="home.review", tooltip="Past interviews"),
        Binding("u", "resume", "Resume", id="home.resume", tooltip="Go on where it was cut off"),
        Binding("e", "end", "End it", id="home.end", tooltip="Leave what was cut off as it is"),
        Binding("q", "app.quit", "Quit", id="home.quit", tooltip="Leave interviewer"),
    ]

    class FirstRun(Message):
        """Nobody has used this home yet."""

    class Loaded(Message):
        """The bank and the log were read."""

        def __init__(self, overview: _Overview) -> None:
            super().__init__()
            self.overview = overview

    class Practised(Message):
        """The days of practice were read."""

        def __init__(self, habit: Habit) -> None:
            super().__init__()
            self.habit = habit

    class Compared(Message):
        """It was computed how strong the topics were some time ago."""

        def __init__(self, before: tuple[TopicStrength, ...]) -> None:
            super().__init__()
            self.before = before

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
        self._overview: _Overview | None = None
        self._greeted = False
        """Whether this app has: where that cannot be written down, home is to be had all the same."""
        self._first_means: Means | None = None
        """How the greeting led to a first answer that is still to begin."""

    def compose(self) -> ComposeResult:
        """A line of readiness, then panels: now, topics, days of practice, last sessions."""
        yield ModeBar(self.MODE)
        yield Static("Working out how ready you are …", id="readiness", markup=False)
        yield Static(id="problem", classes="notice", markup=False)
        yield CutOffOffer(self._runtime)
        with Container(id="panels"):
            with Vertical(id="left"):
                yield NowPanel(id="now")
                following = OptionList(id="next", classes="panel")
                following.border_title = "And then"
                yield following
                with Vertical(id="habit", classes="panel") as habit:
                    habit.border_title = "Days of practice"
                    yield PracticeCalendar(id="calendar")
            with Vertical(id="right"):
                with VerticalScroll(id="topics", classes="panel") as topics:
                    topics.border_title = "Topics"
                    yield TopicBars(id="strengths")
                    yield Static(id="unasked", classes="dim", markup=False)
                sessions = SessionList(id="sessions", classes="panel")
                sessions.border_title = "Last sessions"
                yield sessions
        yield Static(id="streak", markup=False)
        yield Footer()

    def on_screen_resume(self) -> None:
        """What an interview has changed is read again."""
        self.load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read bank and log")
    def load(self) -> None:
        """Read the bank and the log."""
        runtime = self._runtime
        try:
            if runtime.first_run.due():
                self.post_message(self.FirstRun())
            self.post_message(self.Practised(runtime.habit()))
            overview = _Overview(
                runtime.planning.upcoming(_PICKS),
                runtime.strengths(),
                {topic.id: topic.title for topic in runtime.bank.topics},
                runtime.history.sessions(_LAST_SESSIONS),
            )
        except InterviewerError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Loaded(overview))

    @work(thread=True, exclusive=True, exit_on_error=False, group="trend", description="compare with earlier")
    def compare(self) -> None:
        """Compute how strong the topics were some time ago, which takes longer than reading."""
        standing = self._runtime.standing
        try:
            before = standing.strengths_at(standing.now() - _TREND, while_wanted())
        except WorkerCancelled:
            return
        except InterviewerError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Compared(before))

    @work(thread=True, exclusive=True, exit_on_error=False, group="forecast", description="forecast")
    def forecast(self) -> None:
        """Compute how ready one is, which takes longer still."""
        runtime = self._runtime
        try:
            plan = runtime.planning.plan(while_wanted())
            readiness = wording.readiness(plan, runtime.target, runtime.settings.daily_minutes)
        except WorkerCancelled:
            return
        except InterviewerError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.post_message(self.Forecast(" ".join(filter(None, [readiness, runtime.target.notice]))))

    @on(FirstRun)
    def _greet(self) -> None:
        if self._greeted or self.app.screen is not self:  # the app may open at an interview
            return
        from interviewer.tui.screens.first_run import FirstRunScreen

        self._greeted = True
        self.app.push_screen(FirstRunScreen(self._runtime), self._begin_first)

    def _begin_first(self, means: Means | None) -> None:
        self._first_means = means  # the log is read again now; then there is a question to begin with

    @on(Practised)
    def _show_habit(self, message: Practised) -> None:
        calendar = self.query_one(PracticeCalendar)
        calendar.today, calendar.days = message.habit.today, message.habit.days
        streak = wording.streak(message.habit)
        self.query_one("#streak", Static).update(Content.assemble(("▪ ", "$text-accent"), streak))
        self.query_one("#habit").border_subtitle = streak

    @on(Loaded)
    def _show(self, message: Loaded) -> None:
        overview = self._overview = message.overview
        self.query_one("#strengths", TopicBars).show(overview.strengths, overview.titles)
        self.query_one("#unasked", Static).update(_unasked(overview))
        self.query_one(NowPanel).show(next(iter(overview.picks), None))
        self._show_following(overview.picks[1:])
        self.query_one(SessionList).show(overview.sessions)
        self.query_one("#problem").remove_class("-shown")
        means, self._first_means = self._first_means, None
        if means and overview.picks:
            self._practise(overview.picks[0], means)
            return
        self.compare()
        self.forecast()
        self.query_one(CutOffOffer).look()

    def _show_following(self, picks: Sequence[Pick]) -> None:
        following = self.query_one("#next", OptionList)
        following.set_class(bool(picks), "-shown")
        options = [Option(_pick_lines(pick), id=pick.question.id) for pick in picks]
        following.set_options(each for option in options for each in (None, option))

    @on(Compared)
    def _show_trend(self, message: Compared) -> None:
        if self._overview:
            bars = self.query_one("#strengths", TopicBars)
            bars.show(self._overview.strengths, self._overview.titles, message.before)
            since = wording.day((self._runtime.standing.now() - _TREND).astimezone().date())
            self.query_one("#topics").border_subtitle = f"↑ ↓ since {since}" if bars.bars else ""

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
        readiness = self.query_one("#readiness", Static)
        if not readiness.has_class("-shown"):
            readiness.update("")
        self._first_means = None
        self.query_one(NowPanel).disable()

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Go and choose what to practise."""
        if self.query_one(NowPanel).can_start:
            from interviewer.tui.screens.setup import SetupScreen

            self.app.push_screen(SetupScreen(self._runtime))

    @on(Button.Pressed, "#practise")
    def action_practise(self) -> None:
        """Practise for a day's minutes, beginning with the question that is shown."""
        if self._overview and self.query_one(NowPanel).can_practise:
            self._practise(self._overview.picks[0])

    @on(OptionList.OptionSelected, "#next")
    def _practise_another(self, event: OptionList.OptionSelected) -> None:
        if self._overview and self.query_one(NowPanel).can_practise:
            self._practise(self._overview.picks[1 + event.option_index])

    def _practise(self, first: Pick, means: Means = "voice") -> None:
        minutes = self._runtime.settings.daily_minutes
        setup = Setup(kind="practice", questions=None, minutes=minutes, means=means)
        self.app.begin(setup, first=first)

    @on(CutOffOffer.Accepted)
    def _resume(self, message: CutOffOffer.Accepted) -> None:
        self.app.begin(message.interview.setup, resumed=message.interview)

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


def _unasked(overview: _Overview) -> str:
    """The topics that have no bar, by name."""
    names = [overview.titles[each.topic] for each in overview.strengths if each.strength is None]
    if len(names) == len(overview.strengths):
        return f"How well you know each of {len(names)} topics will stand here, once you have answered."
    return f"\nNot yet asked: {', '.join(names)}." if names else ""


def _pick_lines(pick: Pick) -> Content:
    return Content.assemble(" ".join(pick.question.question.split()), "\n", (pick.reason, MUTED))
