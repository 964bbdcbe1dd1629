"""The transcription models that are on this machine, with their size and speed."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import DataTable, Footer, ProgressBar, Static

from interviewer.errors import InterviewerError
from interviewer.session import benching
from interviewer.session.benching import Candidate
from interviewer.session.runtime import Runtime
from interviewer.tui.failures import TellsFailures

if TYPE_CHECKING:
    from interviewer.speech.stt.speed import Speed
    from interviewer.speech.stt.weights import ModelInfo

_COLUMNS = ("Model", "Engine", "Size", "On", "Speech/s", "Wait", "Memory", "")
_EXPLAINED = (
    "Speech/s: seconds of speech that are transcribed in a second. Wait: until the last words of an answer "
    "are there. Both were measured here; best: the most accurate model that keeps up. More models: "
    "interviewer models fetch NAME."
)
_NONE = "No model is on this machine: interviewer models fetch base brings one."


class ModelsScreen(TellsFailures, Screen[Candidate | None]):
    """Gives engine and model that were chosen; None where it was left.

    Args:
        runtime: Whose models.
    """

    HELP = (
        "The models that can transcribe what you say, with their size and how fast they are on this "
        "machine. Enter takes the one under the cursor."
    )
    CSS_PATH = "settings_models.tcss"
    AUTO_FOCUS = "#models"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "take",
            "Choose",
            priority=True,  # so that it stands on the footer: the table has it too
            id="settings_models.take",
            tooltip="Transcribe with this one",
        ),
        Binding("m", "measure", "Measure", id="settings_models.measure", tooltip="Time this one, some 20 s"),
        Binding("a", "measure_all", "Measure all", id="settings_models.all", tooltip="Time each of them"),
        Binding("escape", "leave", "Back", id="settings_models.leave", tooltip="Stop measuring, or go back"),
    ]

    class Listed(Message):
        """What is on this machine, and what was timed before."""

        def __init__(self, models: tuple[ModelInfo, ...], speeds: tuple[Speed, ...], used: Candidate) -> None:
            super().__init__()
            self.models, self.speeds, self.used = models, speeds, used

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self._runtime = runtime
        self._used: Candidate = ("", "")
        self._sizes: dict[Candidate, int] = {}
        self._speeds: dict[Candidate, Speed] = {}

    def compose(self) -> ComposeResult:
        """The table, what its columns mean, and how far measuring is."""
        yield Static("Transcription models", classes="title")
        yield DataTable[Text](id="models", cursor_type="row")
        yield Static(_EXPLAINED, id="explained", markup=False)
        yield ProgressBar(id="progress", show_eta=False)
        yield Static(id="said", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Ask what there is."""
        table = self.query_one(DataTable)
        table.add_columns(*_COLUMNS)
        table.loading = True
        self.query_one(ProgressBar).display = False
        self.find()

    @work(exclusive=True, exit_on_error=False, group="find", description="list the models")
    async def find(self) -> None:
        """Ask the models process; while it loads models, that takes a moment."""
        try:
            models = await self._runtime.models.available()
        except InterviewerError as error:
            self.complain(error)
            models = ()
        speeds = await asyncio.to_thread(benching.kept, self._runtime.locations)
        used = await asyncio.to_thread(benching.used, self._runtime.settings)
        self.post_message(self.Listed(models, speeds, used))

    @on(Listed)
    def _list(self, message: Listed) -> None:
        self._sizes = {
            (engine, info.name): info.bytes
            for info in message.models
            if info.ready
            for engine in info.engines
        }
        self._speeds = {(speed.engine, speed.model): speed for speed in message.speeds}
        self.query_one(DataTable).loading = False
        self._used = message.used
        self._fill()
        if self._used in self._sizes:
            self.query_one(DataTable).move_cursor(row=list(self._sizes).index(self._used))
        self.query_one(DataTable).focus()
        if not self._sizes:
            self.query_one("#said", Static).update(_NONE)

    def _fill(self) -> None:
        from interviewer.speech.stt.speed import recommended

        table = self.query_one(DataTable)
        cursor = table.cursor_row
        table.clear()
        best = recommended([speed for what, speed in self._speeds.items() if what in self._sizes])
        for (engine, model), size in self._sizes.items():
            speed = self._speeds.get((engine, model))
            now = (engine, model) == self._used
            table.add_row(
                Text(f"● {model}", "bold") if now else Text(f"  {model}"),
                Text(engine),
                Text(f"{size / 1e6:>5,.0f} MB"),
                *_measured(speed, best=speed is not None and speed == best),
            )
        table.move_cursor(row=cursor)

    def action_take(self) -> None:
        """Give the model under the cursor."""
        if self._at is not None:
            self.dismiss(self._at)

    @on(DataTable.RowSelected)
    def _take(self) -> None:
        self.action_take()

    def action_measure(self) -> None:
        """Time the model under the cursor."""
        if self._at is not None:
            self.measure((self._at,))

    def action_measure_all(self) -> None:
        """Time every model."""
        self.measure(tuple(self._sizes))

    def action_leave(self) -> None:
        """Stop measuring, or go back."""
        if self.query_one(ProgressBar).display:
            self.workers.cancel_group(self, "measure")
        else:
            self.dismiss(None)

    @work(exclusive=True, exit_on_error=False, group="measure", description="time the models")
    async def measure(self, wanted: tuple[Candidate, ...]) -> None:
        """Time one model after the other, each in a process of its own."""
        bar, said = self.query_one(ProgressBar), self.query_one("#said", Static)
        bar.display = True
        bar.update(total=len(wanted), progress=0)
        ended = "Stopped; what was measured is kept."
        try:
            _announce(said, wanted, 0)
            speeds = benching.speeds(self._runtime.settings, self._runtime.locations, wanted)
            async with aclosing(speeds):
                done = 0
                async for candidate, result in speeds:
                    done += 1
                    bar.update(progress=done)
                    if isinstance(result, InterviewerError):
                        self.complain(result)
                    else:
                        self._speeds[candidate] = result
                        self._fill()
                    _announce(said, wanted, done)
            ended = "Measured."
        finally:
            bar.display = False
            said.update(ended)

    @property
    def _at(self) -> Candidate | None:
        row = self.query_one(DataTable).cursor_row
        return list(self._sizes)[row] if 0 <= row < len(self._sizes) else None


def _announce(said: Static, wanted: tuple[Candidate, ...], done: int) -> None:
    if done < len(wanted):
        engine, model = wanted[done]
        said.update(f"Measuring {model} on {engine}, {done + 1} of {len(wanted)} … Escape stops it.")


def _measured(speed: Speed | None, *, best: bool) -> tuple[Text, ...]:
    if speed is None:
        return (Text("–", "dim"), *(Text() for _ in range(4)))
    advice = "✔ best" if best else "" if speed.keeps_up else "slow"
    return (
        Text("GPU" if speed.device == "cuda" else "CPU"),
        Text(f"{speed.real_time_factor:>6.1f} s"),
        Text(f"{speed.tail_seconds:>4.1f} s"),
        Text(f"{speed.memory / 1e6:>5,.0f} MB" if speed.memory else ""),
        Text(advice, "bold" if best else "dim"),
    )
