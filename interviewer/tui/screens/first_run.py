"""The greeting of somebody who is here for the first time, with a check of the sound."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from enum import Enum, auto
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Footer, Static
from textual.worker import Worker, WorkerError

from interviewer.errors import InterviewerError
from interviewer.session.reading import Reading, compare
from interviewer.session.runtime import Runtime
from interviewer.session.setup import Means
from interviewer.session.sound import Level
from interviewer.session.sound_check import GREETING, SoundCheck, advice
from interviewer.tui.failures import TellsFailures
from interviewer.tui.text import MUTED
from interviewer.tui.widgets.level_meter import LevelMeter
from interviewer.tui.widgets.state_line import RECORDING, WAITING, StateLine

_WELCOME = "Questions are asked aloud. You answer aloud, and then read which points you made."
_LOCAL = " Voice, transcription and grading run on this machine."


class _Step(Enum):
    """Where one is."""

    BEGIN = auto()
    SPEAKING = auto()
    HEARD = auto()
    LOOKING = auto()
    SILENT = auto()
    READING = auto()
    TRANSCRIBING = auto()
    READ = auto()
    UNREAD = auto()
    DEAF = auto()


# Sign and sentence that say where one is, and what the first button does then.
_STATES = {
    _Step.BEGIN: ("▷", "First a check of the sound. It takes half a minute."),
    _Step.SPEAKING: ("♪", "Listen: you should hear a sentence now."),
    _Step.HEARD: ("?", "Did you hear it?"),
    _Step.LOOKING: (WAITING, "Looking why there was no sound"),
    _Step.SILENT: ("✘", "No sound was heard. Questions also stand on the screen."),
    _Step.READING: (RECORDING, "Read the sentence aloud. Its words light up when they are heard."),
    _Step.TRANSCRIBING: (WAITING, "Transcribing what you read"),
    _Step.READ: ("✔", "You are heard."),
    _Step.UNREAD: ("✘", "You are not heard well yet."),
    _Step.DEAF: ("✘", "Your voice cannot be heard. Every answer can be typed instead."),
}
_ONWARDS = {
    _Step.BEGIN: "Check the sound",
    _Step.HEARD: "Yes, I heard it",
    _Step.SILENT: "Go on to the microphone",
    _Step.READING: "I have read it",
    _Step.READ: "Answer a question",
    _Step.UNREAD: "Read it again",
    _Step.DEAF: "Type an answer",
}
_AGAIN = (_Step.HEARD, _Step.SILENT, _Step.READ, _Step.UNREAD, _Step.DEAF)


class FirstRunScreen(TellsFailures, Screen[Means | None]):
    """A greeting, once. You hear the voice that asks, and read a sentence back to see how well you are heard.

    Whatever is recorded here is deleted at once. Gives how the first question is to be answered; None for not
    now.

    Args:
        runtime: Its sound and models are checked.
    """

    HELP = (
        "A greeting, once. You hear the voice that asks, and read a sentence back to see how well you are "
        "heard. What is recorded here is deleted at once; you can skip it all, and answer by typing."
    )
    CSS_PATH = "first_run.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="first.go_on", tooltip="The next step of the check"),
        Binding(
            "n", "unheard", "Not heard", id="first.unheard", tooltip="What to do where there was no sound"
        ),
        Binding("r", "again", "Again", id="first.again", tooltip="Hear or read the sentence once more"),
        Binding("t", "type", "Type instead", id="first.type", tooltip="Answer a first question by typing"),
        Binding("escape", "skip", "Skip", id="first.skip", tooltip="Leave the check; it does not come again"),
    ]

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self._runtime = runtime
        self._check = SoundCheck(runtime.sound, runtime.models)
        self._step = _Step.BEGIN
        self._reads = False
        """Whether the voice was dealt with, and the microphone is next."""
        self._read = asyncio.Event()
        self._worker: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """The greeting, what is heard, what is read, what came of it, and what to do next."""
        with VerticalScroll(id="page", can_focus=False), Vertical(id="column"):
            yield Static("Welcome to interviewer", id="welcome")
            yield Static(f"{_WELCOME}{'' if self._runtime.settings.stt_url else _LOCAL}", classes="dim")
            with Vertical(id="voice", classes="panel") as voice:
                voice.border_title = "1  Hear the voice"
                yield Static(f"“{GREETING}”", markup=False)
            with Vertical(id="microphone", classes="panel") as microphone:
                microphone.border_title = "2  Read this aloud"
                yield Static(id="sentence", markup=False)
                yield LevelMeter()
            yield StateLine()
            yield Static(id="advice", markup=False)
            with Horizontal(id="actions"):
                yield Button("Check the sound", variant="primary", id="onwards")
                yield Button("Type instead", id="type")
                yield Button("Skip", id="skip")
        yield Footer()

    def on_mount(self) -> None:
        """Nothing was heard yet."""
        self.query_one("#onwards", Button).active_effect_duration = 0  # it takes no key meanwhile
        self._show_words(compare(""))
        self._go_to(_Step.BEGIN)

    @on(Button.Pressed, "#onwards")
    def action_go_on(self) -> None:
        """Do what the first button says."""
        if self._step is _Step.BEGIN:
            self._worker = self._speak()
        elif self._step in (_Step.HEARD, _Step.SILENT, _Step.UNREAD):
            self._worker = self._listen()
        elif self._step is _Step.READING:
            self._read.set()
        elif self._step is _Step.READ:
            self._leave("voice")
        elif self._step is _Step.DEAF:
            self._leave("typing")

    def action_unheard(self) -> None:
        """Look why there was no sound."""
        self._worker = self._look()

    def action_again(self) -> None:
        """Speak, or have the sentence read, once more."""
        self._worker = self._listen() if self._reads else self._speak()

    @on(Button.Pressed, "#type")
    def action_type(self) -> None:
        """Answer a question by typing."""
        self._leave("typing")

    @on(Button.Pressed, "#skip")
    def action_skip(self) -> None:
        """Leave it."""
        self._leave(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done at this step."""
        if action == "unheard":
            return self._step is _Step.HEARD
        if action == "again":
            return self._step in _AGAIN
        return action != "go_on" or self._step in _ONWARDS

    async def leave(self) -> bool:
        """Close the microphone before the app ends."""
        await self._stop()
        return True

    @work(exclusive=True, exit_on_error=False, group="sound check", description="speak")
    async def _speak(self) -> None:
        self._go_to(_Step.SPEAKING)
        try:
            await self._check.speak()
        except InterviewerError as error:
            self._go_to(_Step.SILENT, str(error))
        else:
            self._go_to(_Step.HEARD)

    @work(exclusive=True, exit_on_error=False, group="sound check", description="look at the speaker")
    async def _look(self) -> None:
        self._go_to(_Step.LOOKING)
        self._go_to(_Step.SILENT, await self._check.why_silent())

    @work(exclusive=True, exit_on_error=False, group="sound check", description="listen")
    async def _listen(self) -> None:
        self._reads = True
        self._read.clear()
        self._show_words(compare(""))
        self._go_to(_Step.READING)
        try:
            reading = await self._check.read_back(
                self._read, self._show_level, self._show_words, lambda: self._go_to(_Step.TRANSCRIBING)
            )
        except InterviewerError as error:
            self._go_to(_Step.DEAF, str(error))
        else:
            self._show_words(reading)
            self._go_to(_Step.READ if reading.well else _Step.UNREAD, advice(reading))

    @work(exclusive=True, exit_on_error=False, group="leave", description="leave the check")
    async def _leave(self, means: Means | None) -> None:
        await self._stop()
        try:
            await asyncio.to_thread(self._runtime.first_run.done)
        except InterviewerError as error:
            self.complain(error)
        self.dismiss(means)

    async def _stop(self) -> None:
        worker, self._worker = self._worker, None
        if worker:
            worker.cancel()
            with suppress(WorkerError):  # that it is cancelled, or what was told of when it failed
                await worker.wait()

    def _go_to(self, step: _Step, advice: str = "") -> None:
        self._step = step
        self.query_one(StateLine).show(*_STATES[step])
        self.query_one("#advice", Static).update(advice)
        self.query_one("#voice").set_class(not self._reads, "-now")
        self.query_one("#microphone").set_class(self._reads, "-now")
        if step is not _Step.READING:
            self.query_one(LevelMeter).level = None
        onwards = self.query_one("#onwards", Button)
        onwards.label = _ONWARDS.get(step, onwards.label)
        if step in _ONWARDS:
            onwards.disabled = False
            onwards.focus()
        else:
            self.set_focus(None)  # else it would go to the next button, and enter with it
            onwards.disabled = True
        self.refresh_bindings()

    def _show_level(self, level: Level) -> None:
        self.query_one(LevelMeter).level = level.level
        if level.warning:
            self.query_one("#advice", Static).update(level.warning)

    def _show_words(self, reading: Reading) -> None:
        self.query_one("#sentence", Static).update(_sentence(reading))


def _sentence(reading: Reading) -> Content:
    """The words, those that were heard underlined as well as coloured."""
    words = (
        Content.styled(word, "bold underline $text-success" if heard else "") for word, heard in reading.words
    )
    heard = Content.styled(f"\nHeard: {reading.heard}" if reading.heard else "\n", MUTED)
    return Content.assemble(Content(" ").join(words), heard)
