"""The terminal app."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.message import Message
from textual.worker import WorkerCancelled

from interviewer.errors import InterviewerError
from interviewer.tui.cancelling import while_wanted
from interviewer.tui.crashes import SurvivesCrashes
from interviewer.tui.failures import TellsFailures
from interviewer.tui.following import FollowsSettings
from interviewer.tui.legible import Legible
from interviewer.tui.modes import MODES
from interviewer.tui.plain_lines import PlainLines
from interviewer.tui.readiness import ReadiesScreens
from interviewer.tui.screens.opening import OPENING, OpeningScreen

if TYPE_CHECKING:
    from textual.command import Provider

    from interviewer.scheduling import Pick
    from interviewer.session.conductor import Conductor
    from interviewer.session.fitting import Fitted
    from interviewer.session.resume import CutOff
    from interviewer.session.runtime import Runtime
    from interviewer.session.setup import Setup


def _commands() -> type[Provider]:
    """What the command palette offers is imported with it."""
    from interviewer.tui.palette import Commands

    return Commands


class InterviewerApp(TellsFailures, SurvivesCrashes, ReadiesScreens, Legible, FollowsSettings):
    """Practise interviews aloud.

    Args:
        runtime: What the screens work with; closed with the app.
        conductor: Of the interview to open at; None for the first screen.
        later: Whether the runtime is yet to be made, which a first frame need not wait for.
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
        Binding(
            "question_mark,f1",
            "help",
            "Help",
            show=False,
            priority=True,
            id="app.help",
            tooltip="What this screen is for, and its keys; f1 while you type",
        ),
    ]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}

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

    def __init__(self, runtime: Runtime, conductor: Conductor | None = None, *, later: bool = False) -> None:
        if later:
            self.DEFAULT_MODE = OPENING  # type: ignore[misc]  # a class variable elsewhere
        super().__init__()
        self.runtime, self._opens_at, self._later = runtime, conductor, later
        self.add_mode(OPENING, OpeningScreen)
        self._plain_lines = PlainLines()
        for mode in MODES:
            self.add_mode(mode.id, lambda mode=mode: mode.begin(self.runtime))  # type: ignore[misc]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes before it is drawn."""
        return [*super().get_line_filters(), self._plain_lines]

    def on_mount(self) -> None:
        """Warm up behind the first screen."""
        if not self._later:
            self.set_off()

    def set_off(self) -> None:
        """Begin to work with the runtime."""
        self.switch_mode(MODES[0].id)
        self.warm_up()
        if self._opens_at:
            self.hold(self._opens_at)

    @work(exclusive=True, group="warm-up", exit_on_error=False, description="load the models")
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
        try:
            fitting = self.runtime.fitting
            if fitting.due():
                self.post_message(self.Fit(fitting.fit(while_wanted())))
        except WorkerCancelled:
            return
        except InterviewerError as error:
            self.post_message(self.NotFitted(str(error)))

    @on(Fit)
    def _tell_fit(self, message: Fit) -> None:
        from interviewer.session import wording

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

    def action_help(self) -> None:
        """Tell what the screen is for, or close what tells it."""
        from interviewer.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        else:
            self.push_screen(HelpScreen(self.screen))

    def begin(self, setup: Setup, first: Pick | None = None, resumed: CutOff | None = None) -> None:
        """Begin an interview; the arguments are those of `Runtime.conductor`."""
        try:
            conductor = self.runtime.conductor(setup, first, resumed)
        except InterviewerError as error:
            self.complain(error)
        else:
            self.hold(conductor)

    def hold(self, conductor: Conductor) -> None:
        """Go to the screen of an interview."""
        from interviewer.tui.screens.interview import InterviewScreen

        self.push_screen(InterviewScreen(self.runtime, conductor))

    async def action_quit(self) -> None:
        """Leave; what is in hand on a screen is kept first, and where it cannot be, the app stays."""
        if await self.leave_screens():
            self.exit()

    async def on_unmount(self) -> None:
        """End the worker processes and close the log."""
        await self.runtime.close()
