"""Choose what to practise and how."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Button, Footer, Input, OptionList, Static

from interviewer.errors import InterviewerError, SessionError
from interviewer.session import choice_wording as wording
from interviewer.session.choosing import Choices
from interviewer.session.runtime import Runtime
from interviewer.session.setup import SessionKind, Setup
from interviewer.tui.failures import TellsFailures
from interviewer.tui.widgets.kind_list import KEYS, KindList
from interviewer.tui.widgets.setup_form import SetupForm


class SetupScreen(TellsFailures, Screen[None]):
    """Which kind of interview, about what, how long, by voice or by typing.

    Args:
        runtime: What the interview is made from.
        kind: Which kind to begin with; None for the one that was chosen last.
    """

    HELP = (
        "Which kind of interview, about what, how long, by voice or by typing. The line at the bottom "
        "says how many questions there are for it and how long it takes. What you choose is remembered "
        "for each kind."
    )
    CSS_PATH = "setup.tcss"
    AUTO_FOCUS = "#kind"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "start", "Start", id="setup.start", tooltip="Begin the interview"),
        *(
            Binding(
                key,
                f"choose('{kind}')",
                kind.capitalize(),
                id=f"setup.{kind}",
                tooltip=f"Choose the kind of interview: {kind}",
                group=Binding.Group("Kind"),
            )
            for kind, key in KEYS.items()
        ),
        Binding("escape", "app.pop_screen", "Back", id="setup.back", tooltip="Leave without starting"),
    ]

    class Read(Message):
        """Bank and log were read."""

        def __init__(self, choices: Choices) -> None:
            super().__init__()
            self.choices = choices

    def __init__(self, runtime: Runtime, kind: SessionKind | None = None) -> None:
        super().__init__()
        self._runtime, self._kind = runtime, kind
        self._choices: Choices | None = None
        self._setups: dict[SessionKind, Setup | None] = {}
        self.ready: Setup | None = None
        """The interview as chosen; None where something is missing."""

    def compose(self) -> ComposeResult:
        """The kinds, what is left to choose, what it comes to, and start."""
        yield Static("Set up an interview", classes="title")
        yield KindList(id="kind")
        yield SetupForm(id="choices")
        with Horizontal(id="actions"):
            yield Button("Start", variant="primary", id="start", disabled=True)
            yield Static(id="summary", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Read what there is to choose from."""
        self.query_one(SetupForm).loading = True
        self.read()

    @work(thread=True, exclusive=True, exit_on_error=False, group="read", description="read the choices")
    def read(self) -> None:
        """Read bank and log."""
        try:
            self.post_message(self.Read(Choices.read(self._runtime)))
        except InterviewerError as error:
            self.complain(error)

    @on(Read)
    def _take(self, message: Read) -> None:
        choices = self._choices = message.choices
        self._setups = {kind: choices.begin(kind) for kind in KEYS}
        form = self.query_one(SetupForm)
        form.loading = False
        form.offer(choices, self._runtime.standing.now())
        self.query_one(KindList).choose(self._kind or choices.kind)
        self._show_kind()

    @on(OptionList.OptionHighlighted, "#kind")
    def _show_kind(self) -> None:
        if self._choices is None:
            return
        setup = self._setups[self.query_one(KindList).kind]
        form = self.query_one(SetupForm)
        form.visible = setup is not None
        if setup:
            form.show(setup)
        self._summarise(self._choices)

    @on(SetupForm.Changed)
    def _take_choice(self, message: SetupForm.Changed) -> None:
        kind = self.query_one(KindList).kind
        if self._choices and message.kind == kind and self._setups[kind]:
            try:
                self._setups[kind] = self.query_one(SetupForm).read()
            except SessionError as problem:
                self._tell(str(problem))
            else:
                self._summarise(self._choices)

    def _summarise(self, choices: Choices) -> None:
        """Say what the choices come to."""
        kinds = self.query_one(KindList)
        scopes = {kind: choices.scope(setup) for kind, setup in self._setups.items() if setup}
        kinds.show({kind: wording.facts(scopes.get(kind)) for kind in KEYS})
        setup, scope = self._setups[kinds.kind], scopes.get(kinds.kind)
        if setup is None:
            self._tell(wording.NOTHING[kinds.kind])
        elif scope is None:
            self._tell(wording.NOTHING_FITS)
        else:
            self._tell(wording.summary(setup, scope, choices), setup)

    def _tell(self, text: str, ready: Setup | None = None) -> None:
        """Say what will be begun, or what is missing."""
        self.ready = ready
        summary = self.query_one("#summary", Static)
        summary.update(text)
        summary.set_class(ready is None, "-problem")
        self.query_one("#start", Button).disabled = ready is None

    def action_choose(self, kind: SessionKind) -> None:
        """Choose a kind of interview."""
        kinds = self.query_one(KindList)
        kinds.choose(kind)
        kinds.focus()

    @on(KindList.Accepted)
    def _go_to_start(self) -> None:
        self.query_one("#start", Button).focus()

    @on(Button.Pressed, "#start")
    @on(Input.Submitted)
    def action_start(self) -> None:
        """Begin."""
        if self.ready is None:
            return
        from interviewer.tui.screens.interview import InterviewScreen

        try:
            conductor = self._runtime.conductor(self.ready)
        except InterviewerError as error:
            self.complain(error)
        else:
            self.app.switch_screen(InterviewScreen(self._runtime, conductor))
