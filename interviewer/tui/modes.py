"""The five places of the app, and what leads from one to the others."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from interviewer.tui.failures import TellsFailures

if TYPE_CHECKING:
    from interviewer.session.runtime import Runtime
    from interviewer.tui.app import InterviewerApp


@dataclass(frozen=True, slots=True)
class Mode:
    """One place, with a stack of screens of its own."""

    id: str
    title: str
    key: str
    screen: str
    """Where its first screen is, as `module:Class`: imported when it is first gone to."""
    tooltip: str

    def begin(self, runtime: Runtime) -> ModeScreen:
        """The screen that the place begins with."""
        module, name = self.screen.split(":")
        screen: ModeScreen = getattr(import_module(f"interviewer.tui.screens.{module}"), name)(runtime)
        return screen


MODES = (
    Mode("practise", "Practise", "1", "home:HomeScreen", "What to practise now, and how ready you are"),
    Mode("review", "Review", "2", "review:ReviewScreen", "Past interviews and answers"),
    Mode("progress", "Progress", "3", "progress:ProgressScreen", "How it went over time"),
    Mode("questions", "Questions", "4", "questions:QuestionsScreen", "Read, search and write questions"),
    Mode("settings", "Settings", "5", "settings:SettingsScreen", "Voice, microphone, models, keys, looks"),
)


class ModeScreen(TellsFailures, Screen[None]):
    """The first screen of a mode: its keys lead to the others. It begins with a `ModeBar`.

    Args:
        runtime: What the screens work with.
    """

    MODE: ClassVar[str]
    """Id of the mode."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            mode.key,
            f"app.go_to('{mode.id}')",
            mode.title,
            show=False,
            id=f"mode.{mode.id}",
            tooltip=mode.tooltip,
            group=Binding.Group("Places"),
        )
        for mode in MODES
    ]

    app: InterviewerApp

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self._runtime = runtime
