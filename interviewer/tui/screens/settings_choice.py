"""Choose the value of a setting from what there is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from interviewer.errors import InterviewerError
from interviewer.session.settings_choices import Choice
from interviewer.tui.failures import TellsFailures

_MANY = 12
"""From so many choices on there is a line to narrow them down."""


class ChoiceScreen(TellsFailures, ModalScreen[str | None]):
    """Gives the value that was chosen; None where it was left.

    Args:
        title: Name of the setting.
        explanation: What it means.
        choices: What there is.
        value: What it is set to.
        listen: Makes a choice heard; it is cancelled when another one is tried, and when this is left.
        look: Shows a choice while it is under the cursor.
    """

    HELP = (
        "The values that a setting can have. Enter takes the one under the cursor; escape leaves it as it is."
    )
    CSS_PATH = "settings_choice.tcss"
    AUTO_FOCUS = "#choices"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "take",
            "Choose",
            priority=True,  # so that it stands on the footer: the list has it too
            id="settings_choice.take",
            tooltip="Take what is under the cursor",
        ),
        Binding("l,space", "listen", "Listen", id="settings_choice.listen", tooltip="Hear what this is like"),
        Binding(
            "slash", "narrow", "Find", id="settings_choice.narrow", tooltip="Show only what has these words"
        ),
        Binding("escape", "leave", "Leave it", id="settings_choice.leave", tooltip="Change nothing"),
    ]

    def __init__(
        self,
        title: str,
        explanation: str,
        choices: Sequence[Choice],
        value: str,
        *,
        listen: Callable[[str], Awaitable[object]] | None = None,
        look: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._title, self._explanation, self._value = title, explanation, value
        self._choices, self._shown = choices, list(choices)
        self._listen, self._look = listen, look

    def compose(self) -> ComposeResult:
        """What it means, above what there is."""
        with Vertical(id="dialog", classes="panel") as dialog:
            dialog.border_title = Content(self._title)
            yield Static(self._explanation, id="explanation", markup=False)
            yield Input(placeholder="Find: / and a few letters", id="find", compact=True)
            yield OptionList(id="choices", compact=True)
            yield Static(id="said", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Begin at what counts now."""
        self.query_one("#find").display = len(self._choices) >= _MANY
        self._fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with these choices."""
        offered = {
            "listen": self._listen is not None,
            "narrow": len(self._choices) >= _MANY,
        }
        return offered.get(action, True)

    @on(Input.Changed)
    def _fill(self) -> None:
        words = self.query_one(Input).value.casefold().split()
        self._shown = [
            choice
            for choice in self._choices
            if all(word in f"{choice.title} {choice.note}".casefold() for word in words)
        ]
        rows = self.query_one(OptionList)
        rows.set_options(Option(self._row(choice), disabled=not choice.usable) for choice in self._shown)
        values = [choice.value for choice in self._shown]
        if values:
            rows.highlighted = values.index(self._value) if self._value in values else 0
            self.call_after_refresh(rows.scroll_to_highlight)
        self.query_one("#said", Static).update("" if values else "Nothing has these words.")

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        if self._look:
            self._look(self._shown[event.option_index].value)

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index].value)

    def action_take(self) -> None:
        """Take the choice under the cursor; from the line that narrows down, go to the choices."""
        rows = self.query_one(OptionList)
        if rows.has_focus:
            rows.action_select()
        else:
            rows.focus()

    def action_narrow(self) -> None:
        """Type what to look for."""
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        """Leave the line that narrows down, then the choices."""
        if self.query_one(Input).has_focus:
            self.query_one(OptionList).focus()
        else:
            self.dismiss(None)

    def action_listen(self) -> None:
        """Hear the choice under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.listen(self._shown[at])

    @work(exclusive=True, exit_on_error=False, group="listen", description="speak a sample")
    async def listen(self, choice: Choice) -> None:
        """Make a choice heard; another one, and leaving, cut it short."""
        if self._listen is None:
            return
        said = self.query_one("#said", Static)
        said.update(f"♪ {choice.title} …")
        try:
            await self._listen(choice.value)
        except InterviewerError as error:
            said.update(str(error))
        else:
            said.update("")

    def _row(self, choice: Choice) -> Content:
        mark = ("● ", "$text-accent") if choice.value == self._value else "○ "
        note = f"  {choice.note}" if choice.note else ""
        return Content.assemble(mark, choice.title, (note, "dim"))
