"""How practice went: scores, days, pace, fillers, readiness, and the questions that are hardest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.widgets import Footer, Label, OptionList, Select, Tab, Tabs
from textual.worker import WorkerCancelled

from interviewer.errors import InterviewerError
from interviewer.progress import OnProgress
from interviewer.session import trend_wording
from interviewer.session.habit import Habit
from interviewer.session.setup import Setup
from interviewer.session.trends import DeliveryTrend, Forecast, Trend, forecast, since
from interviewer.speech.delivery.advice import USUAL_PACE
from interviewer.store.trends import HardQuestion
from interviewer.tui.cancelling import post_while_wanted, while_wanted
from interviewer.tui.modes import ModeScreen
from interviewer.tui.widgets.answer_filter import AnswerFilter, Chosen
from interviewer.tui.widgets.calendar import PracticeCalendar
from interviewer.tui.widgets.hard_questions import HEADING, HardQuestions
from interviewer.tui.widgets.mode_bar import ModeBar
from interviewer.tui.widgets.plots.interval_bars import IntervalBars, Row
from interviewer.tui.widgets.plots.time_plot import TimePlot
from interviewer.tui.widgets.trend_panel import TrendPanel

_VIEWS = (
    ("s", "scores", "Scores", "Scores over time"),
    ("d", "days", "Days", "The days of practice"),
    ("p", "pace", "Pace", "Words a minute over time"),
    ("f", "fillers", "Fillers", "Fillers in 100 words over time"),
    ("r", "readiness", "Readiness", "How ready you are, and will be"),
    ("h", "hardest", "Hardest", "The questions that you answered worst"),
)
"""Key, id, title and tooltip of each view."""
_PROMISES = {
    "scores": "The score of each answer will stand here, and how it goes over time.",
    "days": "The days on which you practise will be marked here.",
    "pace": "How fast you speak will stand here, once you answer aloud.",
    "fillers": "How often you say “um” or “you know” will stand here, once you answer aloud.",
    "hardest": "The questions that you answered worst will stand here, to be practised again.",
}
"""What a view will show, where there is nothing yet."""
_VIEW = Binding.Group("Views", compact=True)
_BEGIN = "Press 1, then n, to practise."
_ELSEWHERE = "There are none of this topic and time; t and w choose others."
_HARDEST = "Scores of 100, the mean of few answers counting less. Enter opens the question."
_TELL_EVERY = 8
"""Answers measured until it is told again how far it is."""


@dataclass(frozen=True)
class _Overview:
    now: datetime
    scores: Trend
    habit: Habit
    hardest: tuple[HardQuestion, ...]


class ProgressScreen(ModeScreen):
    """Plots of how practice went, each with a sentence that tells the same in words."""

    HELP = (
        "How practice went: scores, days of practice, pace, fillers, readiness, and the questions that you "
        "answered worst. Dots are single answers, or the means of days where there are many; the line is "
        "their local mean. Each view is told in a sentence below it. Enter opens a hard question."
    )
    MODE = "progress"
    CSS_PATH = "progress.tcss"
    AUTO_FOCUS = ""  # when the log is read
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-tall")]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"show('{id}')", title, id=f"progress.{id}", tooltip=tooltip, group=_VIEW)
            for key, id, title, tooltip in _VIEWS
        ),
        Binding("t", "choose('topic')", "Topic", id="progress.topic", tooltip="Only answers of one topic"),
        Binding("w", "choose('period')", "When", id="progress.period", tooltip="Only the latest answers"),
        Binding("n", "practise", "Practise it", id="progress.practise", tooltip="Practise this question now"),
        Binding("escape", "stop", "Stop", id="progress.stop", tooltip="Stop measuring and planning"),
    ]

    class Topics(Message):
        """The topics of the bank were read."""

        def __init__(self, topics: list[tuple[str, str]]) -> None:
            super().__init__()
            self.topics = topics

    class Loaded(Message):
        """The log was read."""

        def __init__(self, overview: _Overview) -> None:
            super().__init__()
            self.overview = overview

    class Measured(Message):
        """It was measured how answers were spoken."""

        def __init__(self, delivery: DeliveryTrend, now: datetime) -> None:
            super().__init__()
            self.delivery, self.now = delivery, now

    class Planned(Message):
        """The days to come were planned."""

        def __init__(self, forecast: Forecast) -> None:
            super().__init__()
            self.forecast = forecast

    class Working(Message):
        """So much of something slow is done."""

        def __init__(self, views: tuple[str, ...], sentence: str) -> None:
            super().__init__()
            self.views, self.sentence = views, sentence

    def compose(self) -> ComposeResult:
        """What it is narrowed to, and the views: one at a time, or all where there is room."""
        yield ModeBar(self.MODE)
        with Horizontal(id="choice"):
            yield Tabs(*(Tab(title, id=id) for _, id, title, _ in _VIEWS))
            yield AnswerFilter()
        with Container(id="views"):
            yield TrendPanel("Scores over time", TimePlot(low=0, high=100), id="scores")
            yield TrendPanel("Days of practice", PracticeCalendar(), id="days")
            yield TrendPanel("Pace, in words a minute", TimePlot(guides=USUAL_PACE), id="pace")
            yield TrendPanel("Fillers in 100 words", TimePlot(low=0), id="fillers")
            yield TrendPanel("Readiness: chance of a good answer", IntervalBars(), id="readiness")
            heading = Label(HEADING, classes="dim")
            yield TrendPanel("Hardest questions", heading, HardQuestions(id="questions"), id="hardest")
        yield Footer()

    def on_screen_resume(self) -> None:
        """What an interview has changed is read again."""
        self.load(self._chosen)

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read the log")
    def load(self, wanted: Chosen) -> None:
        """Read what is quick to read."""
        runtime = self._runtime
        try:
            self.post_message(self.Topics(sorted((topic.title, topic.id) for topic in runtime.bank.topics)))
            now = self._now
            chosen = wanted.topic, since(now, wanted.days)
            overview = _Overview(
                now, runtime.trends.scores(*chosen), runtime.habit(), runtime.trends.hardest(*chosen)
            )
        except InterviewerError as error:
            self._give_up(error)
        else:
            post_while_wanted(self, self.Loaded(overview))

    @work(thread=True, exclusive=True, exit_on_error=False, group="slow", description="measure answers")
    def measure(self, wanted: Chosen) -> None:
        """Measure how answers were spoken, and plan the days to come."""
        try:
            now = self._now
            delivery = self._runtime.trends.delivery(
                wanted.topic,
                since(now, wanted.days),
                self._telling(("pace", "fillers"), "Measured {} of {} spoken answers …"),
            )
            post_while_wanted(self, self.Measured(delivery, now))
            planned = forecast(
                self._runtime.standing,
                self._runtime.planning,
                self._telling(("readiness",), "Planned {} of {} days …"),
            )
            post_while_wanted(self, self.Planned(planned))
        except WorkerCancelled:
            return
        except InterviewerError as error:
            self._give_up(error)

    @on(Topics)
    def _offer(self, message: Topics) -> None:
        self.query_one(AnswerFilter).offer(message.topics)

    @on(Loaded)
    def _show(self, message: Loaded) -> None:
        overview = message.overview
        scores, days, hardest = overview.scores, overview.habit, overview.hardest
        self._plot("scores", scores, overview.now, trend_wording.scores(scores))
        calendar = self.query_one(PracticeCalendar)
        calendar.days, calendar.today = days.days, days.today
        self._tell_of("days", trend_wording.practice(days), empty=not days.days)
        self.query_one(HardQuestions).show(hardest)
        self._tell_of("hardest", _HARDEST, empty=not hardest)
        if self.focused is None:
            tabs = self.query_one(Tabs)
            (tabs if tabs.display else self._panel("scores")).focus()
        self.measure(self._chosen)
        self.refresh_bindings()

    @on(Measured)
    def _show_delivery(self, message: Measured) -> None:
        spoken = message.delivery
        self._plot("pace", spoken.pace, message.now, trend_wording.pace(spoken))
        self._plot("fillers", spoken.fillers, message.now, trend_wording.fillers(spoken))

    @on(Planned)
    def _show_forecast(self, message: Planned) -> None:
        found, settings, target = message.forecast, self._runtime.settings, self._runtime.target
        rows = trend_wording.readiness_rows(found, settings.daily_minutes)
        self.query_one(IntervalBars).rows = tuple(Row(label=label, chance=chance) for label, chance in rows)
        self._panel("readiness").tell(trend_wording.forecast(found, target, settings.daily_minutes))
        self.refresh_bindings()

    @on(Working)
    def _tell_working(self, message: Working) -> None:
        for view in message.views:
            self._panel(view).wait(message.sentence)

    @on(Select.Changed)
    def _narrow(self) -> None:
        self.load(self._chosen)

    @on(Tabs.TabActivated)
    def _switch(self, event: Tabs.TabActivated) -> None:
        for panel in self.query(TrendPanel):
            panel.set_class(panel.id == event.tab.id, "-chosen")
        self.refresh_bindings()

    @on(OptionList.OptionSelected, "#questions")
    def _open(self) -> None:
        question = self.query_one(HardQuestions).chosen
        if question is None:
            return
        from interviewer.tui.screens.question import QuestionScreen

        self.app.push_screen(QuestionScreen(self._runtime, question.question_id))

    def action_practise(self) -> None:
        """Practise the question that is highlighted."""
        question = self.query_one(HardQuestions).chosen
        if question:
            self.app.begin(Setup(kind="practice", questions=1, chosen=(question.question_id,)))

    def action_show(self, view: str) -> None:
        """Go to a view."""
        self.query_one(Tabs).active = view
        self._panel(view).add_class("-chosen")  # before the tabs tell, so that it can be focused
        self._panel(view).enter()

    def action_choose(self, select: str) -> None:
        """Open a list to choose from."""
        self.query_one(AnswerFilter).open(select)

    def action_stop(self) -> None:
        """Stop what takes long; what is shown stays."""
        self.workers.cancel_group(self, "slow")
        for panel in self.query(TrendPanel):
            panel.wait("Stopped. It goes on when you come back here.")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not shown."""
        if action == "practise":
            return self.query_one(HardQuestions).has_focus
        return action != "stop" or any(
            worker.group == "slow" and worker.node is self and worker.is_running for worker in self.workers
        )

    @property
    def _chosen(self) -> Chosen:
        return self.query_one(AnswerFilter).chosen

    @property
    def _now(self) -> datetime:
        return self._runtime.standing.now().astimezone()

    def _panel(self, view: str) -> TrendPanel:
        return self.query_one(f"#{view}", TrendPanel)

    def _plot(self, view: str, trend: Trend, now: datetime, sentence: str) -> None:
        """Show a trend, and tell it."""
        panel = self._panel(view)
        plot = panel.query_one(TimePlot)
        plot.show(trend, now)
        self._tell_of(view, sentence, empty=not trend.points)
        usual = "  ┈ usual" if plot.guides else ""
        panel.border_subtitle = (
            f"• {'day' if trend.by_day else 'answer'}  ─ smoothed{usual}" if trend.points else ""
        )

    def _tell_of(self, view: str, sentence: str, *, empty: bool) -> None:
        """Tell what a view shows; where that is nothing, what it will show, or how to see something."""
        if empty:
            narrowed = self._chosen != Chosen() and view != "days"
            sentence = _ELSEWHERE if narrowed else f"{_PROMISES[view]} {_BEGIN}"
        self._panel(view).tell(sentence, empty=empty)

    def _give_up(self, error: InterviewerError) -> None:
        """Tell why there is no more, also where something is still waited for."""
        self.complain(error)
        self.post_message(self.Working(tuple(id for _, id, _, _ in _VIEWS), str(error)))

    def _telling(self, views: tuple[str, ...], sentence: str) -> OnProgress:
        """What is called with how far a worker is; ends it where it is not wanted any more."""

        def tell(done: int, total: int) -> None:
            if done % _TELL_EVERY == 1:
                self.post_message(self.Working(views, sentence.format(done, total)))

        return while_wanted(tell)
