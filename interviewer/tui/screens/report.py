"""One session: its questions, and for each the answer, the score and the recording."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from interviewer.errors import InterviewerError
from interviewer.session.delivered import over_session, remarks
from interviewer.session.history import Attempt
from interviewer.session.runtime import Runtime
from interviewer.session.wording import OUTCOMES, answer_title, clock, disagreements, plural
from interviewer.tui.failures import TellsFailures
from interviewer.tui.text import MUTED, score_text
from interviewer.tui.widgets.assessment_view import AssessmentView


class ReportScreen(TellsFailures, Screen[None]):
    """Shown after an interview, and for each one of the past.

    Args:
        runtime: Where the session is read from.
        session_id: The session.
        attempt_id: The answer to begin with, by default the first.
    """

    CSS_PATH = "report.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "play", "Play recording", id="report.play", tooltip="Hear your own answer"),
        Binding("x", "stop", "Stop", id="report.stop"),
        Binding("g", "grade", "Grade", id="report.grade", tooltip="Transcribe and grade this answer now"),
        Binding("v", "disagree", "Disagree", id="report.disagree", tooltip="Give your own verdicts"),
        Binding("n", "note", "Note", id="report.note", tooltip="Write a note on this answer"),
        Binding("f", "flag", "Flag", id="report.flag", tooltip="Mark this answer, or take the mark away"),
        Binding("escape", "app.pop_screen", "Back", id="report.back"),
    ]

    class Loaded(Message):
        """The session was read from the log."""

        def __init__(self, attempts: tuple[Attempt, ...]) -> None:
            super().__init__()
            self.attempts = attempts

    def __init__(self, runtime: Runtime, session_id: int, attempt_id: int | None = None) -> None:
        super().__init__()
        self._runtime, self._session_id, self._attempt_id = runtime, session_id, attempt_id
        self._attempts: dict[str, Attempt] = {}
        self._playing = False

    def compose(self) -> ComposeResult:
        """The questions, and beside or below them what came of the highlighted one."""
        yield Static(id="overall", classes="title")
        yield Static(id="delivery", classes="title", markup=False)
        with Container(id="session"):
            questions = OptionList(id="questions", classes="panel")
            questions.border_title = "Questions"
            yield questions
            with Vertical(id="answer", classes="panel") as answer:
                answer.border_title = "Answer"
                yield Static(id="question", markup=False)
                yield Static(id="facts", classes="dim", markup=False)
                yield AssessmentView(id="assessment")
        yield Footer()

    def on_screen_resume(self) -> None:
        """Read the session; a note or a verdict may have been given."""
        self.load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read the session")
    def load(self) -> None:
        """Read the session from the log."""
        try:
            self.post_message(self.Loaded(self._runtime.history.attempts(self._session_id)))
        except InterviewerError as error:
            self.complain(error)

    @on(Loaded)
    def _show(self, message: Loaded) -> None:
        self._attempts = {str(attempt.id): attempt for attempt in message.attempts}
        self.query_one("#overall", Static).update(_overall(message.attempts))
        delivery, spoken = self.query_one("#delivery", Static), over_session(message.attempts)
        delivery.update(spoken)
        delivery.display = bool(spoken)
        questions = self.query_one("#questions", OptionList)
        chosen = self._highlighted.id if self._highlighted else self._attempt_id
        questions.set_options(Option(_question_line(a), id=str(a.id)) for a in message.attempts)
        if message.attempts:
            questions.highlighted = next((i for i, a in enumerate(message.attempts) if a.id == chosen), 0)
            questions.focus()

    @on(OptionList.OptionHighlighted, "#questions")
    async def _show_attempt(self, event: OptionList.OptionHighlighted) -> None:
        attempt = self._attempts[event.option_id or ""]
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
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing for the highlighted answer are not shown."""
        attempt = self._highlighted
        if action == "play":
            return bool(attempt and attempt.recording and not self._playing)
        if action == "stop":
            return self._playing
        if action == "grade":
            return bool(attempt and attempt.ungraded)
        if action == "disagree":
            return bool(attempt and attempt.assessment)
        if action in ("note", "flag"):
            return attempt is not None
        return True

    def action_play(self) -> None:
        """Play the recording of the highlighted answer."""
        self._play()

    def action_stop(self) -> None:
        """Stop playing."""
        self.workers.cancel_group(self, "play")

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

    @work(group="play", exclusive=True, exit_on_error=False, description="play a recording")
    async def _play(self) -> None:
        attempt = self._highlighted
        if not attempt or not attempt.recording:
            return
        self._playing = True
        self.refresh_bindings()
        try:
            await self._runtime.sound.play(attempt.recording)
        except InterviewerError as error:
            self.complain(error)
        finally:
            self._playing = False
            self.refresh_bindings()

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
    facts = f"   {plural(len(attempts), 'question')}, {len(scores)} graded, {clock(seconds)} of answering"
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
