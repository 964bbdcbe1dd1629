"""One answer whole: how it sounds, what was made of it, and what can be done about it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static
from textual.worker import get_current_worker

from interviewer.errors import BankError, InterviewerError
from interviewer.session.conductor import Conductor
from interviewer.session.delivered import remarks
from interviewer.session.history import Attempt
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Setup
from interviewer.session.wording import OUTCOMES, answer_title, clock, disagreements
from interviewer.tui.failures import TellsFailures
from interviewer.tui.text import local_time
from interviewer.tui.widgets.assessment_view import AssessmentView
from interviewer.tui.widgets.playback import Playback


class AnswerScreen(TellsFailures, Screen[None]):
    """One answer: its recording, where the word that is heard is marked, and how it was graded.

    A click on a word plays from there. Words that were heard with little confidence are underlined. Compare
    shows all your answers to the same question side by side.

    Args:
        runtime: Where the answer is read from.
        attempt_id: The attempt that it is of.
        playing: Whether its recording is played at once.
    """

    CSS_PATH = "answer.tcss"
    AUTO_FOCUS = ""  # what there is to focus is told by the answer
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "play", "Play", show=False, id="answer.play", tooltip="Play the recording, or pause it"),
        Binding(
            "c",
            "compare",
            "Compare",
            id="answer.compare",
            tooltip="See all answers to this question side by side",
        ),
        Binding("a", "again", "Again", id="answer.again", tooltip="Answer this question once more, now"),
        Binding("g", "grade", "Grade", id="answer.grade", tooltip="Transcribe and grade this answer now"),
        Binding("v", "disagree", "Disagree", id="answer.disagree", tooltip="Give your own verdicts"),
        Binding("n", "note", "Note", id="answer.note", tooltip="Write a note on this answer"),
        Binding(
            "f",
            "flag",
            "Flag",
            show=False,
            id="answer.flag",
            tooltip="Mark this answer, or take the mark away",
        ),
        Binding("escape", "app.pop_screen", "Back", id="answer.back", tooltip="Go back"),
    ]

    class Loaded(Message):
        """The answer was read from the log; its recording is None where the file is gone.

        `askable` tells whether the bank has its question.
        """

        def __init__(self, attempt: Attempt, *, askable: bool) -> None:
            super().__init__()
            self.attempt, self.askable = attempt, askable

    class Ready(Message):
        """The question can be asked once more."""

        def __init__(self, conductor: Conductor) -> None:
            super().__init__()
            self.conductor = conductor

    def __init__(self, runtime: Runtime, attempt_id: int, *, playing: bool = False) -> None:
        super().__init__()
        self._runtime, self._attempt_id, self._begin_playing = runtime, attempt_id, playing
        self._attempt: Attempt | None = None
        self._askable = False

    def compose(self) -> ComposeResult:
        """The question, and below it the recording beside or above the assessment."""
        yield Static(id="question", markup=False)
        yield Static(id="facts", markup=False)
        with Container(id="answer"):
            yield Playback(self._runtime.sound)
            assessment = AssessmentView(id="assessment", classes="panel")
            assessment.border_title = "Assessment"
            yield assessment
        yield Footer()

    def on_screen_resume(self) -> None:
        """A note or a verdict may have been given."""
        self.load()

    def on_screen_suspend(self) -> None:
        """Be silent behind another screen."""
        self.query_one(Playback).pause()

    @work(thread=True, exclusive=True, exit_on_error=False, group="load", description="read the answer")
    def load(self) -> None:
        """Read the answer from the log."""
        try:
            attempt = self._runtime.history.attempt(self._attempt_id)
        except InterviewerError as error:
            self.complain(error)
        else:
            there = attempt.recording is not None and attempt.recording.is_file()
            if get_current_worker().is_cancelled:  # what was read before a change is not shown after it
                return
            shown = attempt if there else replace(attempt, recording=None)
            self.post_message(self.Loaded(shown, askable=self._has(attempt.question.id)))

    def _has(self, question_id: str) -> bool:
        """Whether the bank has a question."""
        try:
            return question_id in self._runtime.bank
        except BankError:  # the answer can be read all the same
            return False

    @on(Loaded)
    async def _show(self, message: Loaded) -> None:
        attempt, before = message.attempt, self._attempt
        self._attempt, self._askable = attempt, message.askable
        self.query_one("#question", Static).update(attempt.question.question)
        self.query_one("#facts", Static).update(_facts(attempt))
        playback, assessment = self.query_one(Playback), self.query_one(AssessmentView)
        heard = _heard(attempt)
        if before is None or (attempt.recording, heard) != (before.recording, _heard(before)):
            playback.show(attempt.recording, attempt.transcript)
        playback.display = bool(attempt.recording or heard)
        playback.border_title = "Recording" if attempt.recording else "Heard; the recording is gone"
        if before is None:
            (playback if playback.display else assessment).focus()
        if self._begin_playing:
            self._begin_playing = False
            playback.play_from(0.0)
        await assessment.show(
            attempt.question,
            attempt.text if attempt.text != heard else "",
            attempt.counting,
            title=answer_title(attempt),
            delivery=remarks(attempt.transcript, attempt.means, attempt.question.terms),
            remarks=disagreements(attempt),
            solution=attempt.solution,
            score=attempt.score,
            hints=attempt.hints,
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing for this answer are not shown."""
        attempt = self._attempt
        if action == "play":
            return bool(attempt and attempt.recording)
        if action == "grade":
            return bool(attempt and attempt.ungraded)
        if action == "disagree":
            return bool(attempt and attempt.assessment)
        if action == "again":  # no bank has a question that was made of an answer
            return attempt is not None and self._askable
        return attempt is not None or action not in ("compare", "note", "flag")

    def action_play(self) -> None:
        """Play the recording, or pause it."""
        self.query_one(Playback).action_play_or_pause()

    def action_compare(self) -> None:
        """See all answers to this question."""
        if self._attempt:
            from interviewer.tui.screens.comparison import ComparisonScreen

            comparison = ComparisonScreen(self._runtime, self._attempt.question, self._attempt_id)
            self.app.push_screen(comparison, self._turn_to)

    def action_again(self) -> None:
        """Answer the question once more."""
        if self._attempt:
            self._prepare(self._attempt.question.id)

    def action_disagree(self) -> None:
        """Disagree with verdicts."""
        if self._attempt:
            from interviewer.tui.screens.verdict import VerdictScreen

            self.app.push_screen(VerdictScreen(self._runtime.history, self._attempt))

    def action_note(self) -> None:
        """Write a note."""
        if self._attempt:
            from interviewer.tui.screens.note import NoteScreen

            self.app.push_screen(NoteScreen(self._runtime, self._attempt_id, self._attempt.note or ""))

    def action_flag(self) -> None:
        """Mark the answer, or take the mark away."""
        attempt = self._attempt
        if attempt:
            flagged = not attempt.flagged
            self._change(lambda: asyncio.to_thread(self._runtime.notes.flag, attempt.id, flagged))

    def action_grade(self) -> None:
        """Transcribe and grade the answer."""
        attempt = self._attempt
        if attempt:
            self._change(lambda: self._grade(attempt))

    async def _grade(self, attempt: Attempt) -> None:
        view = self.query_one(AssessmentView)
        view.loading = True
        try:
            if (await self._runtime.complete(attempt)).status != "graded":
                self.notify("No speech was heard in this recording.", severity="warning")
        finally:
            view.loading = False

    @work(group="change", exclusive=True, exit_on_error=False, description="change an answer")
    async def _change(self, step: Callable[[], Awaitable[None]]) -> None:
        try:
            await step()
        except InterviewerError as error:
            self.complain(error)
        self.load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="again", description="read the bank")
    def _prepare(self, question_id: str) -> None:
        try:
            setup = Setup(kind="practice", questions=1, chosen=(question_id,))
            self.post_message(self.Ready(self._runtime.conductor(setup)))
        except InterviewerError as error:
            self.complain(error)

    @on(Ready)
    def _ask(self, message: Ready) -> None:
        from interviewer.tui.screens.interview import InterviewScreen

        self.app.push_screen(InterviewScreen(self._runtime, message.conductor))

    def _turn_to(self, attempt_id: int | None) -> None:
        if attempt_id is not None and attempt_id != self._attempt_id:
            self._attempt_id, self._attempt = attempt_id, None
            self.load()


def _heard(attempt: Attempt) -> str:
    return attempt.transcript.text if attempt.transcript else ""


def _facts(attempt: Attempt) -> str:
    facts = [
        local_time(attempt.asked_at),
        attempt.session_kind,
        attempt.question.topic.replace("-", " "),
        attempt.question.difficulty,
    ]
    if attempt.status != "graded":
        facts.append("not graded yet" if attempt.ungraded else OUTCOMES[attempt.status])
    if attempt.seconds:
        facts.append(f"{'spoken' if attempt.means == 'voice' else 'typed'} in {clock(attempt.seconds)}")
    lines = [("⚑ " if attempt.flagged else "") + " · ".join(facts)]
    if attempt.note:
        lines.append(f"Your note: {attempt.note}")
    return "\n".join(lines)
