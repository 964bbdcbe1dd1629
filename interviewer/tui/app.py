"""The terminal app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter

from interviewer.errors import InterviewerError
from interviewer.session.runtime import Runtime
from interviewer.tui.failures import TellsFailures
from interviewer.tui.plain_lines import PlainLines
from interviewer.tui.screens.home import HomeScreen


class InterviewerApp(TellsFailures, App[None]):
    """Practise interviews aloud.

    Args:
        runtime: What the screens work with; closed with the app.
    """

    TITLE = "interviewer"
    CSS_PATH = ["app.tcss", "screens/home.tcss"]  # noqa: RUF012 - declared by Textual; Home is no pushed screen
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q", "quit", "Quit", show=False, id="app.quit", tooltip="Leave; an answer in hand is kept"
        ),
    ]

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self.runtime = runtime
        self._plain_lines = PlainLines()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes before it is drawn."""
        return [*super().get_line_filters(), self._plain_lines]

    def get_default_screen(self) -> HomeScreen:
        """The first screen."""
        return HomeScreen(self.runtime)

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

    async def action_quit(self) -> None:
        """Leave; an interview that runs is ended first, so that its answer in hand is kept."""
        for screen in self.screen_stack:
            leave = getattr(screen, "leave", None)
            if leave:
                await leave()
        self.exit()

    async def on_unmount(self) -> None:
        """End the worker processes and close the log."""
        await self.runtime.close()
