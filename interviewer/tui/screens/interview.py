"""One interview under way.

The conductor runs as an async worker and posts `Changed`; the handler shows what it says. Every key
becomes one of its commands. Clocks and the level meter are polled.
"""

from __future__ import annotations

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Static, TextArea

from interviewer.errors import InterviewerError
from interviewer.session.conductor import Conductor
from interviewer.session.delivered import remarks
from interviewer.session.interview import Command, Phase
from interviewer.session.runtime import Runtime
from interviewer.session.turn import Turn
from interviewer.session.wording import disagreements
from interviewer.tui.elsewhere import edited_elsewhere
from interviewer.tui.failures import TellsFailures
from interviewer.tui.key_names import KeyNames
from interviewer.tui.screens.confirm import ConfirmScreen
from interviewer.tui.screens.interview_keys import KEYS
from interviewer.tui.undisturbed import undisturbed
from interviewer.tui.widgets.answer_editor import AnswerEditor
from interviewer.tui.widgets.assessment_view import AssessmentView
from interviewer.tui.widgets.code_editor import CodeEditor
from interviewer.tui.widgets.coding_view import CodingView
from interviewer.tui.widgets.countdown import Countdown
from interviewer.tui.widgets.level_meter import LevelMeter
from interviewer.tui.widgets.live_transcript import LiveTranscript
from interviewer.tui.widgets.state_line import StateLine, state

_POLL_HERTZ = 15
_EDITING = (Phase.TYPING, Phase.CHECKING)
_WRITTEN = (*_EDITING, Phase.CODING)
_WITH_CODE = (Phase.CODING, Phase.LISTENING, Phase.TYPING, Phase.TRANSCRIBING, Phase.CHECKING)
_HEARING = (Phase.LISTENING, Phase.TRANSCRIBING)
_COVERED = "The question is covered while the clocks stand still."


class InterviewScreen(TellsFailures, Screen[None]):
    """The question, the clocks, and whatever the phase needs: meter, editor or feedback."""

    HELP = (
        "One interview. The question stands at the top with both clocks; the line below it says what "
        "happens now: asking, listening, transcribing, grading.\n\n"
        "Speak when it listens, and press enter when you are done; a long pause ends the answer, too, but "
        "on the day it does not. Then correct what was misheard, and have it graded. You can type instead "
        "at any time. What you said and typed is kept whatever happens, and an interview that is cut off "
        "goes on from the first screen.\n\n"
        "A hint costs points of the answer. Pause stops both clocks and the microphone."
    )
    CSS_PATH = "interview.tcss"
    BINDINGS = KEYS

    class Changed(Message):
        """The conductor went on."""

    class Ended(Message):
        """The interview is over; `error` says why, if it could not even begin."""

        def __init__(self, error: InterviewerError | None) -> None:
            super().__init__()
            self.error = error

    def __init__(self, runtime: Runtime, conductor: Conductor) -> None:
        super().__init__()
        self._runtime, self._conductor = runtime, conductor
        self._interview = conductor.interview
        self._shown: tuple[Turn | None, Phase] = (None, Phase.READY)
        self._notice: str | None = ""
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Clocks above the question, the state below it, then the phase's own part."""
        with Horizontal(id="clocks", classes="title"):
            yield Static(id="place", markup=False)
            yield Static("⚑ flagged", id="flagged")
            yield Countdown("Answer")
            yield Countdown("Session")
        with VerticalScroll(id="asked", classes="panel", can_focus=False):
            yield Static(_COVERED, id="cover")
            yield Static(id="question", markup=False)
            yield Static(id="reason", classes="dim", markup=False)
        with VerticalScroll(id="hints", can_focus=False):
            yield Static(markup=False)
        with Horizontal(id="status"):
            yield StateLine()
            yield LevelMeter()
        yield Static(id="notice", classes="notice", markup=False)
        with Vertical(id="work"):
            yield LiveTranscript()
            yield CodingView()
            yield AnswerEditor(id="editor")
            yield AssessmentView()
        yield Footer(compact=True, show_command_palette=False)  # which is full

    @property
    def phase(self) -> Phase:
        """The phase that is on the screen, a moment behind that of the interview."""
        return self._shown[1]

    @property
    def _writing(self) -> bool:
        """Whether code may be changed now."""
        interview = self._interview
        return self.phase is Phase.CODING and not (interview.running or interview.paused or interview.blocked)

    @property
    def listening(self) -> bool:
        """Whether the microphone is open."""
        return self.phase is Phase.LISTENING and not self._interview.opening

    def on_mount(self) -> None:
        """Begin."""
        self._keys = {writing: KeyNames(self, writing=writing) for writing in (False, True)}
        self._conductor.on_change = lambda: self.post_message(self.Changed())
        self.set_interval(1 / _POLL_HERTZ, self._poll)
        self._show_part(Phase.READY, None)
        self._conduct()

    @work(group="interview", exclusive=True, exit_on_error=False, description="conduct the interview")
    async def _conduct(self) -> None:
        failed = None
        try:
            with undisturbed():
                await self._conductor.run()
        except InterviewerError as error:
            failed = error
        finally:
            self.post_message(self.Ended(failed))

    async def leave(self) -> bool:
        """End the interview for the app to quit, and wait until its log is written."""
        self._leaving = True
        self._take_draft()
        if self._conductor.send(Command.END):
            await self.workers.wait_for_complete(
                [worker for worker in self.workers if worker.group == "interview"]
            )
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the interview allows now."""
        interview, turn = self._interview, self._conductor.turn
        typing = interview.phase is Phase.TYPING
        if action == "send":
            command = Command(str(parameters[0]))
            if command not in interview.allowed:
                return False
            if command is Command.HINT:
                return turn is not None and len(turn.hints) < len(turn.question.key_points)
            if command is Command.FOLLOW_UP:
                return self._conductor.follow_up is not None
            # In the editor enter and space are text.
            return not (command is Command.DONE and typing)
        if action == "submit":
            return typing and Command.DONE in interview.allowed
        if action == "disagree":
            return interview.phase is Phase.FEEDBACK and bool(turn and turn.assessment)
        if action in ("flag", "note"):
            asked = turn is not None and not interview.blocked and not interview.opening
            return asked and bool(parameters) is (interview.phase is Phase.CODING)
        if action == "edit_elsewhere":
            return self._writing
        if action in ("show_other_part", "scroll_part"):
            return _shows_code(*self._shown)
        return True

    def action_send(self, command: str) -> None:
        """Pass a key on to the conductor."""
        self._take_draft()
        self._conductor.send(Command(command))

    def action_submit(self) -> None:
        """Hand in what was typed."""
        self.action_send(Command.DONE)

    def action_show_other_part(self) -> None:
        """Show the task, the results, or only the editor."""
        self.query_one(CodingView).show_other_part()

    def action_scroll_part(self, lines: int) -> None:
        """Scroll the task or the results, while one writes."""
        self.query_one(CodingView).scroll_part(lines)

    @work(group="elsewhere", exclusive=True, exit_on_error=False, description="edit code elsewhere")
    async def action_edit_elsewhere(self) -> None:
        """Write the code in the user's own editor."""
        editor, (turn, _) = self.query_one(CodeEditor), self._shown
        try:
            text = await edited_elsewhere(self.app, editor.text)
        except InterviewerError as error:
            self.complain(error)
            return
        if text is not None and self._writing:
            editor.replace_code(text)
        elif text is not None and turn and turn.code:  # the time was up: it is kept, though it does not count
            turn.code.text = text

    @work(group="disagree", exclusive=True, exit_on_error=False, description="disagree with a verdict")
    async def action_disagree(self) -> None:
        """Disagree with verdicts on the answer, which count at once."""
        from interviewer.tui.screens.verdict import VerdictScreen

        turn, _ = self._shown
        if turn is None:
            return
        history = self._runtime.history
        try:
            attempt = await asyncio.to_thread(history.attempt, turn.attempt_id)
        except InterviewerError as error:
            self.complain(error)
            return
        turn.overrides = (await self.app.push_screen_wait(VerdictScreen(history, attempt))).overrides
        await self._show_feedback(turn)

    @work(group="flag", exclusive=True, exit_on_error=False, description="flag an answer")
    async def action_flag(self, coding: bool = False) -> None:
        """Flag the answer in hand, or take the flag away."""
        turn, _ = self._shown
        if turn is None:
            return
        try:
            await asyncio.to_thread(self._runtime.notes.flag, turn.attempt_id, not turn.flagged)
        except InterviewerError as error:
            self.complain(error)
            return
        turn.flagged = not turn.flagged
        self._show_marks(turn)

    @work(group="note", exclusive=True, exit_on_error=False, description="note on an answer")
    async def action_note(self, coding: bool = False) -> None:
        """Write a note on the answer in hand; where a pause is allowed, the interview waits meanwhile."""
        from interviewer.tui.screens.note import NoteScreen

        turn, _ = self._shown
        if turn is None:
            return
        self._take_draft()
        paused = self._conductor.send(Command.PAUSE)
        try:
            attempt = await asyncio.to_thread(self._runtime.history.attempt, turn.attempt_id)
            await self.app.push_screen_wait(NoteScreen(self._runtime, turn.attempt_id, attempt.note or ""))
        except InterviewerError as error:
            self.complain(error)
        if paused:
            self._conductor.send(Command.RESUME)

    @work(group="end", exclusive=True)
    async def action_end(self) -> None:
        """End the interview, if that is meant."""
        question = "End the interview here? What you have answered is kept, the answer in hand too."
        if await self.app.push_screen_wait(ConfirmScreen(question, "End it", "Go on")):
            self._take_draft()
            self._conductor.send(Command.END)

    @on(Changed)
    async def _show(self) -> None:
        turn, phase = self._conductor.turn, self._interview.phase
        if self._shown != (turn, phase):
            self._shown = (turn, phase)
            await self._enter(turn, phase)
        if turn and turn.code and phase is Phase.CODING:
            await self.query_one(CodingView).show(turn.code)
        self._show_marks(turn)
        self._show_state(turn, phase)
        self.refresh_bindings()

    @on(Ended)
    async def _leave_for_report(self, message: Ended) -> None:
        if self._leaving:
            return
        while self.app.screen is not self:  # a dialog, such as the one that asks whether to end it
            leave = getattr(self.app.screen, "leave", None)
            if leave:
                await leave()
            self.app.pop_screen()
        if message.error or self._conductor.session_id is None or self._conductor.turn is None:
            if message.error:
                self.complain(message.error)
            self.app.pop_screen()
            return
        from interviewer.tui.screens.report import ReportScreen

        self.app.switch_screen(ReportScreen(self._runtime, self._conductor.session_id))

    @on(TextArea.Changed)
    def _take_draft(self) -> None:
        turn, phase = self._shown
        if turn and phase in _EDITING:
            turn.draft = self.query_one("#editor", TextArea).text
        elif turn and turn.code and phase is Phase.CODING:
            turn.code.text = self.query_one(CodeEditor).text

    async def _enter(self, turn: Turn | None, phase: Phase) -> None:
        if turn is None:
            return
        question = turn.question
        total = self._interview.setup.questions
        of = f" of {total}" if total else ""
        # An interview that is resumed may have a question of a topic that is gone.
        titles = {topic.id: topic.title for topic in self._runtime.bank.topics}
        topic = titles.get(question.topic, question.topic)
        extra = ", extra" if turn.extra else ""
        self.query_one("#place", Static).update(
            f"{self._interview.number}{of}{extra} · {topic} · {question.difficulty}"
        )
        self.query_one("#question", Static).update(question.question)
        self.query_one("#reason", Static).update(turn.pick.reason)
        self._show_part(phase, turn)
        if phase in (Phase.CODING, Phase.LISTENING):
            self.query_one(LiveTranscript).clear()
        if phase is Phase.CODING and turn.code:
            coding = self.query_one(CodingView)
            coding.begin(question, turn.code)
            coding.allow(writing=True)
            self.query_one(CodeEditor).focus()
            return
        self.query_one(CodingView).allow(writing=False)
        if phase in _EDITING:
            editor = self.query_one(AnswerEditor)
            editor.edit_answer(turn.draft, turn.transcript)
            editor.focus()
        elif phase is Phase.FEEDBACK:
            await self._show_feedback(turn)
            self.query_one(AssessmentView).focus()
        else:
            self.set_focus(None)

    async def _show_feedback(self, turn: Turn) -> None:
        await self.query_one(AssessmentView).show(
            turn.question,
            turn.answer,
            turn.counting,
            delivery=remarks(turn.transcript, turn.means, turn.question.terms),
            remarks=disagreements(turn),
            solution=turn.code.solution if turn.code else None,
            score=turn.score,
            hints=turn.hints,
        )

    def _show_marks(self, turn: Turn | None) -> None:
        hints = turn.hints if turn and self.phase is not Phase.FEEDBACK else ()
        panel = self.query_one("#hints", VerticalScroll)
        panel.display = bool(hints)
        text = "\n".join(f"Hint (−{hint.cost:.0f}): {hint.text}" for hint in hints)
        panel.query_one(Static).update(text)
        panel.scroll_end(animate=False)
        self.query_one("#flagged").display = bool(turn and turn.flagged)

    def _show_part(self, phase: Phase, turn: Turn | None) -> None:
        coded = _shows_code(turn, phase)
        self.query_one(CodingView).display = coded
        self.query_one("#asked").display = not coded
        for part in ("#asked", "#status"):
            self.query_one(part).set_class(phase is Phase.FEEDBACK, "-read")
        self.query_one(LiveTranscript).set_class(coded, "-beside")
        self.query_one("#editor").display = phase in _EDITING
        self.query_one(AssessmentView).display = phase is Phase.FEEDBACK
        self.query_one(LevelMeter).display = phase is Phase.LISTENING
        self.query_one(LiveTranscript).display = phase in _HEARING

    def _show_state(self, turn: Turn | None, phase: Phase) -> None:
        interview, live = self._interview, self._conductor.live
        key = self._keys[phase in _WRITTEN and not interview.paused]
        self.query_one(StateLine).show(*state(interview, phase, turn, live, key))
        if turn and turn.code and phase is Phase.CODING:
            self.query_one(LiveTranscript).display = live is not None
            self.query_one(LevelMeter).display = turn.code.talking
        for editor, phases in (
            (self.query_one(AnswerEditor), _EDITING),
            (self.query_one(CodeEditor), (Phase.CODING,)),
        ):
            goes_on = editor.disabled and not interview.paused
            editor.disabled = interview.paused
            if goes_on and phase in phases:  # it lost the focus, without which letters are keys
                editor.focus()
        self.set_class(interview.covered, "-covered")
        if live:  # after the answer what was heard stays in sight
            self.query_one(LiveTranscript).show(live)
        self._show_notice(turn)

    def _show_notice(self, turn: Turn | None) -> None:
        level = self._conductor.level
        text = self._conductor.trouble or (turn.notice if turn else "") or (level and level.warning) or ""
        if text != self._notice:
            self._notice = text
            notice = self.query_one("#notice", Static)
            notice.update(text)
            notice.set_class(bool(text), "-shown")

    def _poll(self) -> None:
        interview, level = self._interview, self._conductor.level
        self.query_one(LevelMeter).level = level.level if level and not interview.paused else None
        answer, session = self.query(Countdown)
        for countdown, clock, limit in (
            (answer, interview.question_clock, interview.question_limit),
            (session, interview.session_clock, interview.session_limit),
        ):
            countdown.show(clock.elapsed, limit, running=clock.running)
        self._show_state(*self._shown)


def _shows_code(turn: Turn | None, phase: Phase) -> bool:
    return turn is not None and turn.code is not None and phase in _WITH_CODE
