"""One session: what it comes to, its questions, and for each the answer, the score and the recording."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Footer, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from interviewer.errors import InterviewerError
from interviewer.session.delivered import remarks
from interviewer.session.history import Attempt
from interviewer.session.report import Report
from interviewer.session.report_wording import KINDS
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.session.wording import OUTCOMES, answer_title, clock, disagreements, plural
from interviewer.tui.failures import TellsFailures
from interviewer.tui.text import MUTED, local_time, score_text
from interviewer.tui.widgets.assessment_view import AssessmentView
from interviewer.tui.widgets.session_overview import SessionOverview

_WHOLE = "whole"
"""Id of the line that stands for the whole interview."""


class ReportScreen(TellsFailures, Screen[None]):
    """Shown after an interview, and for each one of the past.

    Args:
        runtime: Where the session is read from.
        session_id: The session.
        attempt_id: The answer to begin with; by default the only one, or else what all come to.
    """

    HELP = (
        "How an interview went: the whole of it, beside your last ones of its kind, and each answer with "
        "its points. Grade what is not graded yet, listen to what you said, disagree with a verdict, or "
        "practise on with what you missed."
    )
    CSS_PATH = "report.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "r",
            "next",
            "Practise on",
            id="report.next",
            tooltip="Answer again what missed something, or what adds most now",
        ),
        Binding(
            "o",
            "open",
            "Open",
            id="report.open",
            tooltip="Hear this answer word by word, and see all your answers to its question",
        ),
        Binding("p", "play", "Play", id="report.play", tooltip="Open this answer and hear it"),
        Binding("g", "grade", "Grade", id="report.grade", tooltip="Transcribe and grade this answer now"),
        Binding("v", "disagree", "Disagree", id="report.disagree", tooltip="Give your own verdicts"),
        Binding("n", "note", "Note", id="report.note", tooltip="Write a note on this answer"),
        Binding("f", "flag", "Flag", id="report.flag", tooltip="Mark this answer, or take the mark away"),
        Binding("escape", "app.pop_screen", "Back", id="report.back", tooltip="Leave the report"),
    ]

    class Loaded(Message):
        """The session was read from the log."""

        def __init__(self, attempts: tuple[Attempt, ...]) -> None:
            super().__init__()
            self.attempts = attempts

    class Told(Message):
        """It was computed what the session comes to."""

        def __init__(self, report: Report) -> None:
            super().__init__()
            self.report = report

    def __init__(self, runtime: Runtime, session_id: int, attempt_id: int | None = None) -> None:
        super().__init__()
        self._runtime, self._session_id, self._attempt_id = runtime, session_id, attempt_id
        self._attempts: dict[str, Attempt] = {}
        self._report: Report | None = None

    def compose(self) -> ComposeResult:
        """The questions, and beside or below them what came of the highlighted one."""
        yield Static(id="overall", classes="title")
        with Container(id="session"):
            questions = OptionList(id="questions", classes="panel")
            questions.border_title = "Questions"
            yield questions
            with Vertical(id="answer", classes="panel"):
                yield SessionOverview()
                yield Static(id="question", markup=False)
                yield Static(id="facts", classes="dim", markup=False)
                yield AssessmentView(id="assessment")
        yield Footer()

    def on_screen_resume(self) -> None:
        """Read the session; a note or a verdict may have been given."""
        self.load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read the session")
    def load(self) -> None:
        """Read the session from the log; what was read before something changed is not shown after it."""
        worker = get_current_worker()
        try:
            attempts = self._runtime.history.attempts(self._session_id)
            if not worker.is_cancelled:
                self.post_message(self.Loaded(attempts))
            report = Report.read(self._runtime, self._session_id)
        except InterviewerError as error:
            self.complain(error)
        else:
            if not worker.is_cancelled:
                self.post_message(self.Told(report))

    @on(Loaded)
    def _show(self, message: Loaded) -> None:
        self._attempts = {str(attempt.id): attempt for attempt in message.attempts}
        self.query_one("#overall", Static).update(_overall(message.attempts))
        questions = self.query_one("#questions", OptionList)
        shown = (
            questions.highlighted_option.id if questions.highlighted_option else self._first(message.attempts)
        )
        questions.set_options(
            [
                Option(Content.styled(" ≡ The whole interview", "bold"), id=_WHOLE),
                *(Option(_question_line(attempt), id=str(attempt.id)) for attempt in message.attempts),
            ]
        )
        questions.highlighted = questions.get_option_index(shown if shown in self._attempts else _WHOLE)
        questions.focus()

    def _first(self, attempts: tuple[Attempt, ...]) -> str:
        if self._attempt_id is None and len(attempts) == 1:
            return str(attempts[0].id)
        return str(self._attempt_id)

    @on(Told)
    def _show_report(self, message: Told) -> None:
        report = self._report = message.report
        self.query_one(SessionOverview).show(report)
        began = local_time(report.session.started_at, now=self._runtime.standing.now())
        kind = KINDS.get(report.session.kind, report.session.kind)
        overall = Content.assemble(_overall(report.attempts), (f"   {kind}, {began}", MUTED))
        self.query_one("#overall", Static).update(overall)
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted, "#questions")
    async def _show_attempt(self, event: OptionList.OptionHighlighted) -> None:
        attempt = self._attempts.get(event.option_id or "")
        answer = self.query_one("#answer")
        answer.set_class(attempt is None, "-whole")
        answer.border_title = "Answer" if attempt else "The whole interview"
        self.refresh_bindings()
        if attempt is None:
            return
        self.query_one("#question", Static).update(attempt.question.question)
        self.query_one("#facts", Static).update(_facts(attempt))
        heard = attempt.transcript.text if attempt.transcript else ""
        await self.query_one(AssessmentView).show(
            attempt.question,
            attempt.text,
            attempt.counting,
            title=answer_title(attempt),
            heard=heard,
            delivery=remarks(attempt.transcript, attempt.means, attempt.question.terms),
            remarks=disagreements(attempt),
            solution=attempt.solution,
            score=attempt.score,
            hints=attempt.hints,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing for the highlighted answer are not shown."""
        attempt = self._highlighted
        if action == "next":
            return bool(self._report and (self._report.retry or self._report.suggestion))
        if action == "play":
            return bool(attempt and attempt.recording)
        if action == "grade":
            return bool(attempt and attempt.ungraded)
        if action == "disagree":
            return bool(attempt and attempt.assessment)
        if action in ("open", "note", "flag"):
            return attempt is not None
        return True

    @on(Button.Pressed, "#next")
    def action_next(self) -> None:
        """Answer again what missed something; where nothing did, practise what adds most now."""
        report = self._report
        if report is None:
            return
        from interviewer.tui.screens.interview import InterviewScreen

        minutes = self._runtime.settings.daily_minutes
        on = report.retry or Setup(kind="practice", questions=None, minutes=minutes)
        setup = replace(on, means=report.setup.means)
        try:
            conductor = self._runtime.conductor(setup, first=report.suggestion)
        except InterviewerError as error:
            self.complain(error)
        else:
            self.app.switch_screen(InterviewScreen(self._runtime, conductor))

    @on(OptionList.OptionSelected, "#questions")
    def action_open(self) -> None:
        """Open the highlighted answer."""
        self._open(playing=False)

    def action_play(self) -> None:
        """Open the highlighted answer and play it."""
        self._open(playing=True)

    def action_grade(self) -> None:
        """Transcribe and grade the highlighted answer."""
        self._grade()

    def action_disagree(self) -> None:
        """Disagree with verdicts on the highlighted answer."""
        if self._highlighted:
            from interviewer.tui.screens.verdict import VerdictScreen

            self.app.push_screen(VerdictScreen(self._runtime.history, self._highlighted))

    def action_note(self) -> None:
        """Write a note on the highlighted answer."""
        if self._highlighted:
            from interviewer.tui.screens.note import NoteScreen

            note = self._highlighted.note or ""
            self.app.push_screen(NoteScreen(self._runtime, self._highlighted.id, note))

    def action_flag(self) -> None:
        """Flag the highlighted answer, or take the flag away."""
        if self._highlighted:
            self._flag(self._highlighted)

    @work(group="flag", exclusive=True, exit_on_error=False, description="flag an answer")
    async def _flag(self, attempt: Attempt) -> None:
        try:
            await asyncio.to_thread(self._runtime.notes.flag, attempt.id, not attempt.flagged)
        except InterviewerError as error:
            self.complain(error)
        self.load()

    def _open(self, *, playing: bool) -> None:
        if self._highlighted:
            from interviewer.tui.screens.answer import AnswerScreen

            self.app.push_screen(AnswerScreen(self._runtime, self._highlighted.id, playing=playing))

    @work(group="grade", exclusive=True, exit_on_error=False, description="grade an answer")
    async def _grade(self) -> None:
        attempt = self._highlighted
        if not attempt:
            return
        self.query_one("#answer").loading = True
        try:
            if (await self._runtime.complete(attempt)).status != "graded":
                self.notify("No speech was heard in this recording.", severity="warning")
        except InterviewerError as error:
            self.complain(error)
        finally:
            self.query_one("#answer").loading = False
        self.load()

    @property
    def _highlighted(self) -> Attempt | None:
        if not self._attempts:  # the footer asks what may be done before the list is composed
            return None
        option = self.query_one("#questions", OptionList).highlighted_option
        return self._attempts.get(option.id or "") if option else None


def _overall(attempts: tuple[Attempt, ...]) -> Content:
    scores = [attempt.score for attempt in attempts if attempt.score is not None]
    seconds = sum(attempt.seconds or 0 for attempt in attempts)
    facts = f"   {plural(len(attempts), 'question')}, {len(scores)} graded, {clock(seconds)}"
    mean = sum(scores) / len(scores) if scores else None
    return Content.assemble("Overall ", score_text(mean), (facts, MUTED))


def _question_line(attempt: Attempt) -> Content:
    return Content.assemble(
        f"{attempt.number:>2} ",
        score_text(attempt.score),
        ("⚑ " if attempt.flagged else "  ", "$text-warning"),
        attempt.question.question,
    )


def _facts(attempt: Attempt) -> str:
    outcome = "not graded yet" if attempt.ungraded else OUTCOMES[attempt.status]
    parts = [attempt.question.topic.replace("-", " "), attempt.question.difficulty, outcome]
    if attempt.seconds:
        parts.append(f"{'spoken' if attempt.means == 'voice' else 'typed'} in {clock(attempt.seconds)}")
    lines = [" · ".join(parts), f"Why it was asked: {attempt.reason}"]
    if attempt.note:
        lines.append(f"Your note: {attempt.note}")
    return "\n".join(lines)
