"""Offers to go on with an interview that was cut off."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Button, Static

from interviewer.errors import InterviewerError
from interviewer.session.resume import CutOff, cut_off
from interviewer.session.runtime import Runtime
from interviewer.tui.failures import TellsFailures
from interviewer.tui.text import local_time


class CutOffOffer(TellsFailures, Horizontal):
    """One line and two buttons, hidden while there is nothing to offer.

    Args:
        runtime: Its log says what was cut off.
    """

    DEFAULT_CSS = """
    CutOffOffer {
        display: none;
        height: auto;
        padding: 0 1;
        background: $warning-muted;

        &.-shown { display: block; layout: horizontal; }
        Static { width: 1fr; height: auto; padding: 0 1; color: $text-warning; }
        Button { min-width: 10; margin-left: 1; }
    }
    """

    class Found(Message):
        """The log was read: the newest interview that was cut off, if there is one."""

        def __init__(self, interview: CutOff | None) -> None:
            super().__init__()
            self.interview = interview

    class Accepted(Message):
        """The candidate wants to go on."""

        def __init__(self, interview: CutOff) -> None:
            super().__init__()
            self.interview = interview

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self._runtime = runtime
        self.interview: CutOff | None = None
        """What is offered now."""

    def compose(self) -> ComposeResult:
        """The sentence and its two answers."""
        yield Static(markup=False)
        yield Button("Resume", variant="primary", id="resume", compact=True)
        yield Button("End it", id="end", compact=True)

    @work(
        thread=True, exclusive=True, exit_on_error=False, group="cut off", description="look what was cut off"
    )
    def look(self) -> None:
        """Look into the log for what was cut off."""
        self._find()

    @on(Found)
    def _show(self, message: Found) -> None:
        message.stop()
        fresh = self.interview is None
        interview = self.interview = message.interview
        self.set_class(interview is not None, "-shown")
        if interview:
            when = local_time(interview.started_at)
            self.query_one(Static).update(f"The interview of {when} was cut off {interview.place}.")
            if fresh:
                self.query_one("#resume").focus()
        self.screen.refresh_bindings()

    @on(Button.Pressed, "#resume")
    def resume(self) -> None:
        """Go on with it."""
        if self.interview:
            self.post_message(self.Accepted(self.interview))

    @on(Button.Pressed, "#end")
    def end(self) -> None:
        """Leave it as it is; what was answered is kept."""
        if self.interview:
            self._end(self.interview)

    @work(thread=True, exclusive=True, exit_on_error=False, group="cut off", description="end the interview")
    def _end(self, interview: CutOff) -> None:
        history = self._runtime.history
        try:
            history.end_session(interview.hold(history), ended_early=True)
        except InterviewerError as error:
            self.complain(error)
        self._find()

    def _find(self) -> None:
        try:
            found = cut_off(self._runtime.history)
        except InterviewerError:
            return  # the screen tells that the log cannot be read
        self.post_message(self.Found(found[0] if found else None))
