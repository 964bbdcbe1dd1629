"""Choices that show without colour whether they are chosen."""

from __future__ import annotations

from typing import TypeVar

from rich.segment import Segment
from textual import widgets
from textual.strip import Strip
from textual.widgets._toggle_button import ToggleButton
from textual.widgets.option_list import OptionDoesNotExist

T = TypeVar("T")

UNCHOSEN = " "
"""What stands where the mark of a choice would."""


class Toggle(ToggleButton):
    """Something to switch, whose mark is missing while it is off."""

    def on_mount(self) -> None:
        """Show the state it begins with."""
        self._mark()

    def watch_value(self) -> None:
        """Show its state."""
        self._mark()
        super().watch_value()

    def _mark(self) -> None:
        self.BUTTON_INNER = type(self).BUTTON_INNER if self.value else UNCHOSEN


class Checkbox(Toggle, widgets.Checkbox):
    """One whose box is empty while it is off."""


class RadioButton(Toggle, widgets.RadioButton):
    """One whose dot is missing while another is chosen."""


class RadioSet(widgets.RadioSet):
    """One whose choice can be made by the program, at once."""

    def choose(self, id: str) -> None:
        """Choose a button by its id, and no other; nobody is told."""
        # A button that is switched on by itself switches off the others only when its message is handled:
        # until then two would be on, and the next choice could be undone.
        with self.prevent(widgets.RadioButton.Changed):
            for button in self.query(widgets.RadioButton):
                button.value = button.id == id
                if button.value:
                    self._pressed_button = button


class SelectionList(widgets.SelectionList[T]):
    """One whose boxes are empty where nothing is selected. Each option takes one line."""

    def render_line(self, y: int) -> Strip:
        """A line of the list."""
        line = super().render_line(y)
        try:
            option = self.get_option_at_index(self.scroll_offset.y + y)
        except OptionDoesNotExist:
            return line
        if option.value in self.selected:
            return line
        left, inner, *rest = line
        return Strip([left, Segment(UNCHOSEN, inner.style), *rest])
