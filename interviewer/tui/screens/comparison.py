"""All answers to one question, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalScroll, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static

from interviewer.bank.question import Question
from interviewer.errors import InterviewerError
from interviewer.session.history import Attempt
from interviewer.session.runtime import Runtime
from interviewer.session.wording import OUTCOMES, answer_title, clock
from interviewer.tui.failures import TellsFailures
from interviewer.tui.text import MUTED, bar, local_time, score_style, score_text, verdict_text

_PAGE = 12
"""Answers that are read at a time; the next are read when one comes to the last."""
_BAR = 16
_STEPS = Binding.Group("Step", compact=True)


class AnswerColumn(VerticalScroll):
    """One answer; scrolls by itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left",
            "screen.step(-1)",
            "Newer",
            id="comparison.newer",
            tooltip="The answer after it",
            group=_STEPS,
        ),
        Binding(
            "right",
            "screen.step(1)",
            "Earlier",
            id="comparison.earlier",
            tooltip="The answer before it",
            group=_STEPS,
        ),
        Binding("enter", "screen.open", "Open", id="comparison.open", tooltip="Read and hear this answer"),
    ]

    def __init__(self, attempt: Attempt) -> None:
        super().__init__(classes="panel")
        self.attempt = attempt
        self.border_title = local_time(attempt.asked_at)
        self.border_subtitle = attempt.session_kind

    def compose(self) -> ComposeResult:
        """The score, the points, the words."""
        yield Static(_told(self.attempt))


class ComparisonScreen(TellsFailures, Screen[int]):
    """Your answers to one question, the newest first: what each was worth, and which points were in it.

    Gives the id of the attempt that was chosen.

    Args:
        runtime: Where the answers are read from.
        question: The question.
        attempt_id: The attempt to begin with, by default the newest.
    """

    HELP = (
        "Your answers to one question side by side, the newest first: what each was worth, and which "
        "points were in it. Enter opens one."
    )
    CSS_PATH = "comparison.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="comparison.back", tooltip="Go back"),
    ]

    class Loaded(Message):
        """Answers were read from the log."""

        def __init__(self, attempts: Sequence[Attempt], more: bool) -> None:
            super().__init__()
            self.attempts, self.more = attempts, more

    def __init__(self, runtime: Runtime, question: Question, attempt_id: int | None = None) -> None:
        super().__init__()
        self._runtime, self._question, self._begin = runtime, question, attempt_id
        self._more = False

    def compose(self) -> ComposeResult:
        """The question above the answers."""
        yield Static(self._question.question, id="question", markup=False)
        yield Static(id="count", markup=False)
        yield HorizontalScroll(id="answers", can_focus=False)
        yield Footer()

    def on_mount(self) -> None:
        """Read the newest."""
        self.load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read the answers")
    def load(self, skip: int = 0) -> None:
        """Read answers from the log, the newest first."""
        attempts: list[Attempt] = []
        try:
            while True:
                page = self._runtime.history.attempts_at(self._question.id, _PAGE, skip + len(attempts))
                attempts += page
                sought = skip == 0 and self._begin not in (None, *(attempt.id for attempt in attempts))
                if len(page) < _PAGE or not sought:
                    break
        except InterviewerError as error:
            self.complain(error)
        else:
            self.post_message(self.Loaded(attempts, len(page) == _PAGE))

    @on(Loaded)
    async def _show(self, message: Loaded) -> None:
        self._more = message.more
        columns = [AnswerColumn(attempt) for attempt in message.attempts]
        await self.query_one("#answers").mount_all(columns)
        if columns and not isinstance(self.focused, AnswerColumn):
            begin = (column for column in columns if column.attempt.id == self._begin)
            self.call_after_refresh(next(begin, columns[0]).focus)  # it is scrolled to, once it has a place
        self._tell()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Read on at the last one."""
        columns = list(self.query(AnswerColumn))
        if self._more and event.widget is columns[-1]:
            self._more = False
            self.load(len(columns))
        self._tell()

    def action_step(self, steps: int) -> None:
        """Go to another answer."""
        columns = list(self.query(AnswerColumn))
        if isinstance(self.focused, AnswerColumn):
            place = columns.index(self.focused) + steps
            columns[max(0, min(place, len(columns) - 1))].focus()

    def action_open(self) -> None:
        """Choose this answer."""
        if isinstance(self.focused, AnswerColumn):
            self.dismiss(self.focused.attempt.id)

    def _tell(self) -> None:
        columns = list(self.query(AnswerColumn))
        place = columns.index(self.focused) + 1 if isinstance(self.focused, AnswerColumn) else 0
        of = f"{len(columns)}{' or more' if self._more else ''}"
        self.query_one("#count", Static).update(f"Answer {place} of {of}, the newest first" if place else "")


def _told(attempt: Attempt) -> Content:
    assessment = attempt.counting
    parts = [_score_line(attempt)]
    if assessment:
        parts += [Content("")]
        parts += [
            Content.assemble(verdict_text(point.verdict), "\n  ", point.point) for point in assessment.points
        ]
    if attempt.text:
        parts += [
            Content(""),
            Content.styled(answer_title(attempt), "bold $text-accent"),
            Content(attempt.text),
        ]
    if attempt.note:
        parts += [Content(""), Content.styled("Your note", "bold $text-accent"), Content(attempt.note)]
    return Content("\n").join(parts)


def _score_line(attempt: Attempt) -> Content:
    time = f" in {clock(attempt.seconds)}" if attempt.seconds else ""
    outcome = (f"{OUTCOMES[attempt.status]}{time}{' ⚑' if attempt.flagged else ''}", MUTED)
    if attempt.score is None:
        return Content.assemble(outcome)
    return Content.assemble(
        score_text(attempt.score),
        ("/100 ", MUTED),
        bar(attempt.score / 100, _BAR, score_style(attempt.score)),
        "\n",
        outcome,
    )
