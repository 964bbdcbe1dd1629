"""The terminal app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.message import Message
from textual.worker import WorkerCancelled, get_current_worker

from interviewer.errors import InterviewerError
from interviewer.session import wording
from interviewer.session.fitting import Fitted
from interviewer.session.runtime import Runtime
from interviewer.tui.failures import TellsFailures
from interviewer.tui.modes import MODES
from interviewer.tui.plain_lines import PlainLines


class InterviewerApp(TellsFailures, App[None]):
    """Practise interviews aloud.

    Args:
        runtime: What the screens work with; closed with the app.
    """

    TITLE = "interviewer"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = MODES[0].id
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q",
            "quit",
            "Quit",
            show=False,
            priority=True,  # so that it is not kept out of dialogs
            id="app.quit",
            tooltip="Leave; an answer in hand is kept",
        ),
    ]

    class Fit(Message):
        """The schedule was fitted to the user's memory, or would be no better for it."""

        def __init__(self, found: Fitted) -> None:
            super().__init__()
            self.found = found

    class NotFitted(Message):
        """The log cannot be used for it."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self.runtime = runtime
        self._plain_lines = PlainLines()
        for mode in MODES:
            self.add_mode(mode.id, lambda mode=mode: mode.begin(self.runtime))  # type: ignore[misc]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes before it is drawn."""
        return [*super().get_line_filters(), self._plain_lines]

    def on_mount(self) -> None:
        """Warm up behind the first screen."""
        self.warm_up()

    @work(group="warm-up", exit_on_error=False, description="load the models")
    async def warm_up(self) -> None:
        """Start the workers and load the models; what fails is told where it is needed."""
        try:
            await self.runtime.sound.start()
            await self.runtime.models.warm_up()
        except InterviewerError as error:
            self.notify(str(error), title="Not ready", severity="warning", timeout=15, markup=False)
        self.fit_schedule()

    @work(thread=True, exclusive=True, exit_on_error=False, group="fit", description="fit the schedule")
    def fit_schedule(self) -> None:
        """Have the schedule follow the user's memory, where enough was answered since it last did."""
        worker = get_current_worker()

        def go_on(done: int, total: int) -> None:
            if worker.is_cancelled:
                raise WorkerCancelled

        try:
            fitting = self.runtime.fitting
            if fitting.due():
                self.post_message(self.Fit(fitting.fit(go_on)))
        except WorkerCancelled:
            return
        except InterviewerError as error:
            self.post_message(self.NotFitted(str(error)))

    @on(Fit)
    def _tell_fit(self, message: Fit) -> None:
        if message.found.kept:
            self.notify(wording.fitted(message.found), timeout=15, markup=False)

    @on(NotFitted)
    def _tell_failure(self, message: NotFitted) -> None:
        title = "The schedule was not fitted to your memory"
        self.notify(message.reason, title=title, severity="warning", timeout=15, markup=False)

    def action_go_to(self, mode: str) -> None:
        """Go to a mode, from the first screen of another."""
        if len(self.screen_stack) == 1:
            self.switch_mode(mode)

    async def action_quit(self) -> None:
        """Leave; what is in hand on a screen is kept first, and where it cannot be, the app stays."""
        for screen in reversed(self.screen_stack):
            leave = getattr(screen, "leave", None)
            if leave and not await leave():
                return
        self.exit()

    async def on_unmount(self) -> None:
        """End the worker processes and close the log."""
        await self.runtime.close()
