"""Type the value of a setting."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static


class ValueScreen(ModalScreen[str | None]):
    """Gives the text, which fits; None where it was left.

    Args:
        title: Name of the setting.
        explanation: What it means.
        value: What it is set to.
        judge: Says whether a text fits, and what it comes to or why it does not.
        password: Whether it is not to be seen.
    """

    HELP = "The value of a setting, as text. What does not fit is told at once, and is not kept."
    CSS_PATH = "settings_value.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "take",
            "Save",
            priority=True,  # so that it stands on the footer: the line to type in has it too
            id="settings_value.take",
            tooltip="Save the value, where it fits",
        ),
        Binding("escape", "dismiss(None)", "Leave it", id="settings_value.leave", tooltip="Change nothing"),
    ]

    def __init__(
        self,
        title: str,
        explanation: str,
        value: str,
        judge: Callable[[str], tuple[bool, str]],
        *,
        password: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._explanation, self._value = title, explanation, value
        self._judge, self._password = judge, password

    def compose(self) -> ComposeResult:
        """What it means, the line to type in, and what is wrong with it."""
        with Vertical(id="dialog", classes="panel") as dialog:
            dialog.border_title = Content(self._title)
            yield Static(self._explanation, id="explanation", markup=False)
            yield Input(self._value, password=self._password, id="value")
            yield Static(id="verdict", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Say what it comes to as it is."""
        self._tell()

    @on(Input.Changed)
    def _tell(self) -> None:
        fits, text = self._judge(self.query_one(Input).value.strip())
        verdict = (
            Content.styled(f"✔ {text}", "$text-success")
            if fits
            else Content.styled(f"✘ {text}", "$text-error")
        )
        self.query_one("#verdict", Static).update(verdict)

    def action_take(self) -> None:
        """Give the value, unless it does not fit."""
        text = self.query_one(Input).value.strip()
        if self._judge(text)[0]:
            self.dismiss(text)
